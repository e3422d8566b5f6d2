/**
 * Where the pictures of "sbix" are measured from. The specification says the origin of the glyph; Apple, FreeType and Skia take
 * the lower left corner of the box of its outline. One more point, the same for all glyphs, below and to the left of everything,
 * makes that corner known (Apple's own fonts have such points).
 */
import type { Sprite } from '../alphabet/sprite.js';
import type { FontGlyph } from './tables/metricTables.js';
import type { PixelPoint } from './tables/pictures.js';

/** The point in pixels and in font units: whole numbers of both, so that no engine has to round. */
export interface BitmapAnchor extends PixelPoint {
  readonly xUnits: number;
  readonly yUnits: number;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** The nearest point of whole pixels and units below and to the left of all pictures. */
export function bitmapAnchor(
  sprites: readonly (Sprite | undefined)[],
  emPx: number,
  unitsPerEm: number,
): BitmapAnchor {
  const stepPx = emPx / greatestCommonDivisor(emPx, unitsPerEm);
  const visible = sprites.flatMap((sprite) => sprite ?? []);
  const below = (values: readonly number[]) => Math.floor(Math.min(0, ...values) / stepPx) * stepPx;
  const xPx = below(visible.map(({ left }) => left - 1));
  const yPx = below(visible.map(({ top, picture }) => -(top + picture.height) - 1));
  return { xPx, yPx, xUnits: (xPx * unitsPerEm) / emPx, yUnits: (yPx * unitsPerEm) / emPx };
}

/** The glyph with the point added as a contour of its own, which fills nothing. */
export function anchorGlyph(glyph: FontGlyph, { xUnits, yUnits }: BitmapAnchor): FontGlyph {
  return { ...glyph, contours: [...glyph.contours, [{ x: xUnits, y: yUnits, isOn: true }]] };
}
