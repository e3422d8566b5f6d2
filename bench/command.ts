/** Time and peak memory of whole commands: the default picture, the presets, VGG-19, and help. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSafetensors } from '../src/shared/weights/safetensors.js';
import { seededVggWeights } from '../test/support/seededVgg.js';
import { PICTURES } from './pictures.js';
import { median, publish } from './report.js';

const folder = mkdtempSync(join(tmpdir(), 'nst-bench-'));
const peakFile = join(folder, 'peak');

interface Measured {
  readonly seconds: number;
  readonly peakBytes: number;
}

function run(args: readonly string[]): Measured {
  const begin = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', './bench/peakMemory.mjs', 'bin/nst.js', ...args],
    {
      env: { ...process.env, NST_PEAK_FILE: peakFile },
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
  return { seconds: (performance.now() - begin) / 1000, peakBytes: Number(readFileSync(peakFile, 'utf8')) };
}

const vggFile = join(folder, 'vgg19.safetensors');
writeFileSync(vggFile, writeSafetensors(seededVggWeights('vgg19', 1)));
const [{ content, style }] = PICTURES;
const picture = (...options: string[]) => [
  'image',
  content,
  '--style',
  style,
  '-o',
  join(folder, 'o.png'),
  '--force',
  '-q',
  ...options,
];
const vgg = ['--network', 'vgg19', '--model-file', vggFile, '--iterations', '4'];

/** What is run, how often, and what was promised. */
const CASES = [
  { what: '`nst --help`', args: ['--help'], rounds: 9, goal: '0.15 s' },
  { what: 'default, 512 px', args: picture(), rounds: 1, goal: '90 s, 1.5 GB' },
  { what: 'draft, 512 px', args: picture('--preset', 'draft'), rounds: 1, goal: '' },
  {
    what: 'default, 1024 px, 6 iterations',
    args: picture('--size', '1024', '--iterations', '6'),
    rounds: 1,
    goal: '',
  },
  { what: 'VGG-19, 512 px, 4 iterations', args: picture(...vgg), rounds: 1, goal: '2.5 GB' },
] as const;

const rows = CASES.map(({ what, args, rounds, goal }) => {
  const runs = Array.from({ length: rounds }, () => run(args));
  return {
    command: what,
    seconds: median(runs.map(({ seconds }) => seconds)).toFixed(2),
    'peak GB': (median(runs.map(({ peakBytes }) => peakBytes)) / 1e9).toFixed(2),
    goal,
  };
});
rmSync(folder, { recursive: true });
publish('command', rows, ['Wall time of the whole process, start to end, and its largest resident set.']);
