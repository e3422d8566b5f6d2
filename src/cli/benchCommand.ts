/** `nst bench`: how fast this machine is at what is done most. */
import { Command } from 'commander';
import { checkTable } from '../shared/options/checkTable.js';
import { integerOption } from '../shared/options/numbers.js';
import type { OptionsOf } from '../shared/options/option.js';
import type { BenchRow } from './bench/benchReport.js';
import { catchInterrupt } from './interrupt.js';
import { RUN_FLAGS } from './runFlags.js';
import { print, printJson } from './streams.js';
import { addTable } from './tableCommand.js';

const SECTION = 'What is made';
const [DEFAULT_PX, DEFAULT_SECONDS] = [512, 10];

/** Every option of the command. */
export const BENCH_FLAGS = {
  size: integerOption({
    help: 'longer side of the picture; the word is twice as long',
    placeholder: '<px>',
    section: SECTION,
    part: 'recipe',
    min: 32,
    max: 2048,
    fallback: DEFAULT_PX,
  }),
  seconds: integerOption({
    help: 'length of the sounds',
    placeholder: '<n>',
    section: SECTION,
    part: 'recipe',
    min: 1,
    max: 600,
    fallback: DEFAULT_SECONDS,
  }),
  json: { ...RUN_FLAGS.json, help: 'print one JSON object' },
} as const;

/** The command, to be added to the program. */
export function benchCommand(): Command {
  return addTable(new Command('bench'), BENCH_FLAGS)
    .description('time a picture, a sound and a word with default settings on every device that opens')
    .action(run);
}

async function run(flags: OptionsOf<typeof BENCH_FLAGS>): Promise<void> {
  checkTable(BENCH_FLAGS, flags);
  const { size = DEFAULT_PX, seconds = DEFAULT_SECONDS, json = false } = flags;
  const { bench, benchLine } = await import('./bench/benchReport.js');
  const rows: BenchRow[] = [];
  const interrupt = catchInterrupt();
  const onRow = (row: BenchRow) => {
    rows.push(row);
    if (!json) print(benchLine(row));
  };
  try {
    await bench({ size, seconds }, onRow, interrupt.signal);
  } finally {
    interrupt.release();
  }
  if (json) printJson({ rows }, 2);
}
