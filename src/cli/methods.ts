/** `nst methods`: the methods by name, with their papers. */
import { Command } from 'commander';
import type { Method } from '../shared/methods/method.js';
import type { OptionsOf } from '../shared/options/option.js';
import { RUN_FLAGS } from './runFlags.js';
import { print, printJson } from './streams.js';
import { addTable } from './tableCommand.js';

const FLAGS = { json: { ...RUN_FLAGS.json, help: 'print JSON' } } as const;

/** The command, to be added to the program. */
export function methodsCommand(): Command {
  return addTable(new Command('methods'), FLAGS)
    .description('the methods for pictures and sounds, with their papers and a line to run each')
    .action(run);
}

async function run({ json }: OptionsOf<typeof FLAGS>): Promise<void> {
  const { describeMethods } = await import('../image/methods/describe.js');
  const { describeSoundMethods } = await import('../audio/methods.js');
  const methods = [...describeMethods(), ...describeSoundMethods()];
  if (json) printJson(methods, 2);
  else for (const line of methods.flatMap(methodLines)) print(line);
}

function methodLines(method: Method & { name: string }): string[] {
  const { name, source, use, limits, example, departures } = method;
  return [
    `${name}: ${use}`,
    `  mind: ${limits}`,
    `  from: ${source}`,
    `  run: ${example}`,
    ...departures.map((departure) => `  departs: ${departure}`),
  ];
}
