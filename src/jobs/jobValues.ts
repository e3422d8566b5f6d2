/** The fields of a job as values of its command's options: what they may be is said by the table alone. */
import { messageOf, NstError } from '../shared/errors.js';
import { flagOf, isArgument, isGreedy, type Option, type OptionTable } from '../shared/options/option.js';
import { TextError } from '../shared/options/text.js';
import { shownValue } from '../shared/shownValue.js';

/** @throws NstError NST_BAD_OPTION */
function reject(flag: string, problem: string): never {
  throw new NstError('NST_BAD_OPTION', `${flag}: ${problem}`);
}

/** A value as it would stand on the command line. */
function textOf(flag: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return reject(flag, `expected a text or a number, found ${shownValue(value)}`);
}

/** Tables of text have no booleans. */
const SWITCH_WORDS: Readonly<Record<string, boolean>> = { true: true, false: false };

function switchOf(flag: string, value: unknown): boolean {
  const isOn = typeof value === 'string' ? SWITCH_WORDS[value] : value;
  return typeof isOn === 'boolean'
    ? isOn
    : reject(flag, `expected true or false, found ${shownValue(value)}`);
}

/** Whether the value is a list of texts, taken as they are. */
const isList = (row: Option<unknown>) => !row.isRepeated && isGreedy(row);
/** An argument of which there may be several. */
const isListArgument = (row: Option<unknown>) => isArgument(row) && /\.\.\.\]$/.test(row.placeholder ?? '');

function read(flag: string, row: Option<unknown>, value: unknown): unknown {
  if (row.placeholder === undefined) return switchOf(flag, value);
  if (isListArgument(row) && Array.isArray(value)) return value.map((part) => textOf(flag, part));
  if (isArgument(row)) return textOf(flag, value);
  const texts = [value].flat().map((part) => textOf(flag, part));
  if (isList(row)) return texts;
  if (!row.isRepeated && texts.length > 1) reject(flag, `expected one value, found ${texts.length}`);
  let result: unknown;
  for (const text of texts) result = row.parse(text, row.isRepeated ? result : undefined);
  return result;
}

/** The name of a field in its table: `keep-colors` and `keepColors` are the same. */
function nameOf(field: string, table: OptionTable): string | undefined {
  if (Object.hasOwn(table, field)) return field;
  return Object.keys(table).find((name) => flagOf(name, table[name]!) === field);
}

/**
 * Reads and checks the fields of a job.
 *
 * @param command stands in messages
 * @param defaults in place of what the command line would take for fields that are not given, as far as the table has them
 * @throws NstError NST_BAD_OPTION that names the field, what was expected and found
 */
export function jobValues(
  command: string,
  table: OptionTable,
  fields: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    const name = nameOf(field, table);
    if (name === undefined)
      return reject(field, `is no option of "nst ${command}" that a job can have; see nst ${command} --help`);
    const row = table[name]!;
    const flag = flagOf(name, row);
    if (Object.hasOwn(given, name)) reject(flag, 'expected it once, found it twice');
    try {
      given[name] = read(flag, row, value);
    } catch (error) {
      throw error instanceof TextError ? new NstError('NST_BAD_OPTION', `${flag}: ${plain(error)}`) : error;
    }
    row.check(flag, given[name]);
  }
  const left = Object.entries(table).filter(([name]) => !Object.hasOwn(given, name));
  const filled = left.map(([name, { fallback }]) => [name, defaults[name] ?? fallback] as const);
  return { ...Object.fromEntries(filled.filter(([, value]) => value !== undefined)), ...given };
}

/** `Expected a number, found "x".` within a line. */
const plain = (error: TextError) => messageOf(error).replace(/\.$/, '').replace(/^E/, 'e');
