import { extname } from 'node:path';
import { writeAtomically } from '../../shared/atomicFile.js';
import { limitTruePeak } from '../../shared/dsp/limiter.js';
import { NstError } from '../../shared/errors.js';
import type { Provenance } from '../../shared/provenance.js';
import { Rng } from '../../shared/rng.js';
import { CEILING_DBTP } from '../render/level.js';
import type { Sound } from '../sound.js';
import { encodeFlac } from './flacWriter.js';
import { readInfoChunk } from './infoChunk.js';
import { latin1 } from './latin1.js';
import { readComments, withComments } from './vorbisComment.js';
import { encodeWav, type SampleEncoding } from './wavWriter.js';

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
  const format = outputFormat(path, options.encoding ?? '16');
  await writeAtomically(path, await encodeSound(sound, format, options));
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
  { encoding = '16', seed = 0, provenance }: WriteSoundOptions = {},
): Promise<Uint8Array> {
  const rng = new Rng(seed);
  const fitting = encoding === '32f' ? sound : withinFullScale(sound);
  if (format === 'wav' || encoding === '32f') return encodeWav(fitting, encoding, rng, provenance);
  const flac = await encodeFlac(fitting, encoding, rng);
  return provenance ? withComments(flac, provenance) : flac;
}

function withinFullScale(sound: Sound): Sound {
  const isBeyond = sound.channels.some((channel) => channel.some((x) => Math.abs(x) > 1));
  if (!isBeyond) return sound;
  const { channels, sampleRateHz } = sound;
  return { sampleRateHz, channels: limitTruePeak(channels, sampleRateHz, CEILING_DBTP) };
}

/** Who made a sound, and how, as it stands in its file; undefined where it says nothing. @param bytes of a WAV or FLAC file */
export function readSoundProvenance(bytes: Uint8Array): Provenance | undefined {
  return readComments(bytes) ?? (latin1(bytes, 0, 4) === 'RIFF' ? readInfoChunk(bytes) : undefined);
}
