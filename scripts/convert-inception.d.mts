import type { INCEPTION_BN_EPSILON } from '../src/shared/networks/inception.js';
import type { INCEPTION_TENSORS } from '../src/shared/networks/inceptionTable.js';
import type { writeSafetensors } from '../src/shared/weights/safetensorsWriter.js';
import type { readTfjsLayers } from '../src/shared/weights/tfjsLayers.js';

/** The bytes of models/inception-v3-stem.safetensors. What it needs is handed in, built or as source. */
export function inceptionStem(library: {
  readonly readTfjsLayers: typeof readTfjsLayers;
  readonly writeSafetensors: typeof writeSafetensors;
  readonly INCEPTION_TENSORS: typeof INCEPTION_TENSORS;
  readonly INCEPTION_BN_EPSILON: typeof INCEPTION_BN_EPSILON;
}): Uint8Array;
