import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { writeProblem } from '../../shared/atomicFile.js';
import { NstError } from '../../shared/errors.js';
import { startProblem } from '../../shared/ffmpegWords.js';
import { SILENT } from '../../shared/reporter.js';
import { readAll } from '../scratch/readAll.js';
import type { Scratch } from '../scratch/scratch.js';
import { writeAll } from '../scratch/writeAll.js';
import { type LongSound, lengthOf } from '../sound.js';
import type { DecodeRules } from './decoders.js';
import { complaintsIn, ffmpegProblem, isDamage } from './ffmpegProblem.js';
import { readLongWav } from './longWav.js';
import { reportLoss } from './salvage.js';

/** Twenty-four hours of stereo at 48 kHz: what has no end is ended there. */
const MAXIMUM_BYTES = 24 * 3600 * 48_000 * 8;
/** All that ffmpeg writes in front of samples. */
const HEAD_BYTES = 2 ** 16;

/** What ffmpeg is given. */
export interface FfmpegInput {
  /** What messages call it. */
  readonly name: string;
  /** What kind of sound it is, for messages. */
  readonly what: string;
  /** A file, or what would stand in one. */
  readonly source: string | Uint8Array;
  /** Samples of each channel, if that is known: more are filling. */
  readonly samples?: number | undefined;
}

/**
 * Decodes the first sound track of anything that the user's ffmpeg understands, through pipes. ffmpeg may open local
 * files only, so that a play list cannot make it fetch anything.
 *
 * @param ffmpegPath the program, as a path or as a name to be found by the system
 * @throws NstError NST_BAD_INPUT with what ffmpeg said, in plain words; also if that is a loss that is not to be salvaged
 */
export async function decodeWithFfmpeg(
  input: FfmpegInput,
  ffmpegPath: string,
  rules: DecodeRules,
  scratch: Scratch,
): Promise<LongSound> {
  const { name, samples = 0 } = input;
  const { file, release } = scratch.file();
  const { bytes, complaints } = await run(ffmpegPath, input, file, rules.signal);
  if (bytes === 0) {
    throw new NstError('NST_BAD_INPUT', `${name}: cannot be decoded: ${ffmpegProblem(complaints)}`);
  }
  const read = (start: number, count: number) => {
    const buffer = new Uint8Array(count);
    return buffer.subarray(0, readAll(file, buffer, start));
  };
  // A pipe has no size in its header, which is as it should be.
  const sound = await readLongWav(read(0, HEAD_BYTES), { read, bytes }, name, {}, scratch);
  release();
  if (samples > 0 && samples <= lengthOf(sound)) {
    return { ...sound, channels: sound.channels.map((channel) => ({ ...channel, length: samples })) };
  }
  if (isDamage(complaints))
    reportLoss(`the file is damaged: ${ffmpegProblem(complaints)}`, sound, name, rules);
  else if (complaints !== '') (rules.reporter ?? SILENT).warn(`${name}: ${ffmpegProblem(complaints)}`);
  return sound;
}

/** What comes through a pipe is kept by ffmpeg, since some files have what comes first at their end. */
function argumentsFor(source: string | Uint8Array): string[] {
  const input = typeof source === 'string' ? `file:${resolve(source)}` : 'cache:pipe:0';
  const protocols = typeof source === 'string' ? 'file,pipe' : 'cache,pipe';
  const reading = ['-protocol_whitelist', protocols, '-i', input];
  return [
    '-v',
    'repeat+error',
    '-nostdin',
    ...reading,
    '-map',
    '0:a:0',
    '-f',
    'wav',
    '-c:a',
    'pcm_f32le',
    'pipe:1',
  ];
}

interface Ran {
  /** What it wrote to the file. */
  readonly bytes: number;
  readonly complaints: string;
}

function run(
  program: string,
  input: FfmpegInput,
  file: number,
  signal: AbortSignal | undefined,
): Promise<Ran> {
  const { name, source } = input;
  return new Promise((resolvePromise, reject) => {
    const child = spawn(program, argumentsFor(source), { stdio: ['pipe', 'pipe', 'pipe'], signal });
    const complaints: Buffer[] = [];
    let size = 0;
    // It may end before it has read all: what it says then tells why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(typeof source === 'string' ? undefined : source);
    child.stdout.on('data', (piece: Buffer) => {
      try {
        writeAll(file, piece, size);
        size += piece.length;
      } catch (error) {
        reject(
          new NstError('NST_BAD_OUTPUT', `no room for the sound: ${writeProblem(error)}`, { cause: error }),
        );
        child.kill();
      }
      if (size > MAXIMUM_BYTES) child.kill();
    });
    child.stderr.on('data', (piece: Buffer) => complaints.push(piece));
    child.on('error', (error) => reject(startError(program, input, error)));
    child.on('close', () => {
      if (size > MAXIMUM_BYTES)
        reject(new NstError('NST_BAD_INPUT', `${name}: it is longer than 24 hours; cut it into pieces`));
      else
        resolvePromise({
          bytes: size,
          complaints: complaintsIn(Buffer.concat(complaints).toString()),
        });
    });
  });
}

function startError(program: string, { name, what }: FfmpegInput, error: Error): NstError {
  if (error.name === 'AbortError') return new NstError('NST_ABORTED', 'stopped while reading a sound');
  const advice = 'install ffmpeg, or export the sound as WAV, FLAC, MP3, Ogg or Opus';
  return new NstError(
    'NST_BAD_INPUT',
    `${name}: ${what} needs ffmpeg (${program}) to be read, but ${startProblem(error)}; ${advice}`,
  );
}
