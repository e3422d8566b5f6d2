/**
 * Long stereo in the sound of as long another: time, memory, and how right the time left was after a tenth of the steps.
 *
 *     npm run bench -- audioHour
 *     npm run bench -- audioHour 240 1200    (seconds, one or several lengths)
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { writeLongRecording } from './longSound.js';
import { publish } from './report.js';

const HOUR_S = 3600;
const given = process.argv.slice(2).map(Number);
const lengths = given.length > 0 ? given : [HOUR_S];
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

/** Runs one length. @returns a row of the table */
async function measured(seconds: number): Promise<Readonly<Record<string, string | number>>> {
  const folder = mkdtempSync(join(tmpdir(), 'nst-hour-'));
  const fileOf = (name: string) => join(folder, name);
  const [content, style] = [fileOf('content.wav'), fileOf('style.wav')];
  const [peakFile, cpuFile] = [fileOf('peak'), fileOf('cpu')];
  try {
    await writeLongRecording(content, seconds, 1);
    await writeLongRecording(style, seconds, STYLE_SEED);
    const preloads = ['--import', './bench/peakMemory.mjs', '--import', './bench/cpuTime.mjs'];
    const files = [content, '--style', style, '-o', fileOf('o.wav'), '--preset', 'fast'];
    const begin = performance.now();
    const child = spawn(process.execPath, [...preloads, 'bin/nst.js', 'audio', ...files], {
      env: { ...process.env, NST_PEAK_FILE: peakFile, NST_CPU_FILE: cpuFile },
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    const ended = once(child, 'exit');
    const lines: Line[] = [];
    for await (const text of createInterface({ input: child.stderr })) {
      process.stderr.write(`${((performance.now() - begin) / 1000).toFixed(0)} s: ${text}\n`);
      const line = lineOf(text, performance.now() - begin);
      if (line) lines.push(line);
    }
    await ended;
    const wallMs = performance.now() - begin;
    const tenth = lines.find(({ step, steps }) => step >= steps / 10);
    if (child.exitCode !== 0 || !tenth)
      throw new Error(`ended with ${child.exitCode}, ${lines.length} lines`);
    const cpuS = Number(readFileSync(cpuFile, 'utf8')) / 1000;
    return {
      'content and style, each': `${seconds / 60} min`,
      'wall, min': minutes(wallMs),
      'CPU, min': (cpuS / 60).toFixed(1),
      'CPU seconds for a second of sound': (cpuS / seconds).toFixed(2),
      'peak MB': Math.round(Number(readFileSync(peakFile, 'utf8')) / 1e6),
      'said to be left after a tenth, min': minutes(tenth.leftMs),
      'were left, min': minutes(wallMs - tenth.atMs),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const minutes = (ms: number) => (ms / 6e4).toFixed(1);

const rows: Readonly<Record<string, string | number>>[] = [];
for (const seconds of lengths) {
  rows.push(await measured(seconds));
  // Each takes long: what is known is not lost with the next.
  publish('audioHour', rows, [
    '`--preset fast`; stereo at 44.1 kHz, ever other scenes (`bench/longSound.ts`).',
  ]);
}
