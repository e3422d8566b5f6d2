import type { Provenance } from '../../shared/provenance.js';
import { latin1 } from './latin1.js';
import { isLittleEndian, riffChunks } from './riffChunks.js';

/** The names that RIFF has for the program, and for a comment. */
const FIELDS = { creator: 'ISFT', parameters: 'ICMT' } as const;
const LIST = 'LIST';
const INFO = 'INFO';

/** A chunk with its head, filled up to an even length. */
function chunk(id: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + content.length + (content.length % 2));
  bytes.set(Buffer.from(id, 'latin1'));
  new DataView(bytes.buffer).setUint32(4, content.length, true);
  bytes.set(content, 8);
  return bytes;
}

/** Texts end in a zero. UTF-8, as ffmpeg writes and reads it: RIFF itself says nothing of letters. */
const textChunk = (id: string, text: string) => chunk(id, Buffer.from(`${text}\0`, 'utf8'));

/**
 * A `LIST` chunk of the type `INFO` (Microsoft & IBM 1991, chapter 2) with the program and its settings: players show them, and
 * ffprobe calls them `encoder` and `comment`.
 */
export function infoChunk({ creator, parameters }: Provenance): Uint8Array {
  const content = [
    Buffer.from(INFO, 'latin1'),
    textChunk(FIELDS.creator, creator),
    textChunk(FIELDS.parameters, parameters),
  ];
  return chunk(LIST, Buffer.concat(content));
}

function textIn(bytes: Uint8Array, start: number, sizeBytes: number): string {
  const text = Buffer.from(bytes.subarray(start, start + sizeBytes)).toString('utf8');
  return text.replace(/\0.*$/s, '');
}

/** What `infoChunk` wrote; undefined where there is none. @param bytes of a WAV file */
export function readInfoChunk(bytes: Uint8Array): Provenance | undefined {
  if (!isLittleEndian(bytes)) return undefined;
  for (const { id, start, sizeBytes } of riffChunks(bytes)) {
    if (id !== LIST || latin1(bytes, start, 4) !== INFO) continue;
    const list = bytes.subarray(start, start + sizeBytes);
    const texts = new Map<string, string>();
    for (const entry of riffChunks(list, 4)) texts.set(entry.id, textIn(list, entry.start, entry.sizeBytes));
    const [creator, parameters] = [texts.get(FIELDS.creator), texts.get(FIELDS.parameters)];
    if (creator !== undefined && parameters !== undefined) return { creator, parameters };
  }
  return undefined;
}
