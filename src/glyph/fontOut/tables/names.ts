/** The table "name": what a font is called, and who may do what with it. */
import { ByteWriter } from './byteWriter.js';

/** Numbers of the names that are used here (OpenType 1.9, "Name IDs"). */
export const NAME = {
  copyright: 0,
  family: 1,
  subfamily: 2,
  unique: 3,
  full: 4,
  version: 5,
  postScript: 6,
  manufacturer: 8,
  designer: 9,
  description: 10,
  vendorUrl: 11,
  designerUrl: 12,
  licence: 13,
  licenceUrl: 14,
} as const;

const WINDOWS = { platform: 3, encoding: 1, english: 0x409 } as const;
const MACINTOSH = 1;

interface NameRecord {
  readonly platform: number;
  readonly language: number;
  readonly name: number;
  readonly bytes: Uint8Array;
}

function readRecords(table: Uint8Array): NameRecord[] {
  if (table.length < 6) return [];
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const storage = view.getUint16(4);
  const count = Math.min(view.getUint16(2), Math.floor((table.length - 6) / 12));
  return Array.from({ length: count }, (_, i) => {
    const record = 6 + i * 12;
    const start = storage + view.getUint16(record + 10);
    return {
      platform: view.getUint16(record),
      language: view.getUint16(record + 4),
      name: view.getUint16(record + 6),
      bytes: table.subarray(start, start + view.getUint16(record + 8)),
    };
  });
}

/** Macintosh names are read as ASCII; all others are UTF-16. */
function decode({ platform, bytes }: NameRecord): string {
  if (platform === MACINTOSH) return String.fromCharCode(...bytes);
  return new TextDecoder('utf-16be').decode(bytes);
}

/** How much a record is wanted: English for Windows before other Unicode, the Macintosh last. */
function rank({ platform, language }: NameRecord): number {
  if (platform === WINDOWS.platform && language === WINDOWS.english) return 3;
  if (platform === MACINTOSH) return language === 0 ? 1 : 0;
  return 2;
}

/** The names of a font by their numbers, in English where there is a choice. */
export function readNames(table: Uint8Array): Map<number, string> {
  const names = new Map<number, string>();
  for (const record of readRecords(table).sort((a, b) => rank(a) - rank(b))) {
    names.set(record.name, decode(record));
  }
  return names;
}

function utf16(text: string): Uint8Array {
  const out = new ByteWriter();
  for (let i = 0; i < text.length; i++) out.u16(text.charCodeAt(i));
  return out.done();
}

/** Writes names in English, as Windows, macOS and everything else reads them. */
export function writeNames(names: ReadonlyMap<number, string>): Uint8Array {
  const sorted = [...names].sort(([a], [b]) => a - b);
  const texts = sorted.map(([, text]) => utf16(text));
  const out = new ByteWriter().u16(0, sorted.length, 6 + sorted.length * 12);
  let offset = 0;
  for (const [i, [name]] of sorted.entries()) {
    const length = texts[i]?.length ?? 0;
    out.u16(WINDOWS.platform, WINDOWS.encoding, WINDOWS.english, name, length, offset);
    offset += length;
  }
  for (const text of texts) out.bytes(text);
  return out.done();
}
