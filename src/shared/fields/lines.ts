import type { Size } from '../pictures/picture.js';

/** Values of one row or column of a map: `length` of them, `stride` apart, from `start` on. */
export interface Line {
  readonly start: number;
  readonly stride: number;
  readonly length: number;
}

/** Computes a line of `target` from the same line of `source`. */
export type LineFilter = (source: Float32Array, target: Float32Array, line: Line) => void;

/**
 * A separable filter: every row goes through it, then every column of what came out.
 *
 * @param data [height, width, channels]; each channel goes through for itself
 */
export function throughLines(
  data: Float32Array,
  { width, height }: Size,
  channels: number,
  filter: LineFilter,
): Float32Array {
  const rowLength = width * channels;
  const across = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let c = 0; c < channels; c++) {
      filter(data, across, { start: y * rowLength + c, stride: channels, length: width });
    }
  }
  const out = new Float32Array(data.length);
  for (let i = 0; i < rowLength; i++) filter(across, out, { start: i, stride: rowLength, length: height });
  return out;
}
