/** How many zeros, or how much of the mirrored picture, a convolution sees beyond the edge: as many as keep the size. */
export type ConvPadding = 'mirror' | 'zero';

/** Where a convolution is put. */
export interface ConvPlacement {
  readonly stride: 1 | 2;
  readonly padding: ConvPadding;
}

/** How large a convolution is whose filter is no stored weight. */
export interface KernelSizes {
  /** Side of the filter. */
  readonly kernel: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** Where neighbourhoods of 3x3 places lie in a map: all of them inside of it. */
export interface PatchPlacement {
  /** Of the map. */
  readonly channels: number;
  /** Places from one to the next. */
  readonly stride: number;
}

/**
 * What networks that stylise are drawn with. A network is one function of these operations: with `tensorOps` it is traced
 * together with losses and their gradient, with `graphOps` it becomes an ONNX graph for pictures of any size, without tfjs.
 *
 * Maps are [1, h, w, c], rows and matrices are [rows, columns]; how they lie in memory is the implementation's business.
 */
export interface NetOps<T> {
  /** A weight by its name, as it is stored: kernels [height, width, inputs, outputs], tables [rows, columns]. */
  weight(name: string): T;
  /** A convolution with the weights `NAME.kernel` and `NAME.bias`; sides that are even are halved by stride 2. */
  conv(x: T, name: string, placement: ConvPlacement): T;
  /** A convolution of stride 1 with mirrored edges. @param row the filter [kernel, kernel, inputs, outputs] as [1, all of it] */
  convWith(x: T, row: T, sizes: KernelSizes): T;
  /** Each channel with mean 0 and variance 1 over the map, times `scale`, plus `shift`, [1, c] each. */
  instanceNorm(x: T, scale: T, shift: T): T;
  relu(x: T): T;
  sigmoid(x: T): T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  /** Element by element; sides of length 1 are repeated. */
  mul(a: T, b: T): T;
  /** Element by element. */
  div(a: T, b: T): T;
  sqrt(x: T): T;
  /** A number in all places of a matrix or a map. */
  number(value: number): T;
  /** Maps side by side, by channel. */
  concat(parts: readonly T[]): T;
  /** Means of 2x2 pixels. */
  halve(x: T): T;
  /** Means of each 3x3 neighbourhood, of as much of it as lies inside. */
  neighbours(x: T): T;
  /** Each pixel four times. */
  double(x: T): T;
  /** A map as rows, [h w, c]. */
  rows(x: T): T;
  /** Rows [h w, c] as a map of the size of another. */
  asMap(rows: T, like: T): T;
  matMul(a: T, b: T): T;
  transpose(x: T): T;
  /** Means of columns, [1, c]. */
  columnMeans(rows: T): T;
  /** The sum of all elements of a matrix, [1, 1]. */
  total(matrix: T): T;
  /** The number of rows, [1, 1]. */
  rowCount(rows: T): T;
  /** The unit matrix, [size, size]. */
  identity(size: number): T;
  /** Neighbourhoods of 3x3 as rows, [n, 9 channels], row by row; nothing flows back through them in training. */
  patches(x: T, placement: PatchPlacement): T;
  /** The map of which `patches` at a stride of 1 are the given rows; where they differ, their mean. @param like a map as large */
  votes(rows: T, like: T, channels: number): T;
  /** For each row of scores [n, m] that of rows [m, k] whose score is the largest. */
  pick(scores: T, rows: T): T;
}

/** Side of the neighbourhoods of `patches` (Chen & Schmidt 2016). */
export const PATCH_SIDE = 3;

/** Below the variance of any live channel: what keeps flat maps from dividing by zero (Ulyanov et al. 2016, their program). */
export const NORM_EPSILON = 1e-5;

/** How much is added before and behind, so that a side stays as long as it is, or is halved. */
export function borderOf(taps: number, stride: 1 | 2): readonly [before: number, behind: number] {
  const all = Math.max(0, taps - stride);
  return [Math.floor(all / 2), Math.ceil(all / 2)];
}
