import { extname } from 'node:path';
import { fillAtomically } from '../../shared/atomicFile.js';
import { foldSignal, type Signal } from '../../shared/dsp/signal.js';
import { NstError } from '../../shared/errors.js';
import type { Provenance } from '../../shared/provenance.js';
import { limited } from '../render/level.js';
import { Scratch } from '../scratch/scratch.js';
import { type LongSound, longSound, type Sound } from '../sound.js';
import type { Patch, SampleEncoding } from './encoding.js';
import { flacBytes } from './flacWriter.js';
import { readInfoChunk } from './infoChunk.js';
import { latin1 } from './latin1.js';
import { readComments } from './vorbisComment.js';
import { wavBytes } from './wavWriter.js';

/** Kinds of sound files that can be written. */
export type OutputFormat = 'wav' | 'flac';

/**
 * The format that the name of an output file asks for; can be called before any work is done.
 *
 * @throws NstError NST_BAD_OPTION for other endings, and for float samples in FLAC
 */
export function outputFormat(path: string, encoding: SampleEncoding): OutputFormat {
  const ending = extname(path).toLowerCase();
  if (ending !== '.wav' && ending !== '.flac') {
    const received = ending === '' ? 'no ending' : `"${ending}"`;
    throw new NstError(
      'NST_BAD_OPTION',
      `${path}: expected a name that ends in .wav or .flac, found ${received}`,
    );
  }
  if (ending === '.flac' && encoding === '32f') {
    throw new NstError(
      'NST_BAD_OPTION',
      `${path}: FLAC holds 16 or 24 bit, not 32f; choose one or write .wav`,
    );
  }
  return ending === '.wav' ? 'wav' : 'flac';
}

/** How a sound is written. */
export interface WriteSoundOptions {
  /** Default: 16 bit. */
  readonly encoding?: SampleEncoding | undefined;
  /** Of the dither at 16 bit. */
  readonly seed?: number | undefined;
  /** Goes into the file: players show it, and `readSoundProvenance` reads it. */
  readonly provenance?: Provenance | undefined;
}

/**
 * Writes a sound as WAV or FLAC, by the ending of `path`, whole or not at all. An existing file is replaced.
 *
 * @throws NstError NST_BAD_OPTION, NST_BAD_OUTPUT
 */
export async function writeSound(path: string, sound: Sound, options: WriteSoundOptions = {}): Promise<void> {
  const scratch = new Scratch();
  try {
    await writeLongSound(path, longSound(sound), options, scratch);
  } finally {
    scratch.close();
  }
}

/** The same of a sound that may be long, stretch by stretch. @throws NstError NST_BAD_OPTION, NST_BAD_OUTPUT */
export async function writeLongSound(
  path: string,
  sound: LongSound,
  options: WriteSoundOptions,
  scratch: Scratch,
): Promise<void> {
  const format = outputFormat(path, options.encoding ?? '16');
  await fillAtomically(path, async (handle) => {
    const bytes = soundBytes(sound, format, options, scratch);
    let next = await bytes.next();
    for (; !next.done; next = await bytes.next()) await handle.writeFile(next.value);
    for (const patch of next.value) {
      await handle.write(patch.bytes, 0, patch.bytes.length, patch.position);
    }
  });
}

/**
 * A sound as what stands in a file. Whole numbers end at full scale: a sound that goes beyond it is limited to true peaks of
 * -1 dB before it becomes some.
 *
 * @throws NstError NST_BAD_OUTPUT
 */
export async function encodeSound(
  sound: Sound,
  format: OutputFormat,
  options: WriteSoundOptions = {},
): Promise<Uint8Array> {
  const scratch = new Scratch();
  try {
    const pieces: Uint8Array[] = [];
    const bytes = soundBytes(longSound(sound), format, options, scratch);
    let next = await bytes.next();
    for (; !next.done; next = await bytes.next()) pieces.push(next.value);
    const file = Buffer.concat(pieces);
    for (const patch of next.value) file.set(patch.bytes, patch.position);
    return file;
  } finally {
    scratch.close();
  }
}

/** The bytes of a file one after the other, and what is put into them at last. @throws NstError NST_BAD_OUTPUT */
export async function* soundBytes(
  sound: LongSound,
  format: OutputFormat,
  { encoding = '16', seed = 0, provenance }: WriteSoundOptions,
  scratch: Scratch,
): AsyncGenerator<Uint8Array, readonly Patch[]> {
  const fitting = encoding === '32f' ? sound : withinFullScale(sound, scratch);
  if (format === 'flac' && encoding !== '32f') return yield* flacBytes(fitting, encoding, seed, provenance);
  yield* wavBytes(fitting, encoding, seed, provenance);
  return [];
}

function withinFullScale(sound: LongSound, scratch: Scratch): LongSound {
  const isBeyond = (channel: Signal) => foldSignal(channel, (any, x) => any || Math.abs(x) > 1, false);
  return sound.channels.some(isBeyond) ? limited(sound, scratch) : sound;
}

/** Who made a sound, and how, as it stands in its file; undefined where it says nothing. @param bytes of a WAV or FLAC file */
export function readSoundProvenance(bytes: Uint8Array): Provenance | undefined {
  return readComments(bytes) ?? (latin1(bytes, 0, 4) === 'RIFF' ? readInfoChunk(bytes) : undefined);
}
