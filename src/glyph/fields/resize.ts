import type { Size } from '../grid.js';

/** For one output position: the first input sample and the weights from there on. */
interface Tap {
  readonly first: number;
  readonly weights: Float64Array;
}

/** Triangle filter, widened to the spacing of the output when that is coarser: no aliasing, no ringing. */
function taps(from: number, to: number): Tap[] {
  const ratio = from / to;
  const radius = Math.max(1, ratio);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * ratio - 0.5;
    const first = Math.max(0, Math.ceil(centre - radius));
    const last = Math.min(from - 1, Math.floor(centre + radius));
    const raw = Float64Array.from({ length: last - first + 1 }, (_, k) =>
      Math.max(1e-9, 1 - Math.abs(first + k - centre) / radius),
    );
    const sum = raw.reduce((a, b) => a + b, 0);
    return { first, weights: raw.map((weight) => weight / sum) };
  });
}

/**
 * Resizes [height, width, channels] by a triangle filter.
 *
 * @returns [to.height, to.width, channels]
 */
export function resize(data: Float32Array, from: Size, to: Size, channels: number): Float32Array {
  if (from.width === to.width && from.height === to.height) return data;
  const across = new Float32Array(from.height * to.width * channels);
  const columns = taps(from.width, to.width);
  for (let y = 0; y < from.height; y++) {
    for (let x = 0; x < to.width; x++) {
      const { first, weights } = columns[x]!;
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let k = 0; k < weights.length; k++) {
          sum += weights[k]! * data[(y * from.width + first + k) * channels + c]!;
        }
        across[(y * to.width + x) * channels + c] = sum;
      }
    }
  }
  const out = new Float32Array(to.height * to.width * channels);
  const rowLength = to.width * channels;
  for (const [y, { first, weights }] of taps(from.height, to.height).entries()) {
    for (let i = 0; i < rowLength; i++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * across[(first + k) * rowLength + i]!;
      out[y * rowLength + i] = sum;
    }
  }
  return out;
}
