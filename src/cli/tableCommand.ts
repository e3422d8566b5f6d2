/** Commands out of tables of options. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  flagOf,
  isArgument,
  isGreedy,
  type OptionTable,
  type Option as Row,
} from '../shared/options/option.js';
import { TextError } from '../shared/options/text.js';

/** An option whose values go by the name that it has in its table. */
class TableOption extends Option {
  readonly #name: string;

  constructor(name: string, row: Row<unknown>, flags = flagsOf(name, row), help = helpOf(row)) {
    super(flags, help);
    this.#name = name;
    // Others take their values as commander gives them: a list, or a boolean.
    if (row.placeholder !== undefined && (row.isRepeated || !isGreedy(row)))
      this.argParser((text, before) => parse(row, text, before));
    if (row.fallback !== undefined) this.default(row.fallback);
    if (row.environment !== undefined) this.env(row.environment);
  }

  override attributeName(): string {
    return this.#name;
  }
}

/** `-s, --size <px>` */
function flagsOf(name: string, row: Row<unknown>): string {
  const short = row.short === undefined ? '' : `${row.short}, `;
  return `${short}--${flagOf(name, row)}${row.placeholder === undefined ? '' : ` ${row.placeholder}`}`;
}

/** Commander itself says what a fallback is. */
function helpOf({ help, otherwise }: Row<unknown>): string {
  return otherwise === undefined ? help : `${help} (default: ${otherwise})`;
}

/** A problem with a text becomes commander's, which names the flag. */
function parse({ isRepeated, parse: read }: Row<unknown>, text: string, before: unknown): unknown {
  try {
    return read(text, isRepeated ? before : undefined);
  } catch (error) {
    throw error instanceof TextError ? new InvalidArgumentError(error.message) : error;
  }
}

/** Gives a command the options and arguments of a table, in its order. */
export function addTable<Of extends Command>(command: Of, table: OptionTable): Of {
  for (const [name, row] of Object.entries(table)) {
    if (isArgument(row)) command.argument(row.placeholder ?? '', row.help);
    else command.addOption(new TableOption(name, row));
    if (row.hasOff) command.addOption(new TableOption(name, row, `--no-${flagOf(name, row)}`, 'none of it'));
  }
  return command;
}

/** Names of the options that take all the texts that follow. */
export function greedyNames<Table extends OptionTable>(table: Table): (keyof Table & string)[] {
  return Object.keys(table).filter((name) => isGreedy(table[name]!));
}
