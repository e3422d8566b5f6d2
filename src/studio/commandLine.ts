/** A run as a line that can be pasted into a shell. */
import { flagOf, isArgument, isGreedy, type OptionTable } from '../shared/options/option.js';

/** A word as POSIX shells read it. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

const textsOf = (value: unknown): string[] => [value].flat().map(String);

/**
 * The command line of a job.
 *
 * @param fields with paths in place of ids
 */
export function commandLine(
  command: string,
  table: OptionTable,
  fields: Readonly<Record<string, unknown>>,
): string {
  const given = Object.entries(fields).filter(([name]) => Object.hasOwn(table, name));
  const words = given.flatMap(([name, value]) => {
    const row = table[name]!;
    const flag = `--${flagOf(name, row)}`;
    if (isArgument(row)) return [];
    if (value === true) return [flag];
    if (value === false) return row.hasOff ? [`--no-${flagOf(name, row)}`] : [];
    if (row.isRepeated && !isGreedy(row)) return textsOf(value).flatMap((text) => [flag, text]);
    const [first = '', ...others] = textsOf(value);
    // A value that starts with a dash would be read as a flag.
    return first.startsWith('-') && others.length === 0 ? [`${flag}=${first}`] : [flag, first, ...others];
  });
  const args = given.filter(([name]) => isArgument(table[name]!)).flatMap(([, value]) => textsOf(value));
  const behind = args.some((text) => text.startsWith('-')) ? ['--', ...args] : undefined;
  const parts = behind ? [command, ...words, ...behind] : [command, ...args, ...words];
  return ['nst', ...parts.map(quoted)].join(' ');
}
