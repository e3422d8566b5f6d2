/** Tables of fonts whose glyphs are pictures: "sbix" for Chromium, FreeType and Apple, "SVG " for Firefox and Adobe. */
import { gzipSync } from 'node:zlib';
import { ByteWriter } from './byteWriter.js';

/** The picture of a glyph. */
export interface GlyphPicture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** From the origin on the baseline to its left and upper edge, in pixels, y downwards. */
  readonly left: number;
  readonly top: number;
}

/** Bit 0 is always set; without bit 1 the outlines below are not drawn as well. */
const SBIX_FLAGS = 1;
const SBIX_PPI = 72;
const STRIKE_HEADER_BYTES = 4;

/** A point of the plane of a glyph in pixels, y upwards. */
export interface PixelPoint {
  readonly xPx: number;
  readonly yPx: number;
}

/** One glyph of a strike: where its lower left corner stands from the anchor (y upwards), and its PNG. */
function sbixGlyph({ png, left, top, height }: GlyphPicture, { xPx, yPx }: PixelPoint): Uint8Array {
  return new ByteWriter()
    .u16(left - xPx, -(top + height) - yPx)
    .ascii('png ')
    .bytes(png)
    .done();
}

/**
 * The table "sbix", of one size.
 *
 * @param pictures one for each glyph; undefined for blanks
 * @param emPx pixels in one em
 * @param anchor the lower left corner of the box of every outline
 */
export function sbixTable(
  pictures: readonly (GlyphPicture | undefined)[],
  emPx: number,
  anchor: PixelPoint,
): Uint8Array {
  const glyphs = pictures.map((picture) => (picture ? sbixGlyph(picture, anchor) : new Uint8Array(0)));
  const strikeOffset = 12;
  const out = new ByteWriter().u16(1, SBIX_FLAGS).u32(1, strikeOffset).u16(emPx, SBIX_PPI);
  let offset = STRIKE_HEADER_BYTES + 4 * (glyphs.length + 1);
  for (const glyph of glyphs) {
    out.u32(offset);
    offset += glyph.length;
  }
  out.u32(offset);
  for (const glyph of glyphs) out.bytes(glyph);
  return out.done();
}

/** What of a gzip header depends on the machine: the operating system, byte 9; 255 is "unknown". */
const GZIP_SYSTEM = { offset: 9, unknown: 255 } as const;

function compressed(text: string): Uint8Array {
  const bytes = gzipSync(text, { level: 9 });
  bytes[GZIP_SYSTEM.offset] = GZIP_SYSTEM.unknown;
  return bytes;
}

/**
 * A document with one glyph; in font units, y downwards. Firefox draws nothing at first, and does not draw again, unless it is
 * told to wait for the picture.
 */
function svgDocument(glyph: number, picture: GlyphPicture, unitsPerPx: number): string {
  const units = (px: number) => Number((px * unitsPerPx).toFixed(3));
  const position = `x="${units(picture.left)}" y="${units(picture.top)}"`;
  const size = `width="${units(picture.width)}" height="${units(picture.height)}"`;
  const data = `data:image/png;base64,${Buffer.from(picture.png).toString('base64')}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1"><g id="glyph${glyph}"><image decoding="sync" ${position} ${size} xlink:href="${data}"/></g></svg>`;
}

/** The table "SVG ", a document for each glyph, in the order of their numbers. */
export function svgTable(
  pictures: readonly (GlyphPicture | undefined)[],
  emPx: number,
  unitsPerEm: number,
): Uint8Array {
  const documents = pictures.flatMap((picture, glyph) =>
    picture ? [{ glyph, bytes: compressed(svgDocument(glyph, picture, unitsPerEm / emPx)) }] : [],
  );
  const listOffset = 10;
  const out = new ByteWriter().u16(0).u32(listOffset, 0).u16(documents.length);
  let offset = 2 + 12 * documents.length;
  for (const { glyph, bytes } of documents) {
    out.u16(glyph, glyph).u32(offset, bytes.length);
    offset += bytes.length;
  }
  for (const { bytes } of documents) out.bytes(bytes);
  return out.done();
}
