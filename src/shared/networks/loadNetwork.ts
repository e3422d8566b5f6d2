import { openModelStore, resolveModel } from '../weights/store.js';
import type { Weights } from '../weights/tensors.js';
import { type InceptionOptions, inceptionNetwork } from './inception.js';
import type { Network } from './network.js';
import { type VggOptions, vggNetwork } from './vgg.js';
import type { VggName } from './vggTable.js';

/** The networks for pictures. */
export const NETWORK_NAMES = ['inception', 'vgg19', 'vgg16'] as const;
/** One of `NETWORK_NAMES`. */
export type NetworkName = (typeof NETWORK_NAMES)[number];

/** Which network, and how it is run. */
export type NetworkRequest =
  | ({ readonly name: 'inception' } & InceptionOptions)
  | ({ readonly name: VggName; readonly weights: Weights } & VggOptions);

/**
 * Makes a network: `inception` with the weights in the package; `vgg19` and `vgg16` with the weights given,
 * which are too large for the package to bring along.
 *
 * @throws NstError NST_MODEL_MISSING when the package's file is gone, NST_MODEL_BROKEN when it is not the one that was
 *   shipped, or weights do not fit
 */
export async function loadNetwork(request: NetworkRequest): Promise<Network> {
  if (request.name !== 'inception') return vggNetwork(request.name, request.weights, request);
  const { weights } = await resolveModel(await openModelStore(), request.name);
  return inceptionNetwork(weights, request);
}
