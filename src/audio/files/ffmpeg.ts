import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { messageOf, NstError } from '../../shared/errors.js';
import type { Sound } from '../sound.js';
import { readWav } from './wavReader.js';

/** A sound of an hour in stereo is 1.2 GiB of floats; more than this would not fit the rest of the work. */
const MAXIMUM_BYTES = 2 ** 31 - 1;

/**
 * Decodes the first sound track of any file that the user's ffmpeg understands, through a pipe. ffmpeg may open local
 * files only, so that a play list cannot make it fetch anything.
 *
 * @param ffmpegPath the program, as a path or as a name to be found by the system
 * @throws NstError NST_BAD_INPUT with the last line that ffmpeg said
 */
export async function decodeWithFfmpeg(
  path: string,
  ffmpegPath: string,
  signal?: AbortSignal,
): Promise<Sound> {
  const { output, complaint } = await run(ffmpegPath, ffmpegArguments(path), path, signal);
  if (output.length === 0) {
    const reason = complaint === '' ? 'ffmpeg found no sound in it' : `ffmpeg says: ${complaint}`;
    throw new NstError('NST_BAD_INPUT', `${path}: cannot be decoded: ${reason}`);
  }
  return readWav(output, path);
}

function ffmpegArguments(path: string): string[] {
  const input = ['-protocol_whitelist', 'file,pipe', '-i', `file:${resolve(path)}`];
  return ['-v', 'error', '-nostdin', ...input, '-map', '0:a:0', '-f', 'wav', '-c:a', 'pcm_f32le', 'pipe:1'];
}

interface Ran {
  readonly output: Uint8Array;
  readonly complaint: string;
}

function run(program: string, args: string[], path: string, signal: AbortSignal | undefined): Promise<Ran> {
  return new Promise((resolvePromise, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], signal });
    const pieces: Buffer[] = [];
    const complaints: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size > MAXIMUM_BYTES) child.kill();
      else pieces.push(piece);
    });
    child.stderr.on('data', (piece: Buffer) => complaints.push(piece));
    child.on('error', (error) => reject(startError(program, path, error)));
    child.on('close', () => {
      if (size > MAXIMUM_BYTES)
        reject(new NstError('NST_BAD_INPUT', `${path}: the sound is too long to be held`));
      else resolvePromise({ output: Buffer.concat(pieces), complaint: lastLine(Buffer.concat(complaints)) });
    });
  });
}

function startError(program: string, path: string, error: Error): NstError {
  if (error.name === 'AbortError') return new NstError('NST_ABORTED', 'stopped while reading a sound');
  const reason = 'code' in error && error.code === 'ENOENT' ? 'it was not found' : messageOf(error);
  const advice = 'install ffmpeg, or export the sound as WAV, FLAC, MP3, Ogg or Opus';
  return new NstError(
    'NST_BAD_INPUT',
    `${path}: needs ffmpeg (${program}) to be read, but ${reason}; ${advice}`,
  );
}

function lastLine(text: Buffer): string {
  return text.toString('utf8').trim().split('\n').at(-1)?.trim() ?? '';
}
