import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { NstError } from '../errors.js';
import { readSafetensors } from '../weights/safetensors.js';
import type { Weights } from '../weights/tensors.js';
import { type InceptionOptions, inceptionNetwork } from './inception.js';
import type { Network } from './network.js';
import { type VggOptions, vggNetwork } from './vgg.js';
import type { VggName } from './vggTable.js';

/** The networks for pictures. */
export const NETWORK_NAMES = ['inception', 'vgg19', 'vgg16'] as const;
/** One of `NETWORK_NAMES`. */
export type NetworkName = (typeof NETWORK_NAMES)[number];

/** The weights that the package brings along; `src/shared/networks` and `dist/shared/networks` lie equally deep. */
const INCEPTION_FILE = new URL('../../../models/inception-v3-stem.safetensors', import.meta.url);

/** Which network, and how it is run. */
export type NetworkRequest =
  | ({ readonly name: 'inception' } & InceptionOptions)
  | ({ readonly name: VggName; readonly weights: Weights } & VggOptions);

/**
 * Makes a network: `inception` with the weights in the package; `vgg19` and `vgg16` with the weights given,
 * which are too large for the package to bring along.
 *
 * @throws NstError NST_MODEL_MISSING when the package's file is gone, NST_MODEL_BROKEN when weights do not fit
 */
export async function loadNetwork(request: NetworkRequest): Promise<Network> {
  if (request.name === 'inception') return inceptionNetwork(await readShippedWeights(), request);
  return vggNetwork(request.name, request.weights, request);
}

async function readShippedWeights(): Promise<Weights> {
  const path = fileURLToPath(INCEPTION_FILE);
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new NstError('NST_MODEL_MISSING', `${path}: cannot be read; install nst again`, { cause });
  });
  return readSafetensors(bytes, path);
}
