/** Points on curves where they go furthest to a side, as hinting, rasterisers and type designers want them. */
import type { Contour } from '../../text/outline.js';
import { type Cubic, cubicPart } from './cubic.js';
import type { Vector } from './vector.js';

/** Nearer to the ends of a curve than this share of it an extremum is the end. */
const AT_END = 0.03;

/** Where the slope of one coordinate of a cubic is 0, between its ends. */
function turningPoints(p0: number, p1: number, p2: number, p3: number): number[] {
  const [a, b, c] = [p3 - 3 * p2 + 3 * p1 - p0, 2 * (p2 - 2 * p1 + p0), p1 - p0];
  if (Math.abs(a) < 1e-9) return Math.abs(b) < 1e-9 ? [] : [-c / b];
  const root = Math.sqrt(b * b - 4 * a * c);
  return Number.isNaN(root) ? [] : [(-b - root) / (2 * a), (-b + root) / (2 * a)];
}

function extremaOf([p0, p1, p2, p3]: Cubic): number[] {
  const turns = [0, 1].flatMap((k) => turningPoints(p0[k]!, p1[k]!, p2[k]!, p3[k]!));
  return [...new Set(turns)].filter((t) => t > AT_END && t < 1 - AT_END).sort((a, b) => a - b);
}

/** A coordinate within those of both ends. */
export const within = (value: number, a: number, b: number) =>
  Math.min(Math.max(a, b), Math.max(Math.min(a, b), value));

/** A piece between extrema goes no further than its ends: what rounding and near extrema leave beyond them goes. */
function contained([a, b, c, d]: Cubic): Cubic {
  const clamp = (v: Vector): Vector => [within(v[0], a[0], d[0]), within(v[1], a[1], d[1])];
  return [a, clamp(b), clamp(c), d];
}

/** A contour whose curves have their extrema at their ends. */
export function splitAtExtrema({ start, segments }: Contour): Contour {
  let pen: Vector = start;
  const out: number[][] = [];
  for (const segment of segments) {
    const [x1 = 0, y1 = 0, x2, y2 = 0, x3 = 0, y3 = 0] = segment;
    if (x2 === undefined) {
      out.push([x1, y1]);
      pen = [x1, y1];
      continue;
    }
    const cubic: Cubic = [pen, [x1, y1], [x2, y2], [x3, y3]];
    const stops = [0, ...extremaOf(cubic), 1];
    for (const [i, from] of stops.slice(0, -1).entries()) {
      const [, b, c, d] = contained(cubicPart(cubic, from, stops[i + 1]!));
      out.push([...b, ...c, ...d]);
    }
    pen = [x3, y3];
  }
  return { start, segments: out };
}
