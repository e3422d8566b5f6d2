import { writeSafetensors } from '../../src/shared/weights/safetensorsWriter.js';
import {
  sizeOf,
  type TensorShapes,
  type WeightArray,
  type Weights,
} from '../../src/shared/weights/tensors.js';

/** What a small network expects: two convolutions at the front of a published file, one behind a long gap. */
export const TINY_SHAPES: TensorShapes = new Map([
  ['features.0.weight', [16, 3, 3, 3]],
  ['features.0.bias', [16]],
  ['features.2.weight', [32, 16, 3, 3]],
  ['features.2.bias', [32]],
  ['z.weight', [64, 32, 3, 3]],
  ['z.bias', [64]],
]);

/** Distinct values that no two tensors share. */
function ramp(shape: readonly number[], start: number): WeightArray {
  return { shape, data: Float32Array.from({ length: sizeOf(shape) }, (_, i) => start + i / 128) };
}

/** Weights for any table of shapes. */
export function rampWeights(shapes: TensorShapes): Weights {
  return new Map([...shapes].map(([name, shape], i) => [name, ramp(shape, 1000 * (i + 1))] as const));
}

/** A published file: the network's tensors, and a classifier of 2 MB between them that nobody needs. */
export function tinyFile(weights: Weights = rampWeights(TINY_SHAPES)): Uint8Array {
  return writeSafetensors(new Map([...weights, ['head.weight', ramp([500, 1000], 0)]]));
}
