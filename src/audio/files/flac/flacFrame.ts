/** Frames of FLAC (RFC 9639, 9). They do not say how long they are: each ends where its checksum is right and the next begins. */
import { flacFrameChecksum, flacHeaderChecksum } from '../checksums.js';
import { isFlacStart } from './streamInfo.js';

/** A frame in a file. */
export interface FlacFrame {
  readonly start: number;
  readonly end: number;
  readonly header: FlacHeader;
}

/** What is said in front of a frame. */
export interface FlacHeader {
  readonly bytes: number;
  /** Samples of each channel. */
  readonly samples: number;
  readonly channels: number;
  /** 0 if it is that of the stream. */
  readonly sampleRateHz: number;
}

const RATES_HZ = [0, 88_200, 176_400, 192_000, 8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000];
const RATE_IN_KHZ = 12;
const RATE_IN_HZ = 13;
const RATE_IN_TENS = 14;
const SAMPLES_IN_BYTE = 6;
const SAMPLES_IN_WORD = 7;
const MAX_CHANNELS = 8;
/** Of channels: as they are, then left and side, right and side, mid and side. */
const LAST_ASSIGNMENT = 10;
/** More than an encoder ever needs for a sample, which it can store as it is in 4 bytes. */
const MAX_SAMPLE_BYTES = 8;
const MIN_FRAME_BYTES = 10;

/** Reads the header at a byte; undefined if there is none, or its checksum is wrong. */
export function readFlacHeader(bytes: Uint8Array, start: number): FlacHeader | undefined {
  const [sync = 0, strategy = 0, codes = 0, layout = 0, number = 0] = bytes.subarray(start, start + 5);
  if (sync !== 0xff || strategy >> 1 !== 0x7c || (layout & 1) === 1) return undefined;
  const samplesCode = codes >> 4;
  const rateCode = codes & 15;
  const assignment = layout >> 4;
  if (samplesCode === 0 || rateCode === 15 || assignment > LAST_ASSIGNMENT) return undefined;
  const samplesStart = start + 4 + numberBytes(number);
  const rateStart =
    samplesStart + (samplesCode === SAMPLES_IN_BYTE ? 1 : samplesCode === SAMPLES_IN_WORD ? 2 : 0);
  const end = rateStart + (rateCode === RATE_IN_KHZ ? 1 : rateCode > RATE_IN_KHZ ? 2 : 0);
  if (end >= bytes.length || flacHeaderChecksum(bytes.subarray(start, end)) !== bytes[end]) return undefined;
  return {
    bytes: end + 1 - start,
    samples: samplesOf(bytes, samplesCode, samplesStart),
    channels: assignment < MAX_CHANNELS ? assignment + 1 : 2,
    sampleRateHz: rateOf(bytes, rateCode, rateStart),
  };
}

/** The number of the frame is written like a letter in UTF-8. */
function numberBytes(first: number): number {
  return first < 0x80 ? 1 : Math.max(1, Math.clz32(~(first << 24)));
}

const wordAt = (bytes: Uint8Array, offset: number) => 256 * (bytes[offset] ?? 0) + (bytes[offset + 1] ?? 0);

function samplesOf(bytes: Uint8Array, code: number, offset: number): number {
  if (code === 1) return 192;
  if (code === SAMPLES_IN_BYTE) return (bytes[offset] ?? 0) + 1;
  if (code === SAMPLES_IN_WORD) return wordAt(bytes, offset) + 1;
  return code < SAMPLES_IN_BYTE ? 576 * 2 ** (code - 2) : 256 * 2 ** (code - 8);
}

function rateOf(bytes: Uint8Array, code: number, offset: number): number {
  if (code === RATE_IN_KHZ) return 1000 * (bytes[offset] ?? 0);
  if (code === RATE_IN_HZ) return wordAt(bytes, offset);
  return code === RATE_IN_TENS ? 10 * wordAt(bytes, offset) : RATES_HZ[code]!;
}

/**
 * The frame that begins at a byte; undefined if none does, or it is not whole. Behind a frame is the next one, or the end; only
 * where there is neither, in damaged files, the checksum alone tells.
 */
export function flacFrameFrom(bytes: Uint8Array, start: number): FlacFrame | undefined {
  const header = bytes[start] === 0xff ? readFlacHeader(bytes, start) : undefined;
  if (!header) return undefined;
  const frameBytes = MIN_FRAME_BYTES + header.samples * header.channels * MAX_SAMPLE_BYTES;
  const limit = Math.min(bytes.length, start + frameBytes);
  let sum = 0;
  let doubtful: FlacFrame | undefined;
  for (let i = start; i < limit; i++) {
    sum = flacFrameChecksum(sum, bytes[i]!);
    if (sum !== 0 || i - start < header.bytes + 2) continue;
    const frame = { start, end: i + 1, header };
    if (isBoundary(bytes, i + 1)) return frame;
    doubtful ??= frame;
  }
  return doubtful;
}

function isBoundary(bytes: Uint8Array, offset: number): boolean {
  return offset === bytes.length || readFlacHeader(bytes, offset) !== undefined || isFlacStart(bytes, offset);
}
