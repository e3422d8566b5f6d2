/** Time and peak memory of whole commands: the default picture, the presets, VGG-19, and help. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSafetensors } from '../src/shared/weights/safetensorsWriter.js';
import { seededVggWeights } from '../test/support/seededVgg.js';
import { measuredRun } from './measuredRun.js';
import { PICTURES } from './pictures.js';
import { median, publish } from './report.js';

const folder = mkdtempSync(join(tmpdir(), 'nst-bench-'));

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
  const runs = Array.from({ length: rounds }, () => measuredRun(args, folder));
  return {
    command: what,
    seconds: median(runs.map(({ seconds }) => seconds)).toFixed(2),
    'peak GB': (median(runs.map(({ peakBytes }) => peakBytes)) / 1e9).toFixed(2),
    goal,
  };
});
rmSync(folder, { recursive: true });
publish('command', rows, ['Wall time of the whole process, start to end, and its largest resident set.']);
