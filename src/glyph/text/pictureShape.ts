/** Silhouettes of glyphs that are pictures (OpenType "CBDT" and "sbix"). */
import { sharp } from '../../shared/pictures/sharp.js';
import { traceOutline } from '../fontOut/trace/traceOutline.js';
import { TRACING } from './colourShape.js';
import { moved } from './matrix.js';
import type { Outline } from './outline.js';

/** A picture of a glyph. */
export interface GlyphPicture {
  readonly png: Uint8Array;
  /** How far the glyph moves the pen, in font units. */
  readonly advance: number;
}

/**
 * The silhouette of a picture of a glyph, in font units; empty for a picture that cannot be read. It is as wide as the glyph's advance,
 * and its middle lies midway between ascender and descender, as in the fonts that there are: HarfBuzz does not tell where.
 */
export async function pictureOutline(
  { png, advance }: GlyphPicture,
  { ascender, descender }: { readonly ascender: number; readonly descender: number },
): Promise<Outline> {
  const decoded = await sharp(png)
    .ensureAlpha()
    .extractChannel(3)
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => undefined);
  if (!decoded) return [];
  const { width, height } = decoded.info;
  const map = { width, height, data: Float32Array.from(decoded.data, (value) => value / 255) };
  const scale = advance / width;
  const top = (ascender + descender + height * scale) / 2;
  return moved(traceOutline(map, TRACING), [scale, 0, 0, -scale, 0, top]);
}
