/** Named arrays, as every weight reader returns them and every network takes them. */
export interface WeightArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Weights by their name in the file. */
export type Weights = ReadonlyMap<string, WeightArray>;

/** The number of elements of a shape; 1 for a scalar. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dim) => product * dim, 1);
}

/** Shapes by tensor name, in an order that means something: the order of the layers, or of a file. */
export type TensorShapes = ReadonlyMap<string, readonly number[]>;
