/** Named arrays, as every weight reader returns them and every network takes them. */
export interface WeightArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Weights by their name in the file. */
export type Weights = ReadonlyMap<string, WeightArray>;

/** A tensor of a file whose shape is checked against the file, and whose values are read when they are needed. */
export interface UnreadTensor {
  readonly shape: readonly number[];
  read(): Promise<WeightArray>;
}

/**
 * Most dimensions of a tensor that is read. Kernels have four; files that claim more than eight are damaged, and without a
 * limit the product of the dimensions, and the messages that name them, have none either.
 */
export const MAX_DIMENSIONS = 8;

/** Longest dimension that is read: no array of the language has more elements. */
export const MAX_DIMENSION = 2 ** 32 - 1;

/** Most tensors of one file: networks have hundreds, the largest language models some 10,000. */
export const MAX_TENSORS = 100_000;

/** Whether these are dimensions that a tensor may have; then their product is finite. */
export function isShape(dimensions: readonly unknown[]): dimensions is readonly number[] {
  const isDimension = (dim: unknown) =>
    typeof dim === 'number' && Number.isInteger(dim) && dim >= 0 && dim <= MAX_DIMENSION;
  return dimensions.length <= MAX_DIMENSIONS && dimensions.every(isDimension);
}

/** The number of elements of a shape; 1 for a scalar. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dim) => product * dim, 1);
}

/** Shapes by tensor name, in an order that means something: the order of the layers, or of a file. */
export type TensorShapes = ReadonlyMap<string, readonly number[]>;
