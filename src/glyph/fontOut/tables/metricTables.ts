/** Tables that hold numbers about the outlines: made to fit new ones. */
import { ByteWriter } from './byteWriter.js';
import { contourBox, type GlyphContours, type UnitBox } from './glyf.js';
import type { FontTables } from './sfnt.js';

/** A glyph of a font: distances in font units. */
export interface FontGlyph {
  readonly contours: GlyphContours;
  readonly advance: number;
}

/** Bits of `head.flags` that speak of instructions and side bearings at 0. */
const HEAD_FLAGS_LEFT_OUT = 0b11110;
/** Of `OS/2`: bold, italic and the like go; "use typographic metrics" stays. */
const FS_SELECTION = { offset: 62, regular: 0x40, useTypoMetrics: 0x80 } as const;
const WEIGHT = { offset: 4, regular: 400 } as const;
const MAXP_VERSION = 0x00010000;
/** `loca` has long offsets. */
const LONG_OFFSETS = 1;
const POST_VERSION_WITHOUT_NAMES = 0x00030000;
const POST_BYTES = 32;

/** The box around all outlines. */
function fontBox(glyphs: readonly FontGlyph[]): UnitBox {
  const boxes = glyphs.flatMap(({ contours }) => {
    const box = contourBox(contours);
    return box ? [box] : [];
  });
  if (boxes.length === 0) return [0, 0, 0, 0];
  const side = (i: 0 | 1 | 2 | 3) => boxes.map((box) => box[i]);
  return [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))];
}

/** A copy of a table with some of its 16-bit fields set. */
function patched(
  table: Uint8Array,
  fields: readonly (readonly [offset: number, value: number])[],
): Uint8Array {
  const copy = Uint8Array.from(table);
  const view = new DataView(copy.buffer);
  for (const [offset, value] of fields) {
    if (offset + 2 <= copy.length) view.setUint16(offset, value);
  }
  return copy;
}

const u16At = (table: Uint8Array, offset: number) => ((table[offset] ?? 0) << 8) | (table[offset + 1] ?? 0);

/** Advances of all glyphs of a font, in font units. */
export function readAdvances(tables: FontTables): number[] {
  const [maxp, hhea, hmtx] = [tables.get('maxp'), tables.get('hhea'), tables.get('hmtx')];
  if (!maxp || !hhea || !hmtx) throw new RangeError('readAdvances: expected maxp, hhea and hmtx');
  const metrics = u16At(hhea, 34);
  return Array.from({ length: u16At(maxp, 4) }, (_, glyph) => u16At(hmtx, Math.min(glyph, metrics - 1) * 4));
}

function horizontalTables(hhea: Uint8Array, glyphs: readonly FontGlyph[]): [string, Uint8Array][] {
  const hmtx = new ByteWriter();
  let [left, right, extent, widest] = [0x7fff, 0x7fff, -0x8000, 0];
  for (const { contours, advance } of glyphs) {
    const [xMin, , xMax] = contourBox(contours) ?? [0, 0, 0, 0];
    hmtx.u16(advance, xMin);
    widest = Math.max(widest, advance);
    if (contours.length === 0) continue;
    [left, right, extent] = [Math.min(left, xMin), Math.min(right, advance - xMax), Math.max(extent, xMax)];
  }
  const fields = [widest, left, right, extent].map((value, i) => [10 + 2 * i, value] as const);
  return [
    ['hhea', patched(hhea, [...fields, [34, glyphs.length]])],
    ['hmtx', hmtx.done()],
  ];
}

function headTable(head: Uint8Array, box: UnitBox): Uint8Array {
  const corners = box.map((value, i) => [36 + 2 * i, value] as const);
  const flags = u16At(head, 16) & ~HEAD_FLAGS_LEFT_OUT;
  const plainStyle = 0;
  return patched(head, [[16, flags], ...corners, [44, plainStyle], [50, LONG_OFFSETS]]);
}

/** Most points and contours of any glyph; no glyph is composed of others or has instructions. */
function maxpTable(glyphs: readonly FontGlyph[]): Uint8Array {
  const points = Math.max(...glyphs.map(({ contours }) => contours.flat().length));
  const contours = Math.max(...glyphs.map((glyph) => glyph.contours.length));
  const zones = 2;
  const out = new ByteWriter().u32(MAXP_VERSION).u16(glyphs.length, points, contours, 0, 0, zones);
  return out.u16(...new Array<number>(8).fill(0)).done();
}

/** `post` without names of glyphs. */
function postTable(post: Uint8Array | undefined): Uint8Array {
  const out = new Uint8Array(POST_BYTES);
  if (post) out.set(post.subarray(0, POST_BYTES));
  new DataView(out.buffer).setUint32(0, POST_VERSION_WITHOUT_NAMES);
  return out;
}

/**
 * The tables of numbers for new outlines under the old advances and line heights.
 *
 * @param base tables of the font that gives everything else
 */
export function metricTables(base: FontTables, glyphs: readonly FontGlyph[]): Map<string, Uint8Array> {
  const [head, hhea, os2] = [base.get('head'), base.get('hhea'), base.get('OS/2')];
  if (!head || !hhea) throw new RangeError('metricTables: expected head and hhea');
  const tables = new Map<string, Uint8Array>([
    ['head', headTable(head, fontBox(glyphs))],
    ...horizontalTables(hhea, glyphs),
    ['maxp', maxpTable(glyphs)],
    ['post', postTable(base.get('post'))],
  ]);
  if (os2) {
    const selection = (u16At(os2, FS_SELECTION.offset) & FS_SELECTION.useTypoMetrics) | FS_SELECTION.regular;
    tables.set(
      'OS/2',
      patched(os2, [
        [FS_SELECTION.offset, selection],
        [WEIGHT.offset, WEIGHT.regular],
      ]),
    );
  }
  return tables;
}
