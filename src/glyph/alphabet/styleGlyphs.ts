/** Gives an effect to many glyphs: they stand together on proof sheets, so that all are styled alike. */
import { NstError } from '../../shared/errors.js';
import type { Grid } from '../../shared/fields/grid.js';
import { alphaOf, type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { coverageOf } from '../fields/coverage.js';
import { radiusOf } from '../fields/strokeRadius.js';
import { boundsOf, flatten, type Polygon } from '../text/outline.js';
import type { GlyphShape } from './glyphShape.js';
import { joinsOf } from './joins.js';
import type { Look, StyledSheet } from './look.js';
import { type Box, cutGrid, cutPicture, fadeOut, type Sprite, trimSprite } from './sprite.js';

/** How glyphs are styled. */
export interface StyleGlyphsOptions {
  readonly look: Look;
  /** Pixels in one em. */
  readonly emPx: number;
  readonly seed: number;
  /** Whether sprites are to tell body and rim from shadows. */
  readonly tellsSolid?: boolean | undefined;
  /** Called before each sheet: how many there are, and which one it is, from 1. */
  readonly onSheet?: ((sheet: number, sheets: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const STOPPED = 'stopped before all letters were done; nothing was written';

/** A glyph on a sheet. */
interface Placed {
  readonly index: number;
  readonly polygons: readonly Polygon[];
  /** Of neighbours that it joins, so that it is styled as within a word. */
  readonly neighbours: readonly Polygon[];
  /** Around the origin of the glyph, with its margin. */
  readonly box: Box;
  /** What lies beyond belongs to the neighbours that it joins, in pixels from its origin. */
  readonly from: number;
  readonly to: number;
}

/** Room around whatever the effect wants, in pixels. */
const LEAST_MARGIN_PX = 3;
/** An effect goes a little farther on some letters than it does in its example. */
const REACH_RESERVE = 1.25;
const NO_ROOM: Pick<Look, 'reachRadii' | 'marginPx'> = {
  reachRadii: { top: 0, right: 0, bottom: 0, left: 0 },
  marginPx: 0,
};

/** Pictures of neighbours overlap by this, so that no line is seen between them. */
const OVERLAP_PX = 1;

/** Glyphs that have ink, with room around them, and with neighbours that they join. */
function prepare(
  shapes: readonly GlyphShape[],
  emPx: number,
  { reachRadii, marginPx }: Pick<Look, 'reachRadii' | 'marginPx'>,
  radiusPx: number,
): Placed[] {
  const marginOf = (radii: number) =>
    LEAST_MARGIN_PX + Math.ceil(radii * radiusPx * REACH_RESERVE + marginPx);
  const joins = joinsOf(shapes);
  const endOf = ({ advance = 0, unitsPerEm }: GlyphShape) => (advance / unitsPerEm) * emPx;
  const drawn = ({ outline, unitsPerEm }: GlyphShape, dx: number) =>
    flatten(outline, { scale: emPx / unitsPerEm, dx, dy: 0 });
  return shapes.flatMap((shape, index) => {
    const letter = drawn(shape, 0);
    if (letter.length === 0) return [];
    const [before, after] = [shapes[joins[index]?.left ?? -1], shapes[joins[index]?.right ?? -1]];
    const end = endOf(shape);
    const neighbours = [
      ...(before ? drawn(before, -endOf(before)) : []),
      ...(after ? drawn(after, end) : []),
    ];
    const bounds = boundsOf([...letter, ...neighbours]);
    if (!bounds) return [];
    const [left, top, right, bottom] = bounds;
    const box = {
      left: Math.floor(left) - marginOf(reachRadii.left),
      top: Math.floor(top) - marginOf(reachRadii.top),
      right: Math.ceil(right) + marginOf(reachRadii.right),
      bottom: Math.ceil(bottom) + marginOf(reachRadii.bottom),
    };
    const from = before ? -OVERLAP_PX : -Infinity;
    return [
      { index, polygons: letter, neighbours, box, from, to: after ? Math.ceil(end) + OVERLAP_PX : Infinity },
    ];
  });
}

const widthOf = ({ box }: Placed) => box.right - box.left;
const heightOf = ({ box }: Placed) => box.bottom - box.top;

/** Deals glyphs to sheets in turn, so that wide and narrow ones, capitals and points are mixed alike on each. */
function deal(glyphs: readonly Placed[], sheetPixels: number): Placed[][] {
  const pixels = glyphs.reduce((sum, glyph) => sum + widthOf(glyph) * heightOf(glyph), 0);
  const count = Math.max(1, Math.ceil(pixels / sheetPixels));
  const sheets = Array.from({ length: count }, (_, sheet) => glyphs.filter((_, i) => i % count === sheet));
  return sheets.filter((sheet) => sheet.length > 0);
}

/** A sheet of glyphs: its coverage, and where each one's cell begins. */
interface ProofSheet {
  readonly mask: Grid;
  readonly corners: readonly (readonly [x: number, y: number])[];
}

/** Sets glyphs in rows, about as wide as they are high together. */
function setRows(glyphs: readonly Placed[]): ProofSheet {
  const area = glyphs.reduce((sum, glyph) => sum + widthOf(glyph) * heightOf(glyph), 0);
  const limit = Math.max(Math.ceil(Math.sqrt(area)), ...glyphs.map(widthOf));
  let [x, y, rowHeight, width] = [0, 0, 0, 0];
  const corners = glyphs.map((glyph) => {
    if (x + widthOf(glyph) > limit) {
      [x, y, rowHeight] = [0, y + rowHeight, 0];
    }
    const corner = [x, y] as const;
    x += widthOf(glyph);
    width = Math.max(width, x);
    rowHeight = Math.max(rowHeight, heightOf(glyph));
    return corner;
  });
  const placed = (kind: 'polygons' | 'neighbours') =>
    glyphs.flatMap((glyph, i) => {
      const [left, top] = corners[i] ?? [0, 0];
      return glyph[kind].map((polygon) => shifted(polygon, left - glyph.box.left, top - glyph.box.top));
    });
  const size = { width, height: y + rowHeight };
  const mask = coverageOf(placed('polygons'), size);
  const neighbours = placed('neighbours');
  return { mask: neighbours.length === 0 ? mask : united(mask, coverageOf(neighbours, size)), corners };
}

/** What either of two shapes covers: where outlines overlap one may run the other way around, and would cancel the other out. */
function united(a: Grid, b: Grid): Grid {
  return { ...a, data: a.data.map((value, i) => Math.max(value, b.data[i]!)) };
}

function shifted(polygon: Polygon, dx: number, dy: number): Polygon {
  return polygon.map((value, i) => value + (i % 2 === 0 ? dx : dy));
}

/** A picture without what belongs to neighbours. */
function ownPart(picture: Premultiplied, { box, from, to }: Placed): Premultiplied {
  if (from === -Infinity && to === Infinity) return picture;
  const { width, rgba } = picture;
  const kept = rgba.map((value, k) => {
    const x = box.left + (Math.floor(k / RGBA) % width);
    return x < from || x >= to ? 0 : value;
  });
  return { ...picture, rgba: kept };
}

function cutSheet(
  { picture, outline, unshadowed }: StyledSheet,
  { mask, corners }: ProofSheet,
  glyphs: readonly Placed[],
  { look: { finish, finishSolid }, tellsSolid }: StyleGlyphsOptions,
): (Sprite | undefined)[] {
  if (picture.width !== mask.width || picture.height !== mask.height) {
    throw new NstError('NST_INTERNAL', 'styleGlyphs: the styled picture is not as large as its mask');
  }
  const body = tellsSolid ? (unshadowed?.() ?? picture) : undefined;
  return glyphs.map((glyph, i) => {
    const [left, top] = corners[i] ?? [0, 0];
    const cell = { left, top, right: left + widthOf(glyph), bottom: top + heightOf(glyph) };
    const shape = cutGrid(outline, cell);
    const finished = finish(cutPicture(picture, cell), shape);
    const solid = body && alphaOf(ownPart(finishSolid(cutPicture(body, cell), shape), glyph));
    return trimSprite(ownPart(fadeOut(finished), glyph), glyph.box.left, glyph.box.top, solid);
  });
}

/**
 * Styles glyphs at one scale: that of the strokes of all of them. Their origins lie on whole pixels.
 *
 * @returns for each shape its picture; undefined where nothing is to be seen
 * @throws NstError NST_ABORTED
 */
export async function styleGlyphs(
  shapes: readonly GlyphShape[],
  options: StyleGlyphsOptions,
): Promise<(Sprite | undefined)[]> {
  const { look, emPx, seed, onSheet, signal } = options;
  const [sample] = deal(prepare(shapes, emPx, NO_ROOM, 0), look.sheetPixels);
  if (!sample) return shapes.map(() => undefined);
  const radiusPx = radiusOf(setRows(sample).mask);
  const sheets = deal(prepare(shapes, emPx, look, radiusPx), look.sheetPixels);
  const sprites: (Sprite | undefined)[] = shapes.map(() => undefined);
  for (const [i, sheet] of sheets.entries()) {
    if (signal?.aborted) throw new NstError('NST_ABORTED', STOPPED);
    onSheet?.(i + 1, sheets.length);
    const proof = setRows(sheet);
    const styled = await look.stylise(proof.mask, seed, radiusPx);
    if (signal?.aborted) throw new NstError('NST_ABORTED', STOPPED);
    const cut = cutSheet(styled, proof, sheet, options);
    for (const [k, { index }] of sheet.entries()) sprites[index] = cut[k];
  }
  return sprites;
}
