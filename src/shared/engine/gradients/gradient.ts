import { type Tensor, tf } from '../tf.js';

/** Gradients: (dy, saved tensors, attributes) => how to compute the gradient of each input. */
export type GradientOf<Attributes> = (
  dy: Tensor,
  saved: readonly Tensor[],
  attributes: Attributes,
) => Record<string, () => Tensor>;

interface Options {
  readonly inputsToSave: string[];
  readonly outputsToSave?: boolean[];
}

/** Registers a gradient for every backend, in place of the one that tfjs may have. */
export function registerGradient<Attributes>(
  kernelName: string,
  options: Options,
  gradient: GradientOf<Attributes>,
): void {
  tf.registerGradient({
    kernelName,
    ...options,
    gradFunc: (dy, saved, attributes) =>
      gradient(Array.isArray(dy) ? dy[0]! : dy, saved, attributes as unknown as Attributes),
  });
}

/** A one-element or per-axis setting as a pair. */
export const pair = (value: number | [number, number]): [number, number] =>
  typeof value === 'number' ? [value, value] : value;

/** Puts `rate - 1` zeros between neighbours along an axis. */
export function interleaveZeros(x: Tensor, axis: number, rate: number): Tensor {
  if (rate === 1) return x;
  const length = x.shape[axis]!;
  const column = tf.expandDims(x, axis + 1);
  const paddings = column.shape.map((_, i): [number, number] => [0, i === axis + 1 ? rate - 1 : 0]);
  const spread = x.shape.map((dim, i) => (i === axis ? dim * rate : dim));
  const begin = spread.map(() => 0);
  const size = spread.map((dim, i) => (i === axis ? (length - 1) * rate + 1 : dim));
  return tf.slice(tf.reshape(tf.pad(column, paddings), spread), begin, size);
}
