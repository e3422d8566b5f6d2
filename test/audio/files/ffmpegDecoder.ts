/** ffmpeg as an independent writer and reader of sounds; tests that need it are skipped where it is not installed. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const encoders = spawnSync('ffmpeg', ['-v', 'error', '-encoders'], { encoding: 'utf8' }).stdout ?? '';

/** Whether it is installed with the encoders that tests use. */
export const hasFfmpeg = ['flac', 'libmp3lame', 'libvorbis', 'libopus'].every((name) =>
  encoders.includes(name),
);

if (!hasFfmpeg) console.warn('ffmpeg is not installed with all encoders: nothing is compared with it');

function run(args: readonly string[]): void {
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`ffmpeg ${args.join(' ')}: ${stderr}`);
}

/** A file to be written. */
export interface FileToWrite {
  readonly path: string;
  readonly channels: number;
  readonly rateHz: number;
  readonly options?: readonly string[];
}

/** Those that all containers know, by their number of channels. */
const LAYOUTS = ['', 'mono', 'stereo', '3.0', 'quad', '5.0', '5.1', '6.1', '7.1'] as const;

/** A quarter of a second: each channel a tone of its own, with noise. */
function sourceOf({ channels, rateHz }: FileToWrite): string {
  const tone = (c: number) => `0.6*sin(2*PI*${200 + 70 * c}*t)+0.1*(2*random(${c})-1)`;
  const tones = Array.from({ length: channels }, (_, c) => tone(c)).join('|');
  return `aevalsrc=${tones}:s=${rateHz}:d=0.25:c=${LAYOUTS[channels]}`;
}

/** Writes sounds, all in one run. */
export function writeWithFfmpeg(files: readonly FileToWrite[]): void {
  const sources = [...new Set(files.map(sourceOf))];
  const inputs = sources.flatMap((source) => ['-f', 'lavfi', '-i', source]);
  const outputs = files.flatMap((file) => {
    return ['-map', `${sources.indexOf(sourceOf(file))}:a`, ...(file.options ?? []), file.path];
  });
  run([...inputs, ...outputs]);
}

/** What ffmpeg reads of files, all in one run, channel by channel. */
export function readWithFfmpeg(files: readonly Pick<FileToWrite, 'path' | 'channels'>[]): Float32Array[][] {
  const inputs = files.flatMap(({ path }) => ['-i', path]);
  const outputs = files.flatMap(({ path }, i) => ['-map', `${i}:a:0`, '-f', 'f32le', `${path}.raw`]);
  run([...inputs, ...outputs]);
  return files.map(({ path, channels }) => {
    const samples = new Float32Array(Uint8Array.from(readFileSync(`${path}.raw`)).buffer);
    const length = Math.floor(samples.length / channels);
    return Array.from({ length: channels }, (_, c) =>
      Float32Array.from({ length }, (__, i) => samples[i * channels + c]!),
    );
  });
}
