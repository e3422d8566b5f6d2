import type { ColourCodes } from './colourSignal.js';

/** A box of ISO/IEC 14496-12 without its header. */
interface Box {
  readonly type: string;
  readonly body: Buffer;
}

/** The boxes that lie in `data` one after the other, as far as they are whole. */
function* boxesIn(data: Buffer): Generator<Box> {
  let start = 0;
  while (start + 8 <= data.length) {
    const short = data.readUInt32BE(start);
    const isLong = short === 1 && start + 16 <= data.length;
    const headerBytes = isLong ? 16 : 8;
    const longBytes = isLong ? Number(data.readBigUInt64BE(start + 8)) : short;
    const sizeBytes = short === 0 ? data.length - start : longBytes;
    if (sizeBytes < headerBytes || start + sizeBytes > data.length) return;
    const type = data.toString('latin1', start + 4, start + 8);
    yield { type, body: data.subarray(start + headerBytes, start + sizeBytes) };
    start += sizeBytes;
  }
}

/** The contents of the first box of a type; of a full box with version and flags. */
function child(data: Buffer | undefined, type: string): Buffer | undefined {
  if (!data) return undefined;
  for (const box of boxesIn(data)) if (box.type === type) return box.body;
  return undefined;
}

/** Reads numbers one after the other. A RangeError at the end of the data ends the whole. */
class Cursor {
  private offset = 0;
  constructor(private readonly data: Buffer) {}

  take(sizeBytes: 1 | 2 | 4): number {
    const value = this.data.readUIntBE(this.offset, sizeBytes);
    this.offset += sizeBytes;
    return value;
  }
}

/** The item that is shown: the pitm box (ISO/IEC 14496-12, 8.11.4). */
function primaryItem(pitm: Buffer): number {
  const cursor = new Cursor(pitm);
  const version = cursor.take(4) >>> 24;
  return cursor.take(version === 0 ? 2 : 4);
}

/** Which properties an item has, counted from 1: the ipma box (ISO/IEC 23008-12, 9.3.2). */
function propertiesOf(item: number, ipma: Buffer): number[] {
  const cursor = new Cursor(ipma);
  const versionAndFlags = cursor.take(4);
  const idBytes = versionAndFlags >>> 24 === 0 ? 2 : 4;
  const isWide = (versionAndFlags & 1) === 1;
  for (let entries = cursor.take(4); entries > 0; entries--) {
    const id = cursor.take(idBytes);
    const count = cursor.take(1);
    const indices = Array.from({ length: count }, () =>
      isWide ? cursor.take(2) & 0x7fff : cursor.take(1) & 0x7f,
    );
    if (id === item) return indices;
  }
  return [];
}

/** The numbers of a colr box of the kind nclx (ISO/IEC 14496-12, 12.1.5); undefined for a profile. */
function codesOf({ type, body }: Box): ColourCodes | undefined {
  if (type !== 'colr' || body.toString('latin1', 0, 4) !== 'nclx' || body.length < 8) return undefined;
  return { primaries: body.readUInt16BE(4), transfer: body.readUInt16BE(6) };
}

/**
 * The colours that an AVIF or HEIF file says it holds by numbers, for the picture that is shown.
 *
 * A file may have a profile (prof, rICC) beside them; the profile goes first, and sharp reads it.
 *
 * @returns undefined if it says nothing, or is damaged
 */
export function heifColour(bytes: Buffer): ColourCodes | undefined {
  const meta = child(bytes, 'meta')?.subarray(4);
  const iprp = child(meta, 'iprp');
  const ipco = child(iprp, 'ipco');
  const ipma = child(iprp, 'ipma');
  const pitm = child(meta, 'pitm');
  if (!ipco || !ipma || !pitm) return undefined;
  try {
    const indices = new Set(propertiesOf(primaryItem(pitm), ipma));
    const properties = [...boxesIn(ipco)].filter((_, i) => indices.has(i + 1));
    return properties.map(codesOf).find((codes) => codes !== undefined);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
