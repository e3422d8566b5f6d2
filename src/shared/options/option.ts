/** What an option is. One table a mode holds them all: types, checks, the command line, provenance and docs come of it. */

/** What an option has a say in: the result; how it is computed; or nothing but where it goes and what is told of it. */
export type Part = 'recipe' | 'run' | 'output';

/** What values look like, for who shows an option as more than a text to type. What they may be is said by `check` alone. */
export type ValueForm =
  | { readonly kind: 'switch' }
  | { readonly kind: 'number'; readonly min: number; readonly max?: number; readonly isWhole: boolean }
  | { readonly kind: 'choice'; readonly choices: readonly number[] }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'word-or-number'; readonly words: readonly string[] }
  | { readonly kind: 'text' }
  | { readonly kind: 'texts' }
  | { readonly kind: 'numbers' }
  | { readonly kind: 'file' }
  | { readonly kind: 'files' }
  | { readonly kind: 'text-or-file' }
  /** A place of this machine that is written to, looked into, or called. */
  | { readonly kind: 'machine' };

/** What every row of a table says, whatever its values are. */
export interface OptionRow<Value> {
  /** What it is for, in a few words. */
  readonly help: string;
  /** What stands for the value, e.g. `<px>`; `<file...>` takes several, `[content]` is an argument. A switch has none. */
  readonly placeholder?: string;
  /** Heading of the guide that it stands under. */
  readonly section: string;
  readonly part: Part;
  /** The flag in one letter, e.g. `-s`. */
  readonly short?: string;
  /** The flag without its dashes, where it is not the name. */
  readonly flag?: string;
  /** Variable of the environment that stands in for the flag. */
  readonly environment?: string;
  /** What the command line takes where nothing is given. */
  readonly fallback?: Value;
  /** What is the case where nothing is given, in words, where that is no fallback. */
  readonly otherwise?: string;
  /** For switches that a preset may turn on: there is a flag that turns them off, `--no-match` for `match`. */
  readonly hasOff?: boolean;
}

/** An option with values of one type. */
export interface Option<Value> extends OptionRow<Value> {
  readonly form: ValueForm;
  /** Whether the flag may be given several times. */
  readonly isRepeated?: boolean;
  /**
   * Reads a text of the command line; what the value may be is said by `check`.
   *
   * @param before what was read of the same flag so far
   * @throws TextError
   */
  parse(text: string, before?: Value): Value;
  /** @param name for the message @throws NstError NST_BAD_OPTION for a value that is not what is expected */
  check(name: string, value: unknown): void;
  /** The files that are read if it has this value. */
  files?(value: Value): readonly string[];
  /** The value as it may be written into a result: without folders, which are nobody else's business. */
  shown?(value: Value): unknown;
}

/** Options by name. */
export type OptionTable = Readonly<Record<string, Option<unknown>>>;

/** The values of a table, each of which may be left out. */
export type OptionsOf<Table> = {
  readonly [Name in keyof Table]?: Table[Name] extends Option<infer Value> ? Value : never;
};

/** A name as a flag without dashes: `keepColors` is `keep-colors`. */
export function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The flag of an option without its dashes. */
export function flagOf(name: string, { flag }: Pick<Option<unknown>, 'flag'>): string {
  return flag ?? kebabCase(name);
}

/** Whether it is an argument of the command, not a flag. */
export function isArgument({ placeholder }: Pick<Option<unknown>, 'placeholder'>): boolean {
  return placeholder?.startsWith('[') ?? false;
}

/** Whether a flag takes all the texts that follow it. */
export function isGreedy({ placeholder }: Pick<Option<unknown>, 'placeholder'>): boolean {
  return /^<.*\.\.\.>$/.test(placeholder ?? '');
}

/** Some of the rows of a table, as a table. */
export function pickRows<Table extends OptionTable, const Name extends keyof Table>(
  table: Table,
  names: readonly Name[],
): Pick<Table, Name> {
  return Object.fromEntries(names.map((name) => [name, table[name]])) as Pick<Table, Name>;
}

/** The values of a table's options among others, without those that are not given. */
export function valuesIn<Table extends OptionTable>(
  table: Table,
  values: OptionsOf<Table>,
): OptionsOf<Table> {
  const given: Readonly<Record<string, unknown>> = values;
  const names = Object.keys(table).filter((name) => given[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, given[name]])) as OptionsOf<Table>;
}
