/** Contours as type designers want them: no points that change nothing, and upright stems. */
import type { CurvePoint } from './quadratics.js';

/** A point that lies so near the line between its neighbours changes nothing, in units. */
const ON_LINE = 0.75;
/** Lines that go on with so small a turn (in radians) are one line, if none of it moves by more than so many units. */
const GOING_ON = { turn: 0.12, units: 4 } as const;
/** Pieces between two points on the line that are shorter than this are but kinks. */
const KINK_UNITS = 4;
/** Times that lines are put upright: each may move the next one. */
const ROUNDS = 3;
/** Lines that lean by less, in units for each unit of length and at the most, stand or lie. */
const LEANING = { share: 0.02, most: 3 } as const;

const same = (a: CurvePoint, b: CurvePoint) => a.x === b.x && a.y === b.y;

/** How far a point lies from the line through two others; from the first of them if they are one. */
function away(point: CurvePoint, a: CurvePoint, b: CurvePoint): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return Math.hypot(point.x - a.x, point.y - a.y);
  return Math.abs((point.x - a.x) * dy - (point.y - a.y) * dx) / length;
}

/** Whether a point lies between two others and not beyond one of them. */
const isBetween = (point: CurvePoint, a: CurvePoint, b: CurvePoint) =>
  (point.x - a.x) * (b.x - point.x) + (point.y - a.y) * (b.y - point.y) >= 0;

/** How far the way from one point to another by a third turns at it, in radians. */
function turnAt(point: CurvePoint, before: CurvePoint, after: CurvePoint): number {
  const [ax, ay, bx, by] = [point.x - before.x, point.y - before.y, after.x - point.x, after.y - point.y];
  return Math.abs(Math.atan2(ax * by - ay * bx, ax * bx + ay * by));
}

/** Moves both ends of lines that nearly stand or lie. */
function straightened(points: readonly CurvePoint[]): CurvePoint[] {
  const out = points.map((point) => ({ ...point }));
  for (const [i, point] of out.entries()) {
    const next = out[(i + 1) % out.length]!;
    if (!point.isOn || !next.isOn) continue;
    const [dx, dy] = [Math.abs(next.x - point.x), Math.abs(next.y - point.y)];
    const leans = (little: number, length: number) =>
      little > 0 && little <= LEANING.most && little <= LEANING.share * length;
    if (leans(dx, dy)) point.x = next.x = Math.round((point.x + next.x) / 2);
    if (leans(dy, dx)) point.y = next.y = Math.round((point.y + next.y) / 2);
  }
  return out;
}

/** Whether the contour is the same without a point. */
function isIdle(point: CurvePoint, before: CurvePoint, after: CurvePoint): boolean {
  if (same(point, after) && point.isOn === after.isOn) return true;
  // A control point on an end makes a line; so does one on the line between its ends.
  if (!point.isOn) return before.isOn && after.isOn && away(point, before, after) < ON_LINE;
  if (!before.isOn || !after.isOn || !isBetween(point, before, after)) return false;
  const off = away(point, before, after);
  return off < ON_LINE || (off < GOING_ON.units && turnAt(point, before, after) < GOING_ON.turn);
}

function withoutIdle(points: readonly CurvePoint[]): CurvePoint[] {
  const out = [...points];
  for (let i = 0; i < out.length && out.length > 2; ) {
    const before = out[(i - 1 + out.length) % out.length]!;
    const after = out[(i + 1) % out.length]!;
    if (isIdle(out[i]!, before, after)) {
      out.splice(i, 1);
      i = Math.max(0, i - 2);
    } else i++;
  }
  return out;
}

/** A contour without its shortest pieces: their second end goes, and what bends them. */
function withoutKinks(points: readonly CurvePoint[]): CurvePoint[] {
  const out = [...points];
  for (let i = 0; i < out.length && out.length > 4; i++) {
    const point = out[i]!;
    const span = out[(i + 1) % out.length]!.isOn ? 1 : 2;
    const end = out[(i + span) % out.length]!;
    if (!point.isOn || !end.isOn || Math.hypot(end.x - point.x, end.y - point.y) >= KINK_UNITS) continue;
    if (i + span >= out.length) break;
    out.splice(i + 1, span);
    i--;
  }
  return out;
}

/** A contour without points that change nothing and without kinks, its stems upright; empty if hardly a point is left. */
export function tidied(points: readonly CurvePoint[]): CurvePoint[] {
  let out = withoutKinks(withoutIdle(points));
  for (let round = 0; round < ROUNDS; round++) out = withoutKinks(withoutIdle(straightened(out)));
  return out.length < 3 ? [] : out;
}
