/** Outlines from pictures. */
import type { Grid } from '../../../shared/fields/grid.js';
import type { Contour, Outline } from '../../text/outline.js';
import type { Cubic } from './cubic.js';
import { fitCurve, tangentAt } from './fitCurve.js';
import { type Isoline, isolines, signedArea } from './isolines.js';
import { along, distance, dot, minus, unit, type Vector } from './vector.js';

/** How a picture is traced; lengths in pixels. */
export interface TraceOptions {
  /** What is in and what is out, 0..1. */
  readonly level: number;
  /** How far curves may leave the edge. */
  readonly tolerancePx: number;
  /** Islands and holes of less area are left out. */
  readonly leastAreaPx: number;
}

/** How far to either side a corner is looked for. */
const CORNER_REACH_PX = 2.5;
/** A line that turns by less within that reach is a bend, not a corner: cosine of 50 degrees. */
const CORNER_COSINE = 0.64;
/** How far from a corner its sides are not yet straight, for the pixels. */
const BLUNT_PX = 1.2;
/** Nearer points are one point. */
const SAME_PX = 1e-3;

function pointsOf(line: Isoline): Vector[] {
  const points: Vector[] = [];
  for (let i = 0; i < line.length; i += 2) {
    const point: Vector = [line[i]!, line[i + 1]!];
    const last = points.at(-1);
    if (!last || distance(last, point) > SAME_PX) points.push(point);
  }
  const [first] = points;
  const last = points.at(-1);
  if (first && last && points.length > 1 && distance(first, last) <= SAME_PX) points.pop();
  return points;
}

/** The point a given way along a closed line. */
function walk(points: readonly Vector[], start: number, step: 1 | -1, wayPx: number): Vector {
  let length = 0;
  let index = start;
  for (let i = 0; i < points.length && length < wayPx; i++) {
    const next = (index + step + points.length) % points.length;
    length += distance(points[index]!, points[next]!);
    index = next;
  }
  return points[index]!;
}

/** For each point how straight the line goes on: 1 straight on, -1 back. */
function straightness(points: readonly Vector[]): number[] {
  return points.map((point, i) =>
    dot(
      unit(minus(point, walk(points, i, -1, CORNER_REACH_PX))),
      unit(minus(walk(points, i, 1, CORNER_REACH_PX), point)),
    ),
  );
}

/** Points where the line turns sharply, more so than any other within reach. */
function findCorners(points: readonly Vector[]): number[] {
  const straight = straightness(points);
  const isSharpest = (index: number) => {
    for (const step of [1, -1]) {
      for (let neighbour = index, length = 0; length < CORNER_REACH_PX; ) {
        const next = (neighbour + step + points.length) % points.length;
        length += distance(points[neighbour]!, points[next]!);
        neighbour = next;
        if (neighbour === index) break;
        const [value, other] = [straight[index]!, straight[neighbour]!];
        if (other < value || (other === value && neighbour < index)) return false;
      }
    }
    return true;
  };
  return points.flatMap((_, i) => (straight[i]! < CORNER_COSINE && isSharpest(i) ? [i] : []));
}

/** A closed line from one point on, with that point at both ends. */
function turned<T>(items: readonly T[], start: number): T[] {
  return [...items.slice(start), ...items.slice(0, start + 1)];
}

/** Whether all points lie on the chord. */
function isStraight(points: readonly Vector[], tolerance: number): boolean {
  const [first, last] = [points[0]!, points.at(-1)!];
  const [dx, dy] = unit(minus(last, first));
  return points.every((point) => {
    const [px, py] = minus(point, first);
    return Math.abs(px * dy - py * dx) <= tolerance;
  });
}

function segmentOf([, b, c, d]: Cubic): number[] {
  return [...b, ...c, ...d];
}

/** Lines and curves from one corner to the next. */
function fitSection(points: readonly Vector[], tolerancePx: number, ends?: Vector): number[][] {
  if (!ends && isStraight(points, tolerancePx)) return [[...points.at(-1)!]];
  const from = ends ?? tangentAt(points, 0);
  const to = ends ?? tangentAt(points, points.length - 1);
  return fitCurve(points, from, [-to[0], -to[1]], tolerancePx).map(segmentOf);
}

/** Where two lines cross, each given by two points; undefined if they are parallel. */
function crossing(a: Vector, b: Vector, c: Vector, d: Vector): Vector | undefined {
  const [along1, along2] = [minus(b, a), minus(d, c)];
  const determinant = along1[0] * along2[1] - along1[1] * along2[0];
  if (Math.abs(determinant) < 1e-9) return undefined;
  const off = minus(c, a);
  return along(a, along1, (off[0] * along2[1] - off[1] * along2[0]) / determinant);
}

/** Pixels blunt a corner: it is where the sides meet that lead to it. */
function sharpCorner(points: readonly Vector[], index: number): Vector {
  const rounded = points[index]!;
  const side = (step: 1 | -1) =>
    [walk(points, index, step, 2 * BLUNT_PX), walk(points, index, step, BLUNT_PX)] as const;
  const sharp = crossing(...side(-1), ...side(1));
  return sharp && distance(sharp, rounded) < BLUNT_PX ? sharp : rounded;
}

/** The points from one corner to the next, with the corners sharp. */
function sectionBetween(points: readonly Vector[], from: Vector, to: Vector): Vector[] {
  const [first, last] = [points[0]!, points.at(-1)!];
  const isClear = (point: Vector) => distance(point, first) > BLUNT_PX && distance(point, last) > BLUNT_PX;
  return [from, ...points.slice(1, -1).filter(isClear), to];
}

/** A line without corners: it may begin anywhere. */
function fitLoop(points: readonly Vector[], tolerancePx: number): Contour {
  const around = [points.at(-1)!, points[0]!, points[1]!];
  const segments = fitSection(turned(points, 0), tolerancePx, tangentAt(around, 1));
  return { start: points[0]!, segments };
}

/** A line from a corner to itself is cut in two: curves have to lead somewhere. */
function withSecond(corners: readonly number[], points: number): readonly number[] {
  const [only, ...others] = corners;
  if (only === undefined || others.length > 0) return corners;
  return [only, (only + Math.floor(points / 2)) % points].sort((a, b) => a - b);
}

function fitContour(line: Isoline, tolerancePx: number): Contour {
  const points = pointsOf(line);
  const corners = withSecond(findCorners(points), points.length);
  const [first] = corners;
  if (first === undefined) return fitLoop(points, tolerancePx);
  const sharp = corners.map((corner) => sharpCorner(points, corner));
  const cycle = turned(points, first);
  const stops = [...corners.map((corner) => corner - first), points.length];
  const start = sharp[0]!;
  const segments = sharp.flatMap((from, i) => {
    const section = cycle.slice(stops[i], stops[i + 1]! + 1);
    return fitSection(sectionBetween(section, from, sharp[i + 1] ?? start), tolerancePx);
  });
  return { start, segments };
}

/**
 * Outlines around what is at least `level` in a map; in pixels, y downwards, outer contours with the clock and inner ones
 * against it.
 */
export function traceOutline(map: Grid, { level, tolerancePx, leastAreaPx }: TraceOptions): Outline {
  return isolines(map, level)
    .filter((line) => line.length >= 6 && Math.abs(signedArea(line)) >= leastAreaPx)
    .map((line) => fitContour(line, tolerancePx));
}
