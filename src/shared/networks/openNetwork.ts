import { Workshop } from '../engine/workshop.js';
import { NstError } from '../errors.js';
import type { Network } from './network.js';
import { type NetworkChoice, PICTURE_NETWORKS } from './pictureNetworks.js';

/** Where weights are looked for. */
export interface WeightsPlace {
  /** Folder of fetched weights; that of the user's cache if left out. */
  readonly cacheDir?: string | undefined;
  /** A file with the weights, in place of those in the cache. */
  readonly modelFile?: string | undefined;
}

/**
 * Opens a network with its weights: those of the package, of the user's file, or those that were fetched. Each is checked
 * against its digest, where that is known.
 *
 * @throws NstError NST_BAD_OPTION for a file in place of weights that come along; NST_MODEL_MISSING, NST_MODEL_BROKEN or
 *   NST_BAD_INPUT as `resolveModel`
 */
export async function openNetwork(
  choice: NetworkChoice,
  { cacheDir, modelFile }: WeightsPlace = {},
): Promise<Network> {
  const network = PICTURE_NETWORKS[choice.name];
  if (network.isShipped && modelFile !== undefined) {
    const expected = `expected together with network vgg19 or vgg16, found ${choice.name}, which brings its own`;
    throw new NstError('NST_BAD_OPTION', `model-file: ${expected}; name the network, or leave the file out`);
  }
  const make = () => buildNetwork(choice, { cacheDir, modelFile });
  // What users name may be another file the next time.
  if (modelFile !== undefined) return make();
  return Workshop.current?.keep(JSON.stringify([choice, cacheDir]), make) ?? make();
}

async function buildNetwork(choice: NetworkChoice, { cacheDir, modelFile }: WeightsPlace): Promise<Network> {
  // Loads what checks JSON, which help and refusals do not need.
  const { openModelStore, resolveModel } = await import('../weights/store.js');
  const { weights, normalisation } = await resolveModel(
    await openModelStore(cacheDir),
    choice.name,
    modelFile,
  );
  return PICTURE_NETWORKS[choice.name].build(choice, weights, normalisation);
}
