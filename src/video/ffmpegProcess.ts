import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { NstError } from '../shared/errors.js';
import { startProblem } from '../shared/ffmpegWords.js';

/** What it says is kept to this length: the end tells why. */
const KEPT_CHARACTERS = 20_000;

/** ffmpeg at work. */
export interface FfmpegProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** All that it wrote to its error output so far, or the end of it. */
  said(): string;
  /** Its exit code, once it has ended; -1 where a signal ended it. @throws NstError if it could not be started */
  readonly ended: Promise<number>;
}

/**
 * Starts ffmpeg. It reads no terminal and opens nothing but files and pipes.
 *
 * @param path for messages: what it is needed for
 */
export function startFfmpeg(program: string, args: readonly string[], path: string): FfmpegProcess {
  const child = spawn(program, ['-hide_banner', '-nostdin', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    text = (text + piece).slice(-KEPT_CHARACTERS);
  });
  // It may end before all was written: what it says then tells why.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', (error) => reject(startError(program, path, error)));
    child.on('close', (code) => resolve(code ?? -1));
  });
  // Whoever waits for it is told; nobody may be waiting yet.
  ended.catch(() => undefined);
  return { child, ended, said: () => text };
}

function startError(program: string, path: string, error: Error): NstError {
  const advice = 'install ffmpeg, or use a folder of frames, or an animated GIF, WebP or APNG';
  return new NstError(
    'NST_BAD_INPUT',
    `${path}: films need ffmpeg (${program}), but ${startProblem(error)}; ${advice}`,
  );
}
