/** What type designers' checks (fontbakery's) find wrong with the outlines of a font. */
import opentype from 'opentype.js';

/** Angles in radians and lengths in units: those of fontbakery 1.1, but for extrema, which are a check of FontForge's kind. */
const COLLINEAR = 0.1;
const JAGGED = 0.25;
const SEMI_VERTICAL = (0.5 * Math.PI) / 180;
const SHORT_UNITS = 2;
/** How far beyond its ends a curve may go. */
const EXTREMUM_UNITS = 1;

type Vector = readonly [number, number];
/** Two points, or three with a control point. */
type Segment = readonly Vector[];

const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1]];
const lengthOf = (a: Vector) => Math.hypot(a[0], a[1]);
const cosine = (a: Vector, b: Vector) => (a[0] * b[0] + a[1] * b[1]) / (lengthOf(a) * lengthOf(b));

function contoursOf(commands: readonly opentype.PathCommand[]): Segment[][] {
  const contours: Segment[][] = [];
  let [start, pen]: Vector[] = [
    [0, 0],
    [0, 0],
  ];
  for (const command of commands) {
    if (command.type === 'M') {
      start = pen = [command.x, command.y];
      contours.push([]);
      continue;
    }
    const end: Vector = command.type === 'Z' ? start! : [command.x, command.y];
    const control: Vector[] = command.type === 'Q' ? [[command.x1, command.y1]] : [];
    // opentype.js puts lines without length between curves.
    if (lengthOf(minus(end, pen!)) > 0) contours.at(-1)!.push([pen!, ...control, end]);
    pen = end;
  }
  return contours;
}

/** The greatest distance by which a curve goes beyond its ends to a side. */
function beyondEnds([a, b, c]: Segment): number {
  if (!c) return 0;
  return Math.max(
    ...[0, 1].map((k) => {
      const [p, q, r] = [a![k]!, b![k]!, c[k]!];
      const t = (p - q) / (p - 2 * q + r);
      if (!(t > 0 && t < 1)) return 0;
      const value = (1 - t) ** 2 * p + 2 * t * (1 - t) * q + t * t * r;
      return Math.max(Math.min(p, r) - value, value - Math.max(p, r), 0);
    }),
  );
}

function faultsOfPair(before: Segment, segment: Segment): string[] {
  const [arriving, leaving] = [minus(before.at(-1)!, before.at(-2)!), minus(segment[1]!, segment[0]!)];
  if (lengthOf(arriving) === 0 || lengthOf(leaving) === 0) return ['control point on an end'];
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine(arriving, leaving))));
  const faults: string[] = [];
  if (before.length === 2 && segment.length === 2 && angle < COLLINEAR) faults.push('collinear lines');
  if (Math.PI - angle < JAGGED) faults.push('jagged corner');
  return faults;
}

function faultsOf(segment: Segment): string[] {
  const [dx, dy] = minus(segment.at(-1)!, segment[0]!);
  const faults: string[] = [];
  if (Math.hypot(dx, dy) < SHORT_UNITS) faults.push('short segment');
  const lean = Math.min(Math.abs(Math.atan2(dx, dy)) % Math.PI, Math.abs(Math.atan2(dy, dx)) % Math.PI);
  if (segment.length === 2 && lean > 0 && lean < SEMI_VERTICAL) faults.push('semi-vertical line');
  if (beyondEnds(segment) > EXTREMUM_UNITS) faults.push('no point at an extremum');
  return faults;
}

/** The faults of each glyph: `glyph 3: jagged corner at 120, 0`. */
export function outlineFaults(font: Uint8Array): string[] {
  const { glyphs } = opentype.parse(font.slice().buffer);
  const faults: string[] = [];
  for (let i = 0; i < glyphs.length; i++) {
    for (const contour of contoursOf(glyphs.get(i).path.commands)) {
      for (const [k, segment] of contour.entries()) {
        const where = segment[0]!.join(', ');
        const all = [...faultsOf(segment), ...faultsOfPair(contour.at(k - 1)!, segment)];
        faults.push(...all.map((fault) => `glyph ${i}: ${fault} at ${where}`));
      }
    }
  }
  return faults;
}
