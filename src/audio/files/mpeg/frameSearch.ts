/** Where frames of MPEG audio begin and end: a header alone may be chance, one that is followed by others is none. */
import { latin1 } from '../latin1.js';
import { HEADER_BYTES, isSameStream, type MpegHeader, readMpegHeader } from './mpegHeader.js';

/** A frame in a file. */
export interface FoundFrame {
  readonly header: MpegHeader;
  readonly start: number;
  /** It may lie beyond the end of the file. */
  readonly end: number;
}

/** Frames of free format hold at most what the decoder has room for: 640 kbit/s at the lowest rate, as of LAME. */
const MAX_FREE_BYTES = 5760;
/** So many headers behind a frame make it one. */
const CONFIRMATIONS = 2;
/** What may stand between frames: tags of files that were joined. */
const TAGS: readonly string[] = ['TAG', 'ID3', 'APE', 'LYR'];
/** A stream that was recorded from its middle on begins with a part of a frame; some programs leave more in front. */
const DETECTION_BYTES = 2 ** 16;

/** The frame that begins at a byte; undefined if there is no header, or in free format no next one. */
export function frameFrom(bytes: Uint8Array, start: number): FoundFrame | undefined {
  const header = readMpegHeader(bytes, start);
  if (!header) return undefined;
  const end = header.frameBytes === undefined ? freeEnd(bytes, start, header) : start + header.frameBytes;
  return end === undefined ? undefined : { header, start, end };
}

/** In free format every frame is as long as the first but for its padding. */
function freeEnd(bytes: Uint8Array, start: number, header: MpegHeader): number | undefined {
  const limit = Math.min(start + MAX_FREE_BYTES, bytes.length - HEADER_BYTES);
  for (let end = start + HEADER_BYTES; end <= limit; end++) {
    const next = bytes[end] === 0xff ? readMpegHeader(bytes, end) : undefined;
    if (!next || !isSameStream(header, next)) continue;
    const following = end + (end - start) - header.paddingBytes + next.paddingBytes;
    const third = readMpegHeader(bytes, following);
    if (following >= bytes.length || (third && isSameStream(header, third))) return end;
  }
  return undefined;
}

/** Whether what follows a frame makes it one: more of its kind, a tag, or the end of the file. */
export function isConfirmed(bytes: Uint8Array, frame: FoundFrame): boolean {
  let last = frame;
  for (let i = 0; i < CONFIRMATIONS; i++) {
    if (last.end === bytes.length || TAGS.includes(latin1(bytes, last.end, 3))) return true;
    const next = frameFrom(bytes, last.end);
    if (!next || !isSameStream(frame.header, next.header)) return false;
    if (next.end > bytes.length) return true;
    last = next;
  }
  return true;
}

/** Whether there are frames of MPEG audio near the start of a file, and nothing else in front of them but a little rest. */
export function hasMpegFrames(bytes: Uint8Array): boolean {
  const end = Math.min(DETECTION_BYTES, bytes.length);
  for (let start = 0; start < end; start++) {
    const frame = bytes[start] === 0xff ? frameFrom(bytes, start) : undefined;
    if (frame && frame.end <= bytes.length && isConfirmed(bytes, frame)) return true;
  }
  return false;
}
