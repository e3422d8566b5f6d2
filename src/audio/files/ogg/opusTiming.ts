/** How many samples packets of Opus hold, and what its first header says. */

/** The rate of all times in Opus, whatever it was made of. */
export const OPUS_RATE_HZ = 48_000;

/** The part of the header (RFC 7845, 5.1) that decoders leave to their callers. */
export interface OpusHead {
  /** Samples in front of the sound. */
  readonly preSkip: number;
  /** What samples are to be multiplied by. */
  readonly gain: number;
}

const HEAD_BYTES = 19;
/** Frames of a packet by the mode it begins with, in samples (RFC 6716, 3.1): SILK, hybrid, CELT. */
const SILK = [480, 960, 1920, 2880] as const;
const HYBRID = [480, 960] as const;
const CELT = [120, 240, 480, 960] as const;
/** 120 ms are the longest that a packet may be. */
const MAX_SAMPLES = 5760;

/** Reads the first header; undefined if it is cut short. */
export function readOpusHead(packet: Uint8Array): OpusHead | undefined {
  if (packet.length < HEAD_BYTES) return undefined;
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  return { preSkip: view.getUint16(10, true), gain: 10 ** (view.getInt16(16, true) / 256 / 20) };
}

/** Samples of a packet (RFC 6716, 3.1 and 3.2); 0 for one that is broken. */
export function opusSamples(packet: Uint8Array): number {
  const [head, count = 0] = packet;
  if (head === undefined) return 0;
  const mode = head >> 3;
  const frame = mode < 12 ? SILK[mode & 3]! : mode < 16 ? HYBRID[mode & 1]! : CELT[mode & 3]!;
  const code = head & 3;
  const samples = frame * (code === 0 ? 1 : code < 3 ? 2 : count & 63);
  return samples > MAX_SAMPLES ? 0 : samples;
}
