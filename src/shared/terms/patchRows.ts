/** Square neighbourhoods of features as rows of a matrix, and back. */
import { type Tensor2D, type Tensor3D, type Tensor4D, tf } from '../engine/tf.js';

/** Where the neighbourhoods of a layer lie. */
export interface PatchGrid {
  /** Rows and columns of a neighbourhood. */
  readonly size: number;
  /** Positions from one neighbourhood to the next, at most `size`, so that every position is in one. */
  readonly stride: number;
  /** Of the layer. */
  readonly height: number;
  readonly width: number;
  /** Upper and left ends of the neighbourhoods. */
  readonly tops: readonly number[];
  readonly lefts: readonly number[];
}

/** Starts of windows along an axis; the last one ends where the axis ends. */
function windowStarts(length: number, size: number, stride: number): number[] {
  const last = Math.max(0, length - size);
  const starts = Array.from({ length: Math.floor(last / stride) + 1 }, (_, i) => i * stride);
  return starts.at(-1) === last ? starts : [...starts, last];
}

/** The neighbourhoods of a layer; one that is smaller than they are has a single one, as large as itself. */
export function patchGrid(
  { shape: [, height, width] }: { readonly shape: readonly number[] },
  wanted: number,
  stride: number,
): PatchGrid {
  const size = Math.min(wanted, height!, width!);
  const step = Math.min(stride, size);
  return {
    size,
    stride: step,
    height: height!,
    width: width!,
    tops: windowStarts(height!, size, step),
    lefts: windowStarts(width!, size, step),
  };
}

/** Indices of all positions (top + down, left + across) in a layer laid out row by row. */
function positionsOf({ width, tops, lefts }: PatchGrid, down: number, across: number): Int32Array {
  return Int32Array.from(tops.flatMap((top) => lefts.map((left) => (top + down) * width + left + across)));
}

/** What lies at (down, across) of each neighbourhood, [patches, channels]. */
function offsetRows(positions: Tensor2D, grid: PatchGrid, down: number, across: number): Tensor2D {
  return tf.gather(positions, tf.tensor1d(positionsOf(grid, down, across), 'int32')) as Tensor2D;
}

/** Offsets within a neighbourhood, row by row. */
function offsetsOf({ size }: PatchGrid): [number, number][] {
  return Array.from({ length: size ** 2 }, (_, i) => [Math.floor(i / size), i % size]);
}

/**
 * The neighbourhoods as rows.
 *
 * @param features [1, height, width, channels]
 * @returns [patches, size size channels], the patches row by row
 */
export function patchRows(features: Tensor4D, grid: PatchGrid): Tensor2D {
  const [, height, width, channels] = features.shape;
  const positions = tf.reshape(features, [height * width, channels]) as Tensor2D;
  const parts = offsetsOf(grid).map(([down, across]) => offsetRows(positions, grid, down, across));
  return parts.length === 1 ? parts[0]! : tf.concat(parts, 1);
}

/** Sums over all neighbourhoods that a position lies in: the adjoint of `patchRows`. @returns [height, width, channels] */
export function spreadRows(rows: Tensor2D, grid: PatchGrid): Tensor3D {
  const { height, width, size } = grid;
  const [count, depth] = rows.shape;
  const channels = depth / size ** 2;
  const parts = offsetsOf(grid).map(([down, across], i) => {
    const part: Tensor2D = tf.slice(rows, [0, i * channels], [count, channels]);
    const positions = tf.tensor1d(positionsOf(grid, down, across), 'int32');
    return tf.unsortedSegmentSum(part, positions, height * width);
  });
  return tf.reshape(tf.addN(parts), [height, width, channels]);
}
