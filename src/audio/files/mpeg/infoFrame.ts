/** The first frame of many MP3 files, which has no sound but says how much there is: Xing's, with LAME's additions, or VBRI. */
import { latin1 } from '../latin1.js';
import { HEADER_BYTES, type MpegHeader } from './mpegHeader.js';

/** What such a frame says. */
export interface MpegInfo {
  /** Frames of sound behind it; undefined if it does not say. */
  readonly frames: number | undefined;
  /** Samples that the encoder put in front of the sound and behind it; undefined if it does not say. */
  readonly delay: number | undefined;
  readonly padding: number | undefined;
}

const HAS_FRAMES = 1;
/** What else may stand in front of LAME's part: bytes, table of contents, quality, with their flags. */
const FIELDS = [
  [HAS_FRAMES, 4],
  [2, 4],
  [4, 100],
  [8, 4],
] as const;
/** In LAME's part, behind nine characters of name and twelve bytes of other things. */
const DELAYS = 21;
const VBRI_OFFSET = 32;
const VBRI_FRAMES = 14;

/** Reads the frame that begins at a byte; undefined for one of sound. */
export function readInfoFrame(bytes: Uint8Array, offset: number, header: MpegHeader): MpegInfo | undefined {
  const frame = bytes.subarray(offset, offset + (header.frameBytes ?? bytes.length));
  return header.layer === 3 ? (readXing(frame, header) ?? readVbri(frame)) : undefined;
}

/** Bytes of the side information, which such a frame leaves empty (ISO/IEC 11172-3, 2.4.1.7). */
function sideBytes({ version, channels }: MpegHeader): number {
  if (version === 1) return channels === 1 ? 17 : 32;
  return channels === 1 ? 9 : 17;
}

function readXing(frame: Uint8Array, header: MpegHeader): MpegInfo | undefined {
  const start = HEADER_BYTES + sideBytes(header);
  if (!['Xing', 'Info'].includes(latin1(frame, start, 4))) return undefined;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (start + 8 > frame.length) return undefined;
  const flags = view.getUint32(start + 4);
  const lame = FIELDS.reduce((end, [flag, size]) => (flags & flag ? end + size : end), start + 8);
  const frames = flags & HAS_FRAMES && start + 12 <= frame.length ? view.getUint32(start + 8) : undefined;
  const hasDelays = lame + DELAYS + 3 <= frame.length && frame[lame] !== 0;
  if (!hasDelays) return { frames, delay: undefined, padding: undefined };
  const both = (view.getUint16(lame + DELAYS) << 8) | view.getUint8(lame + DELAYS + 2);
  return { frames, delay: both >> 12, padding: both & 0xfff };
}

function readVbri(frame: Uint8Array): MpegInfo | undefined {
  const start = HEADER_BYTES + VBRI_OFFSET;
  if (latin1(frame, start, 4) !== 'VBRI' || start + VBRI_FRAMES + 4 > frame.length) return undefined;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  return { frames: view.getUint32(start + VBRI_FRAMES), delay: undefined, padding: undefined };
}
