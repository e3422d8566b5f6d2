/**
 * An hour of stereo in the sound of another hour: time, memory, and how right the time left was after a tenth of the steps.
 *
 *     npm run bench -- audioHour
 *     npm run bench -- audioHour 600 1    (seconds, threads)
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { writeLongRecording } from './longSound.js';
import { publish } from './report.js';

const [seconds = 3600, threads = 0] = process.argv.slice(2).map(Number);
const STYLE_SEED = 2;

/** What a line of progress says, and when. */
interface Line {
  readonly atMs: number;
  readonly step: number;
  readonly steps: number;
  readonly leftMs: number;
}

const LINE = /^step (\d+)\/(\d+) .*?(\d+) (s|min) left$/;

function lineOf(text: string, atMs: number): Line | undefined {
  const [, step, steps, left, unit] = LINE.exec(text) ?? [];
  if (unit === undefined) return undefined;
  return {
    atMs,
    step: Number(step),
    steps: Number(steps),
    leftMs: Number(left) * (unit === 's' ? 1e3 : 6e4),
  };
}

const folder = mkdtempSync(join(tmpdir(), 'nst-hour-'));
const [content, style, output] = ['content.wav', 'style.wav', 'o.wav'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
const [peakFile, cpuFile] = [join(folder, 'peak'), join(folder, 'cpu')];
try {
  await writeLongRecording(content, seconds, 1);
  await writeLongRecording(style, seconds, STYLE_SEED);
  const preloads = ['--import', './bench/peakMemory.mjs', '--import', './bench/cpuTime.mjs'];
  const files = [content, '--style', style, '-o', output, '--preset', 'fast', '--threads', String(threads)];
  const begin = performance.now();
  const child = spawn(process.execPath, [...preloads, 'bin/nst.js', 'audio', ...files], {
    env: { ...process.env, NST_PEAK_FILE: peakFile, NST_CPU_FILE: cpuFile },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const lines: Line[] = [];
  for await (const text of createInterface({ input: child.stderr })) {
    process.stderr.write(`${((performance.now() - begin) / 1000).toFixed(0)} s: ${text}\n`);
    const line = lineOf(text, performance.now() - begin);
    if (line) lines.push(line);
  }
  const wallMs = performance.now() - begin;
  const tenth = lines.find(({ step, steps }) => step >= steps / 10);
  if (child.exitCode !== 0 || !tenth) throw new Error(`ended with ${child.exitCode}, ${lines.length} lines`);
  const minutes = (ms: number) => (ms / 6e4).toFixed(1);
  const row = {
    content: `${seconds / 60} min`,
    style: `${seconds / 60} min`,
    threads: threads === 0 ? 'all' : threads,
    'wall, min': minutes(wallMs),
    'CPU, min': minutes(Number(readFileSync(cpuFile, 'utf8'))),
    'peak MB': Math.round(Number(readFileSync(peakFile, 'utf8')) / 1e6),
    'said to be left after a tenth, min': minutes(tenth.leftMs),
    'were left, min': minutes(wallMs - tenth.atMs),
  };
  publish(
    'audioHour',
    [row],
    ['`--preset fast`; stereo at 44.1 kHz, ever other scenes (`bench/longSound.ts`).'],
  );
} finally {
  rmSync(folder, { recursive: true });
}
