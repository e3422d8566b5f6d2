/** MPEG audio, layer III: an ID3 tag, then frames. */
import { joinBytes } from '../mutate/bytes.js';
import { type Chunk, type ChunkFormat, chunkMutator } from '../mutate/chunks.js';

/** Kilobits a second of layer III by the number in the header; MPEG 1, then 2 and 2.5. */
const RATES_KBPS = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
/** By version (2.5, none, 2, 1) and the number in the header. */
const SAMPLE_RATES_HZ = [
  [11_025, 12_000, 8000],
  [0, 0, 0],
  [22_050, 24_000, 16_000],
  [44_100, 48_000, 32_000],
] as const;
const MPEG_1 = 3;

/** Length of the frame at a place; 0 if there is none. */
function frameBytes(bytes: Uint8Array, place: number): number {
  const [sync = 0, kind = 0, rates = 0] = bytes.subarray(place, place + 3);
  if (sync !== 0xff || kind >> 5 !== 7) return 0;
  const version = (kind >> 3) & 3;
  const kbps = RATES_KBPS[version === MPEG_1 ? 0 : 1][rates >> 4] ?? 0;
  const sampleRateHz = SAMPLE_RATES_HZ[version]?.[(rates >> 2) & 3] ?? 0;
  if (kbps === 0 || sampleRateHz === 0) return 0;
  return Math.floor(((version === MPEG_1 ? 144 : 72) * 1000 * kbps) / sampleRateHz) + ((rates >> 1) & 1);
}

function tagBytes(bytes: Uint8Array): number {
  if (Buffer.from(bytes.subarray(0, 3)).toString('latin1') !== 'ID3') return 0;
  return 10 + [...bytes.subarray(6, 10)].reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
}

function split(bytes: Uint8Array): Chunk[] | undefined {
  const chunks: Chunk[] = [];
  let place = Math.min(bytes.length, tagBytes(bytes));
  if (place > 0) chunks.push({ kind: 'tag', data: bytes.subarray(0, place) });
  for (let length = frameBytes(bytes, place); length > 0; length = frameBytes(bytes, place)) {
    chunks.push({ kind: 'frame', data: bytes.subarray(place, place + length) });
    place += length;
  }
  return chunks.length < 2 ? undefined : [...chunks, { kind: 'rest', data: bytes.subarray(place) }];
}

/** How it is taken apart and put together. */
export const MPEG: ChunkFormat = {
  split,
  join: (chunks) => joinBytes(...chunks.map(({ data }) => data)),
};

/** Changes an MP3 file. */
export const mutateMpeg = chunkMutator(MPEG);
