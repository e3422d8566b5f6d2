/** Where glyphs of scripts and fonts that join go on in their neighbours. */
import { boundsOf, flatten, type Polygon } from '../text/outline.js';
import type { GlyphShape } from './glyphShape.js';

/** A stroke that crosses a side of a glyph: from and to, in em, y upwards. */
type Crossing = readonly [bottom: number, top: number];

/** Sides at which a glyph hangs together with its neighbours: the index of one that may stand there. */
export interface Joins {
  readonly left?: number | undefined;
  readonly right?: number | undefined;
}

/** Strokes are looked for so far inside of a side, in em: some fonts stop a little short of it. */
const INSIDE_EM = 0.006;
/**
 * A stroke goes on in another one if this share of the thinner one meets it; where letters need not join, if this share of what both
 * cover together does: feet and arms that reach a side meet others by chance.
 */
const SAME_STROKE = { ofThinner: 0.8, ofBoth: 0.6 } as const;
/** Near a side, in em, is where an effect of what is there would be seen beyond it; a joining stroke is thinner than so much. */
const NEAR_EM = [INSIDE_EM, 0.03, 0.06, 0.09] as const;
const THICKEST_EM = 0.25;
/** From this share of its letters on a font is one of joined letters. */
const SCRIPT_SHARE = 0.25;
/** How far polygons may leave curves, in em. */
const FLATTENED_EM = 1e-3;
/** A side is a join if strokes of so many other glyphs go on there: dashes, too, reach from side to side. */
const LEAST_PARTNERS = 4;

/** The strokes that a vertical line crosses, by the nonzero rule. */
function crossingsAt(polygons: readonly Polygon[], x: number): Crossing[] {
  const edges: { y: number; turn: number }[] = [];
  for (const polygon of polygons) {
    for (let i = 0; i < polygon.length; i += 2) {
      const j = (i + 2) % polygon.length;
      const [ax, ay, bx, by] = [polygon[i]!, polygon[i + 1]!, polygon[j]!, polygon[j + 1]!];
      if (ax < x === bx < x) continue;
      edges.push({ y: -(ay + ((x - ax) / (bx - ax)) * (by - ay)), turn: ax < bx ? 1 : -1 });
    }
  }
  edges.sort((a, b) => a.y - b.y);
  const crossings: Crossing[] = [];
  let [winding, bottom] = [0, 0];
  for (const { y, turn } of edges) {
    if (winding === 0) bottom = y;
    winding += turn;
    if (winding === 0 && y > bottom) crossings.push([bottom, y]);
  }
  return crossings;
}

/** What two strokes have in common. */
const common = ([a, b]: Crossing, [c, d]: Crossing) => Math.min(b, d) - Math.max(a, c);

const meets = (stroke: Crossing, other: Crossing) =>
  common(stroke, other) > SAME_STROKE.ofThinner * Math.min(stroke[1] - stroke[0], other[1] - other[0]);

const isSame = (stroke: Crossing, other: Crossing) =>
  common(stroke, other) >
  SAME_STROKE.ofBoth * (Math.max(stroke[1], other[1]) - Math.min(stroke[0], other[0]));

/** The strokes that cross the sides of a glyph, and how far it goes beyond them, in em. */
interface Sides {
  readonly left: readonly Crossing[];
  readonly right: readonly Crossing[];
  readonly over: { readonly left: number; readonly right: number };
  /** Whether there is nothing near a side but one stroke. */
  readonly isClear: { readonly left: boolean; readonly right: boolean };
}

function sidesOf({ outline, unitsPerEm, advance = 0 }: GlyphShape): Sides {
  const end = advance / unitsPerEm;
  const polygons = flatten(outline, { scale: 1 / unitsPerEm, dx: 0, dy: 0 }, FLATTENED_EM);
  const [left = 0, , right = end] = boundsOf(polygons) ?? [];
  const over = { left: -left, right: right - end };
  if (end <= 2 * INSIDE_EM) return { left: [], right: [], over, isClear: { left: false, right: false } };
  const isLow = (x: number) => {
    const strokes = crossingsAt(polygons, x);
    return strokes.length === 1 && strokes[0]![1] - strokes[0]![0] < THICKEST_EM;
  };
  const isClear = {
    left: NEAR_EM.every((inside) => isLow(inside)),
    right: NEAR_EM.every((inside) => isLow(end - inside)),
  };
  return {
    left: crossingsAt(polygons, INSIDE_EM),
    right: crossingsAt(polygons, end - INSIDE_EM),
    over,
    isClear,
  };
}

/**
 * Finds the sides at which glyphs join. A glyph that stands for a character may also stand alone: of it only the left side is taken for
 * a join, which the glyph before it goes on beneath, and only in fonts of joined letters.
 *
 * @param shapes with their advances
 */
export function joinsOf(shapes: readonly GlyphShape[]): Joins[] {
  const sides = shapes.map(sidesOf);
  const joinOf = (glyph: number, side: 'left' | 'right', fits: typeof meets) => {
    const opposite = side === 'left' ? 'right' : 'left';
    for (const crossing of sides[glyph]![side]) {
      const isPartner = (other: number) =>
        other !== glyph && sides[other]![opposite].some((candidate) => fits(crossing, candidate));
      const partners = [...shapes.keys()].filter(isPartner);
      if (partners.length < LEAST_PARTNERS) continue;
      const clear = partners.filter((other) => sides[other]!.isClear[opposite]);
      // Most reach as far over; some have parts that lie on half of their neighbour.
      const byReach = (clear.length > 0 ? clear : partners).toSorted(
        (a, b) => sides[a]!.over[opposite] - sides[b]!.over[opposite],
      );
      return byReach[Math.floor(byReach.length / 2)];
    }
    return undefined;
  };
  const joins = shapes.map(({ standsAlone }, glyph): Joins => {
    if (standsAlone) return { left: joinOf(glyph, 'left', isSame) };
    return { left: joinOf(glyph, 'left', meets), right: joinOf(glyph, 'right', meets) };
  });
  const letters = joins.filter((_, glyph) => shapes[glyph]!.standsAlone && shapes[glyph]!.outline.length > 0);
  const isScript = letters.filter(({ left }) => left !== undefined).length >= SCRIPT_SHARE * letters.length;
  return joins.map((join, glyph) => (shapes[glyph]!.standsAlone && !isScript ? {} : join));
}

/** Letters that lie on their neighbours by more than this area, in square em, do so on purpose: kerning lets corners touch. */
const LEAST_OVERLAP_EM2 = 0.0006;
/** Rows that the overlap is measured at, in em. */
const ROW_EM = 0.02;

/** The strokes of a glyph in each row, from its lowest to its highest. */
function rowsOf({ outline, unitsPerEm }: GlyphShape): ReadonlyMap<number, Crossing[]> {
  // Turned by a quarter: strokes that a level line crosses.
  const turned = flatten(outline, { scale: 1 / unitsPerEm, dx: 0, dy: 0 }, FLATTENED_EM).map((polygon) =>
    polygon.map((_, i) => (i % 2 === 0 ? polygon[i + 1]! : -polygon[i - 1]!)),
  );
  const [top = 0, , bottom = 0] = boundsOf(turned) ?? [];
  const rows = new Map<number, Crossing[]>();
  for (let row = Math.ceil(top / ROW_EM); row * ROW_EM < bottom; row++) {
    rows.set(row, crossingsAt(turned, row * ROW_EM));
  }
  return rows;
}

/**
 * Whether letters lie over one another where they join, as in most scripts for the pen: a rim of one then crosses its neighbour, and
 * cannot be left open, for the same letter also begins words.
 *
 * @param shapes with their advances
 */
export function letterOverlaps(shapes: readonly GlyphShape[]): boolean {
  const letters = shapes.filter(({ standsAlone, outline }) => standsAlone && outline.length > 0);
  const rows = letters.map(rowsOf);
  const overlap = (before: number, after: number) => {
    const { advance = 0, unitsPerEm } = letters[before]!;
    const end = advance / unitsPerEm;
    let area = 0;
    for (const [row, strokes] of rows[before]!) {
      for (const stroke of strokes)
        for (const [from, to] of rows[after]!.get(row) ?? [])
          area += ROW_EM * Math.max(0, common(stroke, [from + end, to + end]));
    }
    return area;
  };
  const lies = (before: number) =>
    letters.filter((_, after) => overlap(before, after) > LEAST_OVERLAP_EM2).length > letters.length / 2;
  return letters.filter((_, letter) => lies(letter)).length >= SCRIPT_SHARE * letters.length;
}
