import { latin1 } from '../latin1.js';
import { id3v2Bytes } from '../tags.js';
import { type FoundFrame, frameFrom, isConfirmed } from './frameSearch.js';
import { type MpegInfo, readInfoFrame } from './infoFrame.js';
import { isSameStream, type MpegHeader } from './mpegHeader.js';

/** Frames one after the other of one kind, rate and number of channels. */
export interface MpegRun {
  readonly header: MpegHeader;
  readonly frames: readonly { readonly start: number; readonly end: number }[];
}

/** What one encoder wrote at one go: files may be joined. */
export interface MpegStream {
  readonly info: MpegInfo | undefined;
  readonly runs: readonly MpegRun[];
}

/** A whole file of MPEG audio. */
export interface MpegLayout {
  readonly streams: readonly MpegStream[];
  /** Bytes that belong to no frame and no tag. */
  readonly strayBytes: number;
  /** Frames in which the next one begins: bytes of them are missing. */
  readonly brokenFrames: number;
  /** Whether the last frame reaches beyond the end of the file. */
  readonly isCut: boolean;
}

interface OpenRun {
  readonly header: MpegHeader;
  readonly frames: { readonly start: number; readonly end: number }[];
}

interface OpenStream {
  readonly info: MpegInfo | undefined;
  readonly runs: OpenRun[];
}

const ID3V1_BYTES = 128;

/**
 * Walks through a file of MPEG audio from frame to frame. A frame counts if the last one leads to it, or if others of its kind
 * follow; what lies between is passed over byte by byte.
 *
 * @param bytes without tags at its ends
 */
export function layoutOf(bytes: Uint8Array): MpegLayout {
  const streams: OpenStream[] = [];
  let [offset, strayBytes, brokenFrames] = [0, 0, 0];
  let last: FoundFrame | undefined;
  let isCut = false;
  while (offset < bytes.length) {
    const frame = bytes[offset] === 0xff ? frameFrom(bytes, offset) : undefined;
    const isNext = frame !== undefined && last?.end === offset && isSameStream(last.header, frame.header);
    if (!frame || !(isNext || isConfirmed(bytes, frame))) {
      const tagBytes = innerTagBytes(bytes, offset);
      strayBytes += tagBytes === 0 ? 1 : 0;
      offset += tagBytes || 1;
      continue;
    }
    isCut = frame.end > bytes.length;
    if (isCut) break;
    const inner = isConfirmed(bytes, frame) ? undefined : frameInside(bytes, frame);
    if (inner === undefined) addFrame(streams, bytes, frame);
    else brokenFrames++;
    offset = inner ?? frame.end;
    last = frame;
  }
  return { streams, strayBytes, brokenFrames, isCut };
}

/** Length of a tag between frames. */
function innerTagBytes(bytes: Uint8Array, offset: number): number {
  return latin1(bytes, offset, 3) === 'TAG' ? ID3V1_BYTES : id3v2Bytes(bytes, offset);
}

/** Where a good frame begins within another. */
function frameInside(bytes: Uint8Array, { header, start, end }: FoundFrame): number | undefined {
  for (let offset = start + 1; offset < end; offset++) {
    const frame = bytes[offset] === 0xff ? frameFrom(bytes, offset) : undefined;
    if (frame && isSameStream(frame.header, header) && frame.end <= bytes.length && isConfirmed(bytes, frame))
      return offset;
  }
  return undefined;
}

function addFrame(streams: OpenStream[], bytes: Uint8Array, { header, start, end }: FoundFrame): void {
  const info = readInfoFrame(bytes, start, header);
  if (info || streams.length === 0) streams.push({ info, runs: [] });
  if (info) return;
  const { runs } = streams.at(-1)!;
  const run = runs.at(-1);
  const isSame = run && isSameStream(run.header, header) && run.header.channels === header.channels;
  if (isSame) run.frames.push({ start, end });
  else runs.push({ header, frames: [{ start, end }] });
}
