import type { Grid } from '../../shared/fields/grid.js';
import { isolines } from '../fontOut/trace/isolines.js';

/** A closed contour in steps of about one pixel, what is inside on its right as it is followed. */
export interface ContourLine {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Shorter ones are specks. */
const LEAST_STEPS = 24;

/** The same line in even steps; undefined if it is a speck. */
function inEvenSteps(line: readonly number[]): ContourLine | undefined {
  const count = line.length / 2;
  const lengths = new Float64Array(count + 1);
  for (let k = 0; k < count; k++) {
    const next = ((k + 1) % count) * 2;
    lengths[k + 1] = lengths[k]! + Math.hypot(line[next]! - line[2 * k]!, line[next + 1]! - line[2 * k + 1]!);
  }
  const steps = Math.round(lengths[count]!);
  if (steps < LEAST_STEPS) return undefined;
  const [x, y] = [new Float64Array(steps), new Float64Array(steps)];
  for (let s = 0, k = 0; s < steps; s++) {
    const along = (s * lengths[count]!) / steps;
    while (k + 1 < count && lengths[k + 1]! <= along) k++;
    const next = ((k + 1) % count) * 2;
    const share = (along - lengths[k]!) / Math.max(1e-9, lengths[k + 1]! - lengths[k]!);
    x[s] = line[2 * k]! + share * (line[next]! - line[2 * k]!);
    y[s] = line[2 * k + 1]! + share * (line[next + 1]! - line[2 * k + 1]!);
  }
  return { x, y };
}

/** The lines at which a map has a value, without specks; what is higher lies on their right. */
export function linesOfLevel(map: Grid, level: number): ContourLine[] {
  return isolines(map, level).flatMap((line) => inEvenSteps(line) ?? []);
}

/** The contours of a shape, without specks. */
export const contourLines = (shape: Grid): ContourLine[] => linesOfLevel(shape, 0.5);

/** Values around a closed line, each the mean of those around it by a normal distribution. */
export function smoothedAround(values: Float64Array, sigma: number): Float64Array {
  const reach = Math.ceil(3 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-((k - reach) ** 2) / (2 * sigma * sigma)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const { length } = values;
  return values.map((_, i) => {
    let sum = 0;
    for (let k = -reach; k <= reach; k++) {
      sum += weights[k + reach]! * values[(((i + k) % length) + length) % length]!;
    }
    return sum / total;
  });
}
