import type { Size } from '../grid.js';

/** The bell is cut off where it has fallen to about a thousandth. */
const REACH_SIGMAS = 3.5;

function bell(sigma: number): Float64Array {
  const radius = Math.max(1, Math.ceil(REACH_SIGMAS * sigma));
  const weights = Float64Array.from({ length: radius + 1 }, (_, i) => Math.exp(-0.5 * (i / sigma) ** 2));
  const sum = 2 * weights.reduce((a, b) => a + b, 0) - 1;
  return weights.map((weight) => weight / sum);
}

/** Blurs lines of `length` values, `step` apart; beyond their ends the last value goes on. */
function blurLine(
  source: Float32Array,
  target: Float32Array,
  start: number,
  step: number,
  length: number,
  weights: Float64Array,
): void {
  const last = length - 1;
  for (let i = 0; i < length; i++) {
    let sum = weights[0]! * source[start + i * step]!;
    for (let k = 1; k < weights.length; k++) {
      const before = source[start + Math.max(0, i - k) * step]!;
      const after = source[start + Math.min(last, i + k) * step]!;
      sum += weights[k]! * (before + after);
    }
    target[start + i * step] = sum;
  }
}

/**
 * Gaussian blur of one value for each pixel; the values at the border go on beyond it.
 *
 * @param sigmaPx standard deviation; no blur below a tenth of a pixel
 */
export function blur(values: Float32Array, { width, height }: Size, sigmaPx: number): Float32Array {
  if (sigmaPx < 0.1) return values;
  const weights = bell(sigmaPx);
  const across = new Float32Array(values.length);
  for (let y = 0; y < height; y++) blurLine(values, across, y * width, 1, width, weights);
  const out = new Float32Array(values.length);
  for (let x = 0; x < width; x++) blurLine(across, out, x, width, height, weights);
  return out;
}
