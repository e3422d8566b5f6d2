/** The table directory of a font file, checked before anything trusts it. */
import { NstError } from '../../shared/errors.js';

const MAGIC = {
  trueType: 0x00010000,
  appleTrueType: 0x74727565,
  openTypeCff: 0x4f54544f,
  collection: 0x74746366,
  woff: 0x774f4646,
  woff2: 0x774f4632,
} as const;
const HEAD_MAGIC = 0x5f0f3cf5;
const REQUIRED = ['cmap', 'head', 'hhea', 'hmtx', 'maxp'] as const;
/** What may stand in for outlines: pictures of glyphs, whose silhouettes are taken. */
const PICTURE_TABLES = ['CBDT', 'sbix'] as const;
/** Limits of the specification. */
const UNITS_PER_EM = { min: 16, max: 16_384 } as const;
const RECORD_BYTES = 16;

interface Table {
  readonly offset: number;
  readonly length: number;
}

/** Throws an NST_BAD_INPUT about a font file. */
export function rejectFont(name: string, problem: string, cause?: unknown): never {
  throw new NstError('NST_BAD_INPUT', `${name}: ${problem}`, { cause });
}

function rejectDamaged(name: string, detail: string): never {
  return rejectFont(name, `the font is damaged or cut short (${detail}); get it again`);
}

/** A collection has no directory of its own but a list of those of its faces. */
const COLLECTION_HEADER_BYTES = 12;

/**
 * How many fonts a file holds, by what it says itself: 1 unless it is a collection.
 *
 * @param bytes of any file
 */
export function facesIn(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isCollection = view.byteLength >= COLLECTION_HEADER_BYTES && view.getUint32(0) === MAGIC.collection;
  return isCollection ? view.getUint32(8) : 1;
}

/** Where the directory of a face of a collection begins. */
function faceOffset(name: string, view: DataView, face: number): number {
  const faces = view.getUint32(8);
  if (view.byteLength < COLLECTION_HEADER_BYTES + 4 * faces || faces === 0)
    rejectDamaged(name, 'the collection has not the faces that it says it has');
  if (face > faces) {
    const expected = `expected one of the ${faces} fonts in ${name}`;
    throw new NstError('NST_BAD_OPTION', `face: ${expected}, from 1 on, found ${face}`);
  }
  return view.getUint32(COLLECTION_HEADER_BYTES + 4 * (face - 1));
}

/** Where the directory of a face begins. */
function directoryOffset(name: string, view: DataView, chosen: number | undefined): number {
  if (view.byteLength < 12) rejectFont(name, `expected a font, found a file of ${view.byteLength} bytes`);
  const magic = view.getUint32(0);
  if (magic === MAGIC.woff || magic === MAGIC.woff2) {
    const kind = magic === MAGIC.woff ? 'WOFF' : 'WOFF2';
    rejectFont(name, `expected a TrueType or OpenType font, found ${kind}; unpack it to .ttf or .otf first`);
  }
  if (magic === MAGIC.collection) return faceOffset(name, view, chosen ?? 1);
  const isFont = magic === MAGIC.trueType || magic === MAGIC.appleTrueType || magic === MAGIC.openTypeCff;
  if (!isFont) rejectFont(name, 'expected a TrueType or OpenType font, found data of another kind');
  if (chosen !== undefined && chosen > 1) {
    throw new NstError('NST_BAD_OPTION', `face: ${name} is a single font and no collection; leave it out`);
  }
  return 0;
}

function readDirectory(name: string, view: DataView, face: number | undefined): ReadonlyMap<string, Table> {
  const start = directoryOffset(name, view, face);
  if (start + 12 > view.byteLength) rejectDamaged(name, 'the table directory lies outside the file');
  const count = view.getUint16(start + 4);
  if (start + 12 + count * RECORD_BYTES > view.byteLength) {
    rejectDamaged(name, 'the table directory runs past the end of the file');
  }
  const tables = new Map<string, Table>();
  for (let i = 0; i < count; i++) {
    const record = start + 12 + i * RECORD_BYTES;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((k) => view.getUint8(record + k)));
    const table = { offset: view.getUint32(record + 8), length: view.getUint32(record + 12) };
    if (table.offset + table.length > view.byteLength) {
      rejectDamaged(name, `table "${tag}" runs past the end of the file`);
    }
    tables.set(tag, table);
  }
  return tables;
}

/** The table, which must have at least `minimum` bytes. */
function need(name: string, tables: ReadonlyMap<string, Table>, tag: string, minimum: number): Table {
  const table = tables.get(tag);
  if (!table) return rejectFont(name, `expected a font, found no table "${tag}"; get it again`);
  if (table.length < minimum) rejectDamaged(name, `table "${tag}" is too short`);
  return table;
}

/** `loca` must rise and stay within `glyf`, or glyphs would be read from anywhere. */
function checkLoca(
  name: string,
  view: DataView,
  tables: ReadonlyMap<string, Table>,
  glyphs: number,
  isLong: boolean,
): void {
  const entryBytes = isLong ? 4 : 2;
  const loca = need(name, tables, 'loca', (glyphs + 1) * entryBytes);
  const limit = need(name, tables, 'glyf', 0).length;
  let before = 0;
  for (let i = 0; i <= glyphs; i++) {
    const entry = loca.offset + i * entryBytes;
    const offset = isLong ? view.getUint32(entry) : view.getUint16(entry) * 2;
    if (offset < before || offset > limit) rejectDamaged(name, `table "loca" is wrong at glyph ${i}`);
    before = offset;
  }
}

/**
 * Checks what a font file says about itself: kind, table directory, the tables that every font needs, and that they
 * agree on sizes. HarfBuzz guards itself against the rest.
 *
 * @param name stands in the messages, the path of the file
 * @param face of a collection, from 1 on
 * @throws NstError NST_BAD_INPUT; NST_BAD_OPTION for a face that is not there
 */
export function checkFontTables(name: string, bytes: Uint8Array, face?: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = readDirectory(name, view, face);
  for (const tag of REQUIRED) need(name, tables, tag, 4);
  const head = need(name, tables, 'head', 54).offset;
  if (view.getUint32(head + 12) !== HEAD_MAGIC) rejectDamaged(name, 'table "head" has a wrong signature');
  const unitsPerEm = view.getUint16(head + 18);
  if (unitsPerEm < UNITS_PER_EM.min || unitsPerEm > UNITS_PER_EM.max) {
    rejectDamaged(name, `${unitsPerEm} units per em`);
  }
  const glyphs = view.getUint16(need(name, tables, 'maxp', 6).offset + 4);
  const metrics = view.getUint16(need(name, tables, 'hhea', 36).offset + 34);
  if (metrics < 1 || metrics > glyphs) rejectDamaged(name, `${metrics} widths for ${glyphs} glyphs`);
  need(name, tables, 'hmtx', metrics * 4 + (glyphs - metrics) * 2);
  checkOutlineTables(name, view, tables, glyphs, view.getInt16(head + 50) === 1);
}

function checkOutlineTables(
  name: string,
  view: DataView,
  tables: ReadonlyMap<string, Table>,
  glyphs: number,
  isLong: boolean,
): void {
  if (tables.has('CFF ') || tables.has('CFF2')) return;
  if (tables.has('glyf') && need(name, tables, 'glyf', 0).length > 0) {
    checkLoca(name, view, tables, glyphs, isLong);
  } else if (!PICTURE_TABLES.some((tag) => tables.has(tag))) {
    const kind = 'outlines, or pictures in "CBDT" or "sbix"';
    rejectFont(name, `expected a font with ${kind}, found neither; choose another font`);
  }
}
