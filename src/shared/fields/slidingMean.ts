import type { Line } from './lines.js';

/** The mean of each value of a line and `radius` on either side of it; the values at its ends repeat. */
export function slidingMean(
  source: Float32Array,
  target: Float32Array,
  { start, stride, length }: Line,
  radius: number,
): void {
  const valueNear = (k: number) => source[start + Math.min(length - 1, Math.max(0, k)) * stride]!;
  let sum = 0;
  for (let k = -radius; k <= radius; k++) sum += valueNear(k);
  for (let k = 0; k < length; k++) {
    target[start + k * stride] = sum / (2 * radius + 1);
    sum += valueNear(k + radius + 1) - valueNear(k - radius);
  }
}
