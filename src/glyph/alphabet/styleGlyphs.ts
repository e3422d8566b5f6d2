/** Gives an effect to many glyphs: they stand together on proof sheets, so that all are styled alike. */
import { NstError } from '../../shared/errors.js';
import { coverageOf } from '../fields/coverage.js';
import type { Grid, Premultiplied } from '../grid.js';
import { boundsOf, flatten, type Outline, type Polygon } from '../text/outline.js';
import { type Box, cutSprite, type Sprite } from './sprite.js';

/** Gives a shape an effect; the picture is as large as the mask. */
export type Stylise = (mask: Grid, seed: number) => Promise<{ readonly picture: Premultiplied }>;

/** An outline and how many of its units make an em. */
export interface GlyphShape {
  readonly outline: Outline;
  readonly unitsPerEm: number;
}

/** How glyphs are styled. */
export interface StyleGlyphsOptions {
  readonly stylise: Stylise;
  /** Pixels in one em. */
  readonly emPx: number;
  /** Room for the effect around each glyph, in pixels. */
  readonly marginPx: number;
  readonly seed: number;
  /** Called before each sheet: how many there are, and which one it is, from 1. */
  readonly onSheet?: (sheet: number, sheets: number) => void;
  readonly signal?: AbortSignal;
}

/** Larger sheets need much memory in an engine; smaller ones cost more, as each prepares the example anew. */
const SHEET_PIXELS = 1_500_000;

/** A glyph on a sheet. */
interface Placed {
  readonly index: number;
  readonly polygons: readonly Polygon[];
  /** Around the origin of the glyph, with its margin. */
  readonly box: Box;
}

/** The polygons of a glyph with its origin at 0, 0; undefined for a blank. */
function prepare(index: number, shape: GlyphShape, emPx: number, marginPx: number): Placed | undefined {
  const polygons = flatten(shape.outline, { scale: emPx / shape.unitsPerEm, dx: 0, dy: 0 });
  const bounds = boundsOf(polygons);
  if (!bounds) return undefined;
  const [left, top, right, bottom] = bounds;
  const box = {
    left: Math.floor(left) - marginPx,
    top: Math.floor(top) - marginPx,
    right: Math.ceil(right) + marginPx,
    bottom: Math.ceil(bottom) + marginPx,
  };
  return { index, polygons, box };
}

const widthOf = ({ box }: Placed) => box.right - box.left;
const heightOf = ({ box }: Placed) => box.bottom - box.top;

/** Deals glyphs to sheets in turn, so that wide and narrow ones, capitals and points are mixed alike on each. */
function deal(glyphs: readonly Placed[]): Placed[][] {
  const pixels = glyphs.reduce((sum, glyph) => sum + widthOf(glyph) * heightOf(glyph), 0);
  const count = Math.max(1, Math.ceil(pixels / SHEET_PIXELS));
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
  const polygons = glyphs.flatMap((glyph, i) => {
    const [left, top] = corners[i] ?? [0, 0];
    return glyph.polygons.map((polygon) => shifted(polygon, left - glyph.box.left, top - glyph.box.top));
  });
  return { mask: coverageOf(polygons, { width, height: y + rowHeight }), corners };
}

function shifted(polygon: Polygon, dx: number, dy: number): Polygon {
  return polygon.map((value, i) => value + (i % 2 === 0 ? dx : dy));
}

function cutSheet(
  picture: Premultiplied,
  { mask, corners }: ProofSheet,
  glyphs: readonly Placed[],
): (Sprite | undefined)[] {
  if (picture.width !== mask.width || picture.height !== mask.height) {
    throw new NstError('NST_INTERNAL', 'styleGlyphs: the styled picture is not as large as its mask');
  }
  return glyphs.map((glyph, i) => {
    const [left, top] = corners[i] ?? [0, 0];
    const cell = { left, top, right: left + widthOf(glyph), bottom: top + heightOf(glyph) };
    return cutSprite(picture, cell, left - glyph.box.left, top - glyph.box.top);
  });
}

/**
 * Styles glyphs at one scale. Their origins lie on whole pixels.
 *
 * @returns for each shape its picture; undefined where nothing is to be seen
 * @throws NstError NST_ABORTED
 */
export async function styleGlyphs(
  shapes: readonly GlyphShape[],
  options: StyleGlyphsOptions,
): Promise<(Sprite | undefined)[]> {
  const { stylise, emPx, marginPx, seed, onSheet, signal } = options;
  const glyphs = shapes.flatMap((shape, i) => prepare(i, shape, emPx, marginPx) ?? []);
  const sheets = deal(glyphs);
  const sprites: (Sprite | undefined)[] = shapes.map(() => undefined);
  for (const [i, sheet] of sheets.entries()) {
    if (signal?.aborted) throw new NstError('NST_ABORTED', 'stopped; nothing was written');
    onSheet?.(i + 1, sheets.length);
    const proof = setRows(sheet);
    const { picture } = await stylise(proof.mask, seed);
    const cut = cutSheet(picture, proof, sheet);
    for (const [k, { index }] of sheet.entries()) sprites[index] = cut[k];
  }
  return sprites;
}
