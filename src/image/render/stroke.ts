/** A brush stroke, laid down along its control points. */
export interface Stroke {
  /** Control points of a cubic B-spline, x and y by turns, in pixels; a single one is a dab. */
  readonly points: readonly number[];
  readonly radiusPx: number;
  /** sRGB in 0..1. */
  readonly colour: readonly [number, number, number];
  /** 0..1 */
  readonly opacity: number;
  /** Of its bristles. */
  readonly seed: number;
}

/** Pieces of the spline for each control point: at 3 a turn of a stroke has no corners that could be seen. */
const PIECES = 3;

/** Uniform cubic B-spline weights of four control points at t in 0..1. */
function weightsAt(t: number): readonly [number, number, number, number] {
  const s = 1 - t;
  return [
    (s * s * s) / 6,
    (3 * t * t * t - 6 * t * t + 4) / 6,
    (3 * s * s * s - 6 * s * s + 4) / 6,
    (t * t * t) / 6,
  ];
}

/**
 * A uniform cubic B-spline as a line of straight pieces, from the first control point to the last: those count three times.
 *
 * @returns x and y by turns
 */
export function flattenSpline(points: readonly number[]): number[] {
  const count = points.length / 2;
  if (count < 2) return [...points];
  const control = (i: number, axis: number) => points[2 * Math.min(count - 1, Math.max(0, i)) + axis]!;
  const line: number[] = [];
  for (let i = -1; i < count; i++) {
    for (let piece = 0; piece < PIECES; piece++) {
      const weights = weightsAt(piece / PIECES);
      for (const axis of [0, 1]) {
        line.push(weights.reduce((sum, weight, k) => sum + weight * control(i - 1 + k, axis), 0));
      }
    }
  }
  line.push(control(count - 1, 0), control(count - 1, 1));
  return line;
}
