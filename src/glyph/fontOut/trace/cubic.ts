/** Cubic Bézier curves. */
import { along, minus, type Vector } from './vector.js';

/** Control points of a cubic. */
export type Cubic = readonly [Vector, Vector, Vector, Vector];

/** The part of a cubic from one parameter to another, by the values and slopes at its ends. */
export function cubicPart([p0, p1, p2, p3]: Cubic, from: number, to: number): Cubic {
  const pointAt = (t: number): Vector => {
    const s = 1 - t;
    const weights = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
    return [p0, p1, p2, p3].reduce<Vector>((sum, p, i) => along(sum, p, weights[i]!), [0, 0]);
  };
  const slope = (t: number): Vector => {
    const s = 1 - t;
    const weights = [3 * s * s, 6 * s * t, 3 * t * t];
    const legs = [minus(p1, p0), minus(p2, p1), minus(p3, p2)];
    return legs.reduce<Vector>((sum, leg, i) => along(sum, leg, weights[i]!), [0, 0]);
  };
  const third = (to - from) / 3;
  const [start, end] = [pointAt(from), pointAt(to)];
  return [start, along(start, slope(from), third), along(end, slope(to), -third), end];
}
