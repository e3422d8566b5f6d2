/** What it takes until work begins: help, refusals, and loading the library. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, publish } from './report.js';

const ROUNDS = 11;
const folder = mkdtempSync(join(tmpdir(), 'nst-bench-'));
const cpuFile = join(folder, 'cpu');

interface Measured {
  readonly wallMs: number;
  readonly cpuMs: number;
}

function run(args: readonly string[]): Measured {
  const begin = performance.now();
  const { error } = spawnSync(process.execPath, ['--import', './bench/cpuTime.mjs', ...args], {
    env: { ...process.env, NST_CPU_FILE: cpuFile },
  });
  if (error) throw error;
  return { wallMs: performance.now() - begin, cpuMs: Number(readFileSync(cpuFile, 'utf8')) };
}

const script = (text: string) => ['--input-type=module', '-e', text];
const FIRST_TRACE = `
  const { tf } = await import('./dist/shared/engine/tf.js');
  const { traceForward } = await import('./dist/shared/engine/trace.js');
  traceForward(({ x }) => ({ y: tf.add(x, 1) }), { x: { shape: [1] } });`;
const mode = (name: string) => `await import('./dist/${name}/index.js');`;

/** What is run, and what was promised. */
const CASES = [
  { what: 'Node alone', args: script(''), goal: '' },
  { what: '`nst --help`', args: ['bin/nst.js', '--help'], goal: '' },
  { what: '`nst image --help`', args: ['bin/nst.js', 'image', '--help'], goal: '120 ms wall' },
  {
    what: 'a picture that is not there',
    args: ['bin/nst.js', 'image', 'nothing.png', '--style', 'nothing.jpg'],
    goal: '',
  },
  {
    what: 'a sound that is not there',
    args: ['bin/nst.js', 'audio', 'nothing.wav', '--style', 'nothing.wav'],
    goal: '',
  },
  { what: '`nst/image`', args: script(mode('image')), goal: '' },
  { what: '`nst/image` and the first trace', args: script(mode('image') + FIRST_TRACE), goal: '400 ms CPU' },
  { what: '`nst/audio` and the first trace', args: script(mode('audio') + FIRST_TRACE), goal: '400 ms CPU' },
  { what: '`nst/glyph`', args: script(mode('glyph')), goal: '' },
] as const;

const rows = CASES.map(({ what, args, goal }) => {
  const runs = Array.from({ length: ROUNDS }, () => run(args));
  return {
    what,
    'wall, ms': median(runs.map(({ wallMs }) => wallMs)).toFixed(0),
    'CPU, ms': median(runs.map(({ cpuMs }) => cpuMs)).toFixed(0),
    goal,
  };
});
rmSync(folder, { recursive: true });
publish('startUp', rows, [`Medians of ${ROUNDS} processes, start to end; CPU is that of all threads.`]);
