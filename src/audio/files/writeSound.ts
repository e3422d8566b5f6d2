import { extname } from 'node:path';
import { writeAtomically } from '../../shared/atomicFile.js';
import { NstError } from '../../shared/errors.js';
import type { Provenance } from '../../shared/provenance.js';
import { Rng } from '../../shared/rng.js';
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
export async function writeSound(
  path: string,
  sound: Sound,
  { encoding = '16', seed = 0, provenance }: WriteSoundOptions = {},
): Promise<void> {
  const format = outputFormat(path, encoding);
  const rng = new Rng(seed);
  const bytes =
    format === 'wav' || encoding === '32f'
      ? encodeWav(sound, encoding, rng, provenance)
      : await encodeFlac(sound, encoding, rng);
  const isCommented = format === 'flac' && provenance;
  await writeAtomically(path, isCommented ? withComments(bytes, provenance) : bytes);
}

/** Who made a sound, and how, as it stands in its file; undefined where it says nothing. @param bytes of a WAV or FLAC file */
export function readSoundProvenance(bytes: Uint8Array): Provenance | undefined {
  return readComments(bytes) ?? (latin1(bytes, 0, 4) === 'RIFF' ? readInfoChunk(bytes) : undefined);
}
