import { messageOf, NstError } from '../../shared/errors.js';
import type { Reporter } from '../../shared/reporter.js';
import { shownText } from '../../shared/shownValue.js';
import type { Sound } from '../sound.js';
import { decodeInWorker } from './decodeInWorker.js';
import type { Decoded } from './decodeWorker.js';
import type { CompressedFormat } from './format.js';
import { isOggComplete, opusLength } from './ogg.js';

/** Messages quote this much of what a decoder says. */
const REASON_CHARACTERS = 100;

/**
 * Decodes MP3 (the delay and padding of the encoder are cut where the file has a LAME or Xing tag), FLAC, Ogg Vorbis,
 * Ogg Opus (always 48 kHz) and FLAC in Ogg. Damage inside the file is told to `reporter`.
 *
 * @throws NstError NST_BAD_INPUT when nothing can be decoded, when that takes too much time or memory, or when the file is cut
 *   short; NST_ABORTED
 */
export async function decodeCompressed(
  bytes: Uint8Array,
  format: CompressedFormat,
  name: string,
  reporter: Reporter,
  signal?: AbortSignal,
): Promise<Sound> {
  const decoded = await decode(bytes, format, name, signal);
  const length = decoded.channelData[0]?.length ?? 0;
  const damage = decoded.damage === undefined ? '' : shownText(decoded.damage, REASON_CHARACTERS);
  if (length === 0) {
    const reason = damage && ` (${damage})`;
    throw new NstError('NST_BAD_INPUT', `${name}: no sound could be decoded${reason}; export the file again`);
  }
  checkComplete(bytes, format, length, name);
  if (damage) reporter.warn(`${name}: the file is damaged in places (${damage})`);
  return { sampleRateHz: decoded.sampleRate, channels: amend(decoded, bytes, format) };
}

/** What fewer bytes than this take is mostly the start of a thread, on a machine that has other things to do. */
const START_MS = 20_000;
/** Opus at its lowest rate, 6 kbit/s, holds 23 minutes in a MiB: 4 s of work (2.6 ms for a second of stereo, measured). */
const TIME_MS_PER_MIB = 60_000;
/** Twice the longest sound that can be held (2 GiB), since decoders gather pieces first, and half as much for the rest. */
const MEMORY_BYTES = 5 * 2 ** 30;
/** For a decoder's objects; those for an hour of Ogg Vorbis, which has the most, take 130 MiB (measured). */
const HEAP_BYTES = 2 ** 31;

async function decode(
  bytes: Uint8Array,
  format: CompressedFormat,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Decoded> {
  const timeMs = START_MS + (bytes.length / 2 ** 20) * TIME_MS_PER_MIB;
  try {
    const limits = { timeMs, memoryBytes: MEMORY_BYTES, heapBytes: HEAP_BYTES };
    return await decodeInWorker(bytes, format, limits, signal);
  } catch (error) {
    if (error instanceof NstError) throw error;
    const reason = shownText(messageOf(error), REASON_CHARACTERS);
    throw new NstError('NST_BAD_INPUT', `${name}: cannot be decoded (${reason}); export the file again`);
  }
}

/**
 * Two slips of the decoders: FLAC is divided by the largest sample instead of the power of two that WAV files use, and
 * Opus files of less than a second come with some of their padding.
 */
function amend(decoded: Decoded, bytes: Uint8Array, format: CompressedFormat): readonly Float32Array[] {
  const { channelData, bitDepth } = decoded;
  if (format === 'ogg-opus') {
    const length = opusLength(bytes, channelData[0]?.length ?? 0);
    return channelData.map((channel) => channel.subarray(0, length));
  }
  if (bitDepth === undefined || !format.endsWith('flac')) return channelData;
  const scale = 1 - 2 ** (1 - bitDepth);
  return channelData.map((channel) => channel.map((x) => x * scale));
}

/** FLAC says how long it is, Ogg marks its last page; MPEG files have no end to check. */
function checkComplete(bytes: Uint8Array, format: CompressedFormat, length: number, name: string): void {
  const promised = format === 'flac' ? flacLength(bytes) : length;
  if (length < promised) {
    const shortage = `the header promises ${promised} samples, ${length} could be decoded`;
    throw new NstError(
      'NST_BAD_INPUT',
      `${name}: the file is cut short: ${shortage}; copy or export it again`,
    );
  }
  if (format.startsWith('ogg') && !isOggComplete(bytes)) {
    throw new NstError(
      'NST_BAD_INPUT',
      `${name}: the file is cut short: its last page is missing; copy it again`,
    );
  }
}

/** Number of samples from the STREAMINFO block, which is always the first; 0 means that it is not known. */
function flacLength(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (view.getUint8(21) & 15) * 2 ** 32 + view.getUint32(22);
}
