import { openModelStore, resolveModel } from '../weights/store.js';
import type { Weights } from '../weights/tensors.js';
import { STEM_LEVELS } from './levels.js';
import { stemWeights } from './stem.js';

/** The weights of the package's network, as nets for any style see with it. @throws NstError NST_MODEL_BROKEN for a damaged installation */
export async function readStem(): Promise<Weights> {
  const { weights } = await resolveModel(await openModelStore(), 'inception');
  return stemWeights(STEM_LEVELS, weights);
}
