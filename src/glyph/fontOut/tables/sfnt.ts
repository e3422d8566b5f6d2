/** The container of OpenType fonts (OpenType 1.9, "Organization of an OpenType font"). */
import { ByteWriter } from './byteWriter.js';

/** Tables of a font by their tags. */
export type FontTables = ReadonlyMap<string, Uint8Array>;

const TRUE_TYPE = 0x00010000;
const RECORD_BYTES = 16;
const HEADER_BYTES = 12;
/** The sum of a whole font's words, by definition. */
const CHECKSUM_MAGIC = 0xb1b0afba;
/** Of `checksumAdjustment` in `head`. */
const ADJUSTMENT_OFFSET = 8;

/**
 * Copies the tables of a font file that `checkFontTables` has found sound.
 *
 * @param face of a collection, from 1 on
 */
export function readTables(bytes: Uint8Array, face = 1): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isCollection = view.getUint32(0) === 0x74746366;
  const start = isCollection ? view.getUint32(HEADER_BYTES + 4 * (face - 1)) : 0;
  const tables = new Map<string, Uint8Array>();
  for (let i = 0; i < view.getUint16(start + 4); i++) {
    const record = start + HEADER_BYTES + i * RECORD_BYTES;
    const tag = String.fromCharCode(...bytes.subarray(record, record + 4));
    const offset = view.getUint32(record + 8);
    // `slice` of a Buffer would not copy.
    tables.set(tag, Uint8Array.from(bytes.subarray(offset, offset + view.getUint32(record + 12))));
  }
  return tables;
}

/** The sum of big-endian words, the last one filled with zeros. */
export function checksum(bytes: Uint8Array): number {
  const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  let sum = 0;
  for (let offset = 0; offset < padded.length; offset += 4) sum = (sum + view.getUint32(offset)) >>> 0;
  return sum;
}

/** The font's header: its search fields say the largest power of two of records, for binary searches. */
function writeHeader(out: ByteWriter, tables: number): void {
  const exponent = Math.floor(Math.log2(tables));
  const range = 2 ** exponent * RECORD_BYTES;
  out.u32(TRUE_TYPE).u16(tables, range, exponent, tables * RECORD_BYTES - range);
}

/**
 * Writes a font with TrueType outlines: records sorted by tag, tables on multiples of four bytes, checksums of tables and of the
 * whole.
 *
 * @param tables must have `head`
 */
export function writeFont(tables: FontTables): Uint8Array {
  const given = tables.get('head');
  if (!given) throw new RangeError('writeFont: expected a table "head"');
  const head = Uint8Array.from(given);
  new DataView(head.buffer).setUint32(ADJUSTMENT_OFFSET, 0);
  const sorted = [...new Map(tables).set('head', head)].sort(([a], [b]) => (a < b ? -1 : 1));
  const out = new ByteWriter();
  writeHeader(out, sorted.length);
  let offset = HEADER_BYTES + sorted.length * RECORD_BYTES;
  let headOffset = 0;
  for (const [tag, bytes] of sorted) {
    if (tag === 'head') headOffset = offset;
    out.ascii(tag).u32(checksum(bytes), offset, bytes.length);
    offset += Math.ceil(bytes.length / 4) * 4;
  }
  for (const [, bytes] of sorted) out.bytes(bytes).pad4();
  const font = out.done();
  const adjustment = (CHECKSUM_MAGIC - checksum(font)) >>> 0;
  new DataView(font.buffer).setUint32(headOffset + ADJUSTMENT_OFFSET, adjustment);
  return font;
}
