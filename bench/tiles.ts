/**
 * Time and peak memory of pictures that are worked on in tiles.
 *
 *     npm run bench -- tiles              all runs
 *     npm run bench -- tiles "1024 px"    those whose names begin so; the other rows stay
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measuredRun } from './measuredRun.js';
import { PICTURES } from './pictures.js';
import { publish } from './report.js';

const RESULTS = 'bench/results/tiles.json';
const [{ content, style }] = PICTURES;

/** Few evaluations: time goes as their number. */
const CASES = [
  { name: '1024 px', size: 1024, memory: '1G', iterations: 6 },
  { name: '2048 px', size: 2048, memory: '2G', iterations: 4 },
  { name: '4096 px', size: 4096, memory: '4G', iterations: 3 },
] as const;

interface TilesRow extends Readonly<Record<string, string | number>> {
  readonly run: string;
}

/** What a run says of itself with `--json`. */
interface Told {
  readonly width: number;
  readonly height: number;
  readonly iterations: number;
}

const folder = mkdtempSync(join(tmpdir(), 'nst-bench-'));

function measure({ name, size, memory, iterations }: (typeof CASES)[number]): TilesRow {
  const settings = ['--size', `${size}`, '--memory', memory, '--iterations', `${iterations}`];
  const files = [content, '--style', style, '-o', join(folder, 'o.png'), '--force', '-q', '--json'];
  const { stdout, seconds, peakBytes } = measuredRun(['image', ...files, ...settings], folder);
  const told = JSON.parse(stdout) as Told;
  const row = {
    run: name,
    size: `${told.width}x${told.height}`,
    iterations: told.iterations,
    '--memory': memory,
    'peak GB': (peakBytes / 1e9).toFixed(2),
    seconds: seconds.toFixed(0),
  };
  process.stderr.write(`${JSON.stringify(row)}\n`);
  return row;
}

function earlierRows(): readonly TilesRow[] {
  try {
    return (JSON.parse(readFileSync(RESULTS, 'utf8')) as { rows: readonly TilesRow[] }).rows;
  } catch {
    return [];
  }
}

const wanted = process.argv.slice(2);
const isWanted = ({ name }: (typeof CASES)[number]) =>
  wanted.length === 0 || wanted.some((start) => name.startsWith(start));
const earlier = new Map(earlierRows().map((row) => [row.run, row]));
const rows = CASES.flatMap((given) => {
  if (isWanted(given)) return [measure(given)];
  const row = earlier.get(given.name);
  return row ? [row] : [];
});
rmSync(folder, { recursive: true });
publish('tiles', rows, [
  'Wall time and largest resident set of a whole command with few evaluations, coarse stages and all; a default run makes 18 at full size. Rows stay until they are measured again.',
]);
