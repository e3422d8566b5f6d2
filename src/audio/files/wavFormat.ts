import { latin1 } from './latin1.js';
import { isLittleEndian, type RiffChunk } from './riffChunks.js';

/** What a WAV file says of its samples. */
export interface WavFormat {
  /** The registered number of the codec, that of `WavCodec` for those that are read here. */
  readonly codec: number;
  readonly channels: number;
  readonly sampleRateHz: number;
  /** Bytes of one sample of all channels. */
  readonly blockBytes: number;
  readonly bitsPerSample: number;
}

/** Reads the sample at a byte offset as a number of full scale 1. */
export type SampleReader = (view: DataView, offset: number, littleEndian: boolean) => number;

/** Numbers of codecs (RFC 2361). */
export const WavCodec = { pcm: 1, float: 3, aLaw: 6, muLaw: 7 } as const;

const EXTENSIBLE = 0xfffe;
const PLAIN_BYTES = 16;
const EXTENSIBLE_BYTES = 40;
/** Where the codec of an extensible format is, and what makes a registered number of it: the rest of its GUID. */
const SUBFORMAT = 24;
const GUID_TAILS: readonly string[] = [
  '\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71',
  // Ambisonic sound.
  '\x00\x00\x21\x07\xd3\x11\x86\x44\xc8\xc1\xca\x00\x00\x00',
];

/** Reads a `fmt ` chunk; undefined if it is shorter than its kind is. */
export function readWavFormat(bytes: Uint8Array, { start, sizeBytes }: RiffChunk): WavFormat | undefined {
  const size = Math.min(sizeBytes, bytes.length - start);
  if (size < PLAIN_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, size);
  const little = isLittleEndian(bytes);
  const plain = view.getUint16(0, little);
  const codec = plain === EXTENSIBLE ? extendedCodec(bytes.subarray(start, start + size)) : plain;
  if (codec === undefined) return undefined;
  return {
    codec,
    channels: view.getUint16(2, little),
    sampleRateHz: view.getUint32(4, little),
    blockBytes: view.getUint16(12, little),
    bitsPerSample: view.getUint16(14, little),
  };
}

/** The registered number in the subformat of an extensible format; that of extensible formats for any other subformat. */
function extendedCodec(format: Uint8Array): number | undefined {
  if (format.length < EXTENSIBLE_BYTES) return undefined;
  const [low = 0, high = 0] = format.subarray(SUBFORMAT);
  const tail = latin1(format, SUBFORMAT + 2, 14);
  return GUID_TAILS.includes(tail) ? low + 256 * high : EXTENSIBLE;
}
