/**
 * Peak memory of whole commands, preset by preset, beside what `nst image` predicts before it begins.
 *
 *     npm run bench -- memory              all runs
 *     npm run bench -- memory draft "edges as well"   those whose names begin so; the other rows stay
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRecipe } from '../src/image/makeRecipe.js';
import { predictMemory } from '../src/image/memory.js';
import type { VggName } from '../src/shared/networks/vggTable.js';
import { writeSafetensors } from '../src/shared/weights/safetensorsWriter.js';
import { seededVggWeights } from '../test/support/seededVgg.js';
import { measuredRun } from './measuredRun.js';
import { MEMORY_CASES, type MemoryCase } from './memoryCases.js';
import { PICTURES } from './pictures.js';
import { publish } from './report.js';

const RESULTS = 'bench/results/memory.json';
const [{ content, style }] = PICTURES;
const folder = mkdtempSync(join(tmpdir(), 'nst-bench-'));

/** A file of weights that have nothing but the right shapes: values do not change what they take. */
function weightsFile(network: VggName): string {
  const file = join(folder, `${network}.safetensors`);
  writeFileSync(file, writeSafetensors(seededVggWeights(network, 1)));
  return file;
}

/** What a run says of itself with `--json`. */
interface Told {
  readonly width: number;
  readonly height: number;
  readonly iterations: number;
}

function run({ flags, options }: MemoryCase): { told: Told; peakBytes: number } {
  const network = makeRecipe({ content, style, ...options }).network.name;
  const model = network === 'inception' ? [] : ['--model-file', weightsFile(network)];
  const files = [content, '--style', style, '-o', join(folder, 'o.png'), '--force', '-q', '--json'];
  const { stdout, peakBytes } = measuredRun(['image', ...files, ...model, ...flags], folder);
  return { told: JSON.parse(stdout) as Told, peakBytes };
}

/** A row of the table. Sizes and iterations are those that the run told of. */
interface MemoryRow extends Readonly<Record<string, string | number>> {
  readonly run: string;
  readonly size: string;
  readonly iterations: number;
  readonly 'peak GB': string;
}

/** A measured peak beside what is predicted today. */
function withPrediction(given: MemoryCase, { run, size, iterations, 'peak GB': peak }: MemoryRow): MemoryRow {
  const [width = 0, height = 0] = size.split('x').map(Number);
  const recipe = makeRecipe({ content, style, ...given.options });
  const predicted = predictMemory(recipe, { width, height }, given.options.styleScale) / 1e9;
  return {
    run,
    size,
    iterations,
    'peak GB': peak,
    'predicted GB': predicted.toFixed(2),
    'predicted / peak': (predicted / Number(peak)).toFixed(2),
  };
}

function measure(given: MemoryCase): MemoryRow {
  const { told, peakBytes } = run(given);
  const { width, height, iterations } = told;
  const row = withPrediction(given, {
    run: given.name,
    size: `${width}x${height}`,
    iterations,
    'peak GB': (peakBytes / 1e9).toFixed(2),
  });
  process.stderr.write(`${JSON.stringify(row)}\n`);
  return row;
}

function earlierRows(): readonly MemoryRow[] {
  try {
    return (JSON.parse(readFileSync(RESULTS, 'utf8')) as { rows: readonly MemoryRow[] }).rows;
  } catch {
    return [];
  }
}

const wanted = process.argv.slice(2);
const isWanted = ({ name }: MemoryCase) =>
  wanted.length === 0 || wanted.some((start) => name.startsWith(start));
const earlier = new Map(earlierRows().map((row) => [row.run, row]));
const rows = MEMORY_CASES.flatMap((given) => {
  if (isWanted(given)) return [measure(given)];
  const row = earlier.get(given.name);
  return row ? [withPrediction(given, row)] : [];
});
rmSync(folder, { recursive: true });
publish('memory', rows, [
  'Largest resident set of a whole command, with a thread for each core. VGG has untrained weights of the same shapes. Rows stay until they are measured again.',
]);
