/** `nst doctor`: what there is on this machine, and what is missing. */
import { Command } from 'commander';
import { cacheDirOption } from '../shared/options/common.js';
import type { OptionsOf } from '../shared/options/option.js';
import { EXIT } from './exitCodes.js';
import { RUN_FLAGS } from './runFlags.js';
import { print, printJson } from './streams.js';
import { addTable } from './tableCommand.js';

const FLAGS = {
  json: { ...RUN_FLAGS.json, help: 'print one JSON object' },
  cacheDir: cacheDirOption(),
} as const;

/** The command, to be added to the program. */
export function doctorCommand(): Command {
  return addTable(new Command('doctor'), FLAGS)
    .description('look at versions, devices and their speed, memory, weights and tools')
    .action(run);
}

async function run({ json, cacheDir }: OptionsOf<typeof FLAGS>): Promise<void> {
  const { doctorReport } = await import('./doctorReport.js');
  const { doctorLines } = await import('./doctorText.js');
  const report = await doctorReport(cacheDir);
  if (json) printJson(report, 2);
  else for (const line of doctorLines(report)) print(line);
  // Without any device nothing but plain letters can be made.
  if (report.auto.device === null) process.exitCode = EXIT.failure;
}
