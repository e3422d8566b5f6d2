/** `nst terms`: the losses that `--term` can add. */
import { Command } from 'commander';
import type { OptionsOf } from '../shared/options/option.js';
import type { SettingFacts, TermFacts } from '../shared/terms/describe.js';
import { RUN_FLAGS } from './runFlags.js';
import { print, printJson } from './streams.js';
import { addTable } from './tableCommand.js';

const FLAGS = { json: { ...RUN_FLAGS.json, help: 'print JSON' } } as const;

const EXAMPLE = `
Example:
  nst image photo.jpg --style painting.jpg --term laplacian:weight=0.3,pool=4`;

/** The command, to be added to the program. */
export function termsCommand(): Command {
  return addTable(new Command('terms'), FLAGS)
    .description('every loss that --term can add, with its settings')
    .addHelpText('after', EXAMPLE)
    .action(run);
}

async function run({ json }: OptionsOf<typeof FLAGS>): Promise<void> {
  const { describeTerms } = await import('../shared/terms/describe.js');
  const terms = describeTerms();
  if (json) printJson(terms, 2);
  else for (const line of terms.flatMap(termLines)) print(line);
}

function termLines({ name, side, media, help, source, settings }: TermFacts): string[] {
  return [
    `${name} (${side}; ${media.join(' and ')}): ${help}`,
    `  from: ${source}`,
    ...settings.map(settingLine),
  ];
}

function settingLine({ name, help, expected, fallback }: SettingFacts): string {
  const otherwise = fallback === '' ? 'the network’s' : fallback;
  return `  ${`${name}=${otherwise}`.padEnd(24)} ${help}; ${expected}`;
}
