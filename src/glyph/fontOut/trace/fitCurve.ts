/** Cubic Béziers through rows of points (Schneider, "An algorithm for automatically fitting digitized curves", 1990). */
import type { Cubic } from './cubic.js';
import { along, distance, dot, minus, unit, type Vector } from './vector.js';

/** Newton steps that move the parameters of the points; the gain of more cannot be seen. */
const REPARAMETRISATIONS = 8;
/** A fit that is worse than this many times the tolerance (squared) is not improved but split. */
const HOPELESS = 100;
/** Points on each side that say which way the line goes where it is split. */
const TANGENT_POINTS = 3;

/** Bernstein polynomials of degree 3. */
function bernstein(t: number): [number, number, number, number] {
  const s = 1 - t;
  return [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
}

function pointAt(cubic: Cubic, t: number): Vector {
  const weights = bernstein(t);
  let sum: Vector = [0, 0];
  for (const [i, weight] of weights.entries()) sum = along(sum, cubic[i]!, weight);
  return sum;
}

/** Parameters of points by their distances along the line, 0..1. */
function chordLengths(points: readonly Vector[]): number[] {
  const lengths = [0];
  for (let i = 1; i < points.length; i++) {
    lengths.push(lengths[i - 1]! + distance(points[i]!, points[i - 1]!));
  }
  const total = lengths.at(-1) || 1;
  return lengths.map((length) => length / total);
}

/** The lengths of the two handles in the sense of least squares, or a third of the chord where that has no answer. */
function fitHandles(
  points: readonly Vector[],
  parameters: readonly number[],
  from: Vector,
  to: Vector,
): Cubic {
  const [first, last] = [points[0]!, points.at(-1)!];
  let [c00, c01, c11, x0, x1] = [0, 0, 0, 0, 0];
  for (const [i, t] of parameters.entries()) {
    const [b0, b1, b2, b3] = bernstein(t);
    const [a0, a1] = [along([0, 0], from, b1), along([0, 0], to, b2)];
    const residual = along(along(points[i]!, first, -(b0 + b1)), last, -(b2 + b3));
    c00 += dot(a0, a0);
    c01 += dot(a0, a1);
    c11 += dot(a1, a1);
    x0 += dot(a0, residual);
    x1 += dot(a1, residual);
  }
  const chord = distance(first, last);
  const determinant = c00 * c11 - c01 * c01;
  const left = determinant === 0 ? 0 : (x0 * c11 - x1 * c01) / determinant;
  const right = determinant === 0 ? 0 : (c00 * x1 - c01 * x0) / determinant;
  const isSound = Math.min(left, right) > 1e-6 * chord && Math.max(left, right) < 3 * chord;
  const [a, b] = isSound ? [left, right] : [chord / 3, chord / 3];
  return [first, along(first, from, a), along(last, to, b), last];
}

/** The point that is farthest from the curve, and the square of its distance. */
function worstPoint(points: readonly Vector[], parameters: readonly number[], cubic: Cubic) {
  let [index, error] = [Math.floor(points.length / 2), 0];
  for (let i = 1; i + 1 < points.length; i++) {
    const off = minus(points[i]!, pointAt(cubic, parameters[i]!));
    const squared = dot(off, off);
    if (squared > error) [index, error] = [i, squared];
  }
  return { index, error };
}

/** One Newton step towards the nearest point of the curve. */
function nearerParameter(cubic: Cubic, point: Vector, t: number): number {
  const s = 1 - t;
  const [d0, d1, d2] = [minus(cubic[1], cubic[0]), minus(cubic[2], cubic[1]), minus(cubic[3], cubic[2])];
  const slope = along(along(along([0, 0], d0, 3 * s * s), d1, 6 * s * t), d2, 3 * t * t);
  const bend = along(along([0, 0], minus(d1, d0), 6 * s), minus(d2, d1), 6 * t);
  const off = minus(pointAt(cubic, t), point);
  const denominator = dot(slope, slope) + dot(off, bend);
  if (denominator === 0) return t;
  return Math.min(1, Math.max(0, t - dot(off, slope) / denominator));
}

/** The way a line goes at one of its points, from its neighbours. */
export function tangentAt(points: readonly Vector[], index: number, reach = TANGENT_POINTS): Vector {
  const before = points[Math.max(0, index - reach)]!;
  const after = points[Math.min(points.length - 1, index + reach)]!;
  return unit(minus(after, before));
}

/**
 * Curves through a row of points, none farther from it than the tolerance, joined without a kink.
 *
 * @param points at least two, no two neighbours the same
 * @param from direction of the curve at the first point, of length 1
 * @param to direction at the last point, pointing back into the curve
 */
export function fitCurve(points: readonly Vector[], from: Vector, to: Vector, tolerance: number): Cubic[] {
  let parameters = chordLengths(points);
  let cubic = fitHandles(points, parameters, from, to);
  if (points.length <= 2) return [cubic];
  const limit = tolerance * tolerance;
  let worst = worstPoint(points, parameters, cubic);
  for (let round = 0; round < REPARAMETRISATIONS; round++) {
    if (worst.error <= limit || worst.error > HOPELESS * limit) break;
    parameters = parameters.map((t, i) => nearerParameter(cubic, points[i]!, t));
    cubic = fitHandles(points, parameters, from, to);
    worst = worstPoint(points, parameters, cubic);
  }
  if (worst.error <= limit) return [cubic];
  const middle = tangentAt(points, worst.index);
  const back: Vector = [-middle[0], -middle[1]];
  return [
    ...fitCurve(points.slice(0, worst.index + 1), from, back, tolerance),
    ...fitCurve(points.slice(worst.index), middle, to, tolerance),
  ];
}
