/** What a command line says, as it says it: the fields of a job are texts, for they go to other machines. */
import type { Command } from 'commander';
import { flagOf, isArgument, type OptionTable } from '../shared/options/option.js';

/** Texts by flags without dashes; a switch is true, or false if it was turned off. */
export type GivenTexts = Record<string, boolean | string | string[]>;

/** Listens to a command before it reads the command line. @returns what it will have been given; arguments are not among it */
export function listenToFlags(command: Command, table: OptionTable): GivenTexts {
  const given: GivenTexts = {};
  for (const [name, row] of Object.entries(table)) {
    if (isArgument(row)) continue;
    const flag = flagOf(name, row);
    const take = (text: string | null) => {
      if (row.placeholder === undefined) given[flag] = true;
      else if (text !== null) given[flag] = [...[given[flag] ?? []].flat().map(String), text];
    };
    command.on(`option:${flag}`, take);
    command.on(`optionEnv:${flag}`, take);
    if (row.hasOff)
      command.on(`option:no-${flag}`, () => {
        given[flag] = false;
      });
  }
  return given;
}
