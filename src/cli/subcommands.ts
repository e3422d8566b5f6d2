import type { Command } from 'commander';
import { NstError } from '../shared/errors.js';

/** Options of the command itself that were written in front of its subcommand, by their names in code. */
function givenTo(command: Command): string[] {
  return command.options
    .map((option) => option.attributeName())
    .filter((name) => command.getOptionValueSource(name) === 'cli');
}

/**
 * A subcommand takes its own options alone. Those of the command that stand in front of it are handed on if it has them, and
 * refused if not.
 */
export function passOptionsOn(command: Command): Command {
  return command.hook('preSubcommand', (_, subcommand) => {
    for (const name of givenTo(command)) {
      const option = subcommand.options.find((option) => option.attributeName() === name);
      if (!option) {
        const flag = command.options.find((option) => option.attributeName() === name)?.long ?? name;
        const problem = `is not for "nst ${command.name()} ${subcommand.name()}"; leave it out`;
        throw new NstError('NST_BAD_OPTION', `${flag.replace(/^--/, '')}: ${problem}`);
      }
      subcommand.setOptionValueWithSource(name, command.getOptionValue(name), 'cli');
    }
  });
}
