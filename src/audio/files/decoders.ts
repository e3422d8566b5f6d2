import { messageOf, NstError } from '../../shared/errors.js';
import { SILENT } from '../../shared/reporter.js';
import { shownText } from '../../shared/shownValue.js';
import type { Scratch } from '../scratch/scratch.js';
import type { LongSound } from '../sound.js';
import { type Decoded, partLength } from './decoded.js';
import { decodedSignal } from './decodedStore.js';
import { type DecodeRoom, decodeInWorker } from './decodeInWorker.js';
import type { CompressedFormat } from './format.js';
import { joinParts } from './joinParts.js';
import { type LossRules, reportLoss } from './salvage.js';
import { endBeforeTags } from './tags.js';

/** Messages quote this much of what a decoder says. */
const REASON_CHARACTERS = 100;

/** How a file is decoded. */
export interface DecodeRules extends LossRules {
  readonly signal?: AbortSignal | undefined;
  /** Whether nobody else needs the bytes: they are not copied then, and gone afterwards. */
  readonly isGiven?: boolean | undefined;
}

/**
 * Decodes MP3, FLAC and Ogg (Vorbis, Opus, FLAC), chained and joined files too. Delay and padding of the encoder are cut where
 * the file states them. What comes out is as long as the headers of its frames or pages say.
 *
 * @param bytes behind any tags in front
 * @param name of the file, for messages
 * @param scratch room for the samples
 * @throws NstError NST_BAD_INPUT when nothing can be decoded, when that takes too much time or memory, or when the file is
 *   damaged or cut short and is not to be salvaged; NST_ABORTED
 */
export async function decodeCompressed(
  bytes: Uint8Array,
  format: CompressedFormat,
  name: string,
  rules: DecodeRules,
  scratch: Scratch,
): Promise<LongSound> {
  const body = bytes.subarray(0, endBeforeTags(bytes));
  const { file } = scratch.file();
  const { parts, loss, remarks } = await decode(body, format, name, { ...rules, file });
  const filled = parts.filter((part) => partLength(part) > 0);
  if (filled.length === 0) {
    const reason = loss === undefined ? '' : ` (${loss})`;
    throw new NstError('NST_BAD_INPUT', `${name}: no sound could be decoded${reason}; export the file again`);
  }
  const sounds = filled.map(({ sampleRateHz, channels }) => ({
    sampleRateHz,
    channels: channels.map((channel) => decodedSignal(channel, file)),
  }));
  const sound = await joinParts(sounds, name, scratch);
  if (loss !== undefined) reportLoss(loss, sound, name, rules);
  for (const remark of remarks) (rules.reporter ?? SILENT).warn(`${name}: ${remark}`);
  return sound;
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
  room: DecodeRoom,
): Promise<Decoded> {
  const timeMs = START_MS + (bytes.length / 2 ** 20) * TIME_MS_PER_MIB;
  try {
    const limits = { timeMs, memoryBytes: MEMORY_BYTES, heapBytes: HEAP_BYTES };
    return await decodeInWorker(bytes, format, limits, room);
  } catch (error) {
    if (error instanceof NstError) throw error;
    const reason = shownText(messageOf(error), REASON_CHARACTERS);
    throw new NstError('NST_BAD_INPUT', `${name}: cannot be decoded (${reason}); export the file again`);
  }
}
