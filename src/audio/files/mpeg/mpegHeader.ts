/** Headers of frames of MPEG audio (ISO/IEC 11172-3, 2.4.1.3; 13818-3 for lower rates; "2.5" for the lowest). */

/** What the four bytes in front of a frame say. */
export interface MpegHeader {
  /** 1, 2 or 2.5. */
  readonly version: 1 | 2 | 2.5;
  readonly layer: 1 | 2 | 3;
  readonly sampleRateHz: number;
  readonly channels: 1 | 2;
  readonly hasChecksum: boolean;
  /** Bytes of the frame with its header; undefined in free format, where the distance to the next header tells. */
  readonly frameBytes: number | undefined;
  /** Bytes that this frame is longer than others of its rate. */
  readonly paddingBytes: number;
  /** Samples of each channel. */
  readonly frameSamples: number;
}

/** In front of every frame. */
export const HEADER_BYTES = 4;

const VERSIONS = [2.5, undefined, 2, 1] as const;
const LAYERS = [undefined, 3, 2, 1] as const;
const RATES_HZ = [44_100, 48_000, 32_000] as const;
/** By layer, the first for version 1, in kbit/s; the first of each is free format. */
const BITRATES_KBPS: Readonly<Record<1 | 2 | 3, readonly [readonly number[], readonly number[]]>> = {
  1: [
    [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  ],
  2: [
    [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  ],
  3: [
    [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  ],
};
const MONO = 3;
const RESERVED_EMPHASIS = 2;

/** Reads the header at a byte; undefined for what is none. AAC has the same first bits, but layer 0. */
export function readMpegHeader(bytes: Uint8Array, offset: number): MpegHeader | undefined {
  const sync = bytes[offset];
  const kind = bytes[offset + 1] ?? 0;
  const rates = bytes[offset + 2] ?? 0;
  const mode = bytes[offset + 3];
  if (sync !== 0xff || kind >> 5 !== 7 || mode === undefined) return undefined;
  const version = VERSIONS[(kind >> 3) & 3];
  const layer = LAYERS[(kind >> 1) & 3];
  const fullRateHz = RATES_HZ[(rates >> 2) & 3];
  if (version === undefined || layer === undefined || fullRateHz === undefined) return undefined;
  const bitrateKbps = BITRATES_KBPS[layer][version === 1 ? 0 : 1][rates >> 4];
  if (bitrateKbps === undefined || (mode & 3) === RESERVED_EMPHASIS) return undefined;
  const sampleRateHz = fullRateHz / (version === 2.5 ? 4 : version);
  const slotBytes = layer === 1 ? 4 : 1;
  const frameSamples = layer === 1 ? 384 : layer === 3 && version !== 1 ? 576 : 1152;
  const paddingBytes = (rates >> 1) & 1 ? slotBytes : 0;
  const slots = Math.floor((frameSamples * bitrateKbps * 125) / sampleRateHz / slotBytes);
  return {
    version,
    layer,
    sampleRateHz,
    channels: mode >> 6 === MONO ? 1 : 2,
    hasChecksum: (kind & 1) === 0,
    frameBytes: bitrateKbps === 0 ? undefined : slots * slotBytes + paddingBytes,
    paddingBytes,
    frameSamples,
  };
}

/** Whether two frames may follow each other in one stream. */
export function isSameStream(a: MpegHeader, b: MpegHeader): boolean {
  return (
    a.version === b.version &&
    a.layer === b.layer &&
    a.sampleRateHz === b.sampleRateHz &&
    (a.frameBytes === undefined) === (b.frameBytes === undefined)
  );
}
