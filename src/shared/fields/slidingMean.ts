import type { Line } from './lines.js';

/** The mean of each value of a line and `radius` on either side of it; the values at its ends repeat. */
export function slidingMean(
  source: Float32Array,
  target: Float32Array,
  { start, stride, length }: Line,
  radius: number,
): void {
  const last = start + (length - 1) * stride;
  const [first, end] = [source[start]!, source[last]!];
  const size = 2 * radius + 1;
  let sum = first * radius;
  for (let k = 0; k <= radius; k++) sum += k < length ? source[start + k * stride]! : end;
  // What comes in is `radius + 1` ahead, what goes out as far behind; beyond the ends it is the value there.
  let [entering, leaving] = [start + (radius + 1) * stride, start - radius * stride];
  for (let i = start; i <= last; i += stride, entering += stride, leaving += stride) {
    target[i] = sum / size;
    sum += (entering <= last ? source[entering]! : end) - (leaving >= start ? source[leaving]! : first);
  }
}
