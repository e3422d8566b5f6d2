/**
 * Time and peak memory of whole commands of sound.
 *
 *     npm run bench -- audioTime
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSound } from '../src/audio/files/readSound.js';
import { writeSound } from '../src/audio/files/writeSound.js';
import type { Sound } from '../src/audio/sound.js';
import { type MeasuredRun, measuredRun } from './measuredRun.js';
import { median, publish } from './report.js';

const folder = mkdtempSync(join(tmpdir(), 'nst-bench-'));
const STYLE = 'fixtures/audio/guitar.wav';

/** The voice again and again, at a rate of samples that may be another than its own, which only raises its pitch. */
function repeated(voice: Float32Array, { seconds, channelCount, sampleRateHz }: Case): Sound {
  const samples = Float32Array.from(
    { length: Math.round(seconds * sampleRateHz) },
    (_, i) => voice[i % voice.length]!,
  );
  return { sampleRateHz, channels: Array.from({ length: channelCount }, () => samples) };
}

interface Case {
  readonly run: string;
  readonly seconds: number;
  readonly channelCount: number;
  readonly sampleRateHz: number;
  readonly preset: string;
  readonly rounds: number;
  readonly goal: string;
}

const CASES: readonly Case[] = [
  {
    run: '10 s, default',
    seconds: 10,
    channelCount: 1,
    sampleRateHz: 22050,
    preset: 'default',
    rounds: 3,
    goal: '8 s',
  },
  {
    run: '10 s, fast',
    seconds: 10,
    channelCount: 1,
    sampleRateHz: 22050,
    preset: 'fast',
    rounds: 3,
    goal: '3 s',
  },
  {
    run: '15 s of stereo, fast',
    seconds: 15,
    channelCount: 2,
    sampleRateHz: 44100,
    preset: 'fast',
    rounds: 1,
    goal: '',
  },
  {
    run: '3 min of stereo, fast',
    seconds: 180,
    channelCount: 2,
    sampleRateHz: 44100,
    preset: 'fast',
    rounds: 1,
    goal: '',
  },
];

function measure(content: string, preset: string): MeasuredRun {
  const files = [content, '--style', STYLE, '-o', join(folder, 'o.wav'), '--force', '-q'];
  return measuredRun(['audio', ...files, '--preset', preset], folder);
}

const voice = await readSound('fixtures/audio/voice.wav');
const rows: Readonly<Record<string, string | number>>[] = [];
for (const given of CASES) {
  const { run, preset, rounds, goal } = given;
  const content = join(folder, 'content.wav');
  await writeSound(content, repeated(voice.channels[0]!, given));
  const runs = Array.from({ length: rounds }, () => measure(content, preset));
  rows.push({
    run,
    seconds: median(runs.map((result) => result.seconds)).toFixed(1),
    goal,
    // Tells more than wall time where others work on the same cores.
    'CPU, s': median(runs.map((result) => result.cpuSeconds)).toFixed(1),
    'peak MB': Math.round(median(runs.map(({ peakBytes }) => peakBytes)) / 1e6),
  });
}
rmSync(folder, { recursive: true });
publish('audioTime', rows, [
  'Wall time of the whole process, CPU time of all its threads, and its largest resident set; medians.',
]);
