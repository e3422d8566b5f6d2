/** `nst doctor`: what there is on this machine, and what is missing. */
import { Command } from 'commander';
import { EXIT } from './exitCodes.js';
import { cacheDirOption } from './models.js';
import { print, printJson } from './streams.js';

interface DoctorFlags {
  readonly json?: boolean;
  readonly cacheDir?: string;
}

/** The command, to be added to the program. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('look at versions, devices and their speed, memory, weights and tools')
    .option('--json', 'print one JSON object')
    .addOption(cacheDirOption())
    .action(run);
}

async function run({ json, cacheDir }: DoctorFlags): Promise<void> {
  const { doctorReport } = await import('./doctorReport.js');
  const { doctorLines } = await import('./doctorText.js');
  const report = await doctorReport(cacheDir);
  if (json) printJson(report, 2);
  else for (const line of doctorLines(report)) print(line);
  // Without any device nothing but plain letters can be made.
  if (report.auto.device === null) process.exitCode = EXIT.failure;
}
