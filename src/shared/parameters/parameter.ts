/** Settings by name: how each is written in a text, what a program may give, and what it is for. */
import { NstError } from '../errors.js';

/** One setting. */
export interface Parameter<Value> {
  /** What it is for, in a few words. */
  readonly help: string;
  /** What may be given, e.g. "a number from 0 to 1". */
  readonly expected: string;
  /** The value where none is given. */
  readonly fallback: Value;
  /** Reads a text; undefined if it is none of what is expected. */
  parse(text: string): Value | undefined;
  /** Whether a program's value is one of what is expected. */
  accepts(value: unknown): boolean;
}

/** Settings by name. */
export type ParameterTable = Readonly<Record<string, Parameter<unknown>>>;

/** The values of a table. */
export type ValuesOf<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends Parameter<infer Value> ? Value : never;
};

/** A finite number in [min, max]. */
export function numberParameter(fallback: number, min: number, max: number, help: string): Parameter<number> {
  const accepts = (value: unknown) =>
    typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max;
  const parse = (text: string) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    return accepts(value) ? value : undefined;
  };
  const expected = max === Infinity ? `a number of at least ${min}` : `a number from ${min} to ${max}`;
  return { help, expected, fallback, parse, accepts };
}

/** A whole number in [min, max]. */
export function integerParameter(
  fallback: number,
  min: number,
  max: number,
  help: string,
): Parameter<number> {
  const number = numberParameter(fallback, min, max, help);
  const accepts = (value: unknown) => number.accepts(value) && Number.isInteger(value);
  const parse = (text: string) => {
    const value = number.parse(text);
    return accepts(value) ? value : undefined;
  };
  return { ...number, expected: `a whole number from ${min} to ${max}`, parse, accepts };
}

/** One of some words. */
export function wordParameter<const Word extends string>(
  fallback: Word,
  words: readonly Word[],
  help: string,
): Parameter<Word> {
  const parse = (text: string) => words.find((word) => word === text);
  const accepts = (value: unknown) => words.some((word) => word === value);
  return { help, expected: `one of ${words.join(', ')}`, fallback, parse, accepts };
}

/** Weights by layer name. */
export type LayerWeights = Readonly<Record<string, number>>;

/** Layers with equal weights that sum to 1. */
export function evenWeights(layers: readonly string[]): LayerWeights {
  return Object.fromEntries(layers.map((layer) => [layer, 1 / layers.length]));
}

const isWeight = (value: unknown) => typeof value === 'number' && value >= 0 && Number.isFinite(value);

/**
 * Layers of a network with their weights. Written as names joined by `+`, all weighted alike: `conv1+mixed0`. Empty, the
 * fallback: the layers that the network itself proposes.
 */
export function layersParameter(help: string): Parameter<LayerWeights> {
  const parse = (text: string) => {
    const names = text.split('+').map((name) => name.trim());
    const isEachOnce = new Set(names).size === names.length;
    return isEachOnce && names.every((name) => name !== '') ? evenWeights(names) : undefined;
  };
  const accepts = (value: unknown) =>
    typeof value === 'object' && value !== null && Object.values(value).every(isWeight);
  return { help, expected: 'layers joined by +, each once, e.g. conv1+mixed0', fallback: {}, parse, accepts };
}

const unknownSetting = (option: string, name: string, table: ParameterTable): NstError =>
  new NstError(
    'NST_BAD_OPTION',
    `${option}: expected settings among ${Object.keys(table).join(', ')}, found "${name}"`,
  );

/**
 * Values out of texts, the fallback where there is none.
 *
 * @param option how messages name what is read
 * @throws NstError NST_BAD_OPTION for a name that is not in the table, or a text that is not what is expected
 */
export function parseValues<Table extends ParameterTable>(
  option: string,
  table: Table,
  texts: ReadonlyMap<string, string>,
): ValuesOf<Table> {
  for (const name of texts.keys()) if (!Object.hasOwn(table, name)) throw unknownSetting(option, name, table);
  const values = Object.entries(table).map(([name, { expected, fallback, parse }]) => {
    const text = texts.get(name);
    if (text === undefined) return [name, fallback];
    const value = parse(text);
    if (value !== undefined) return [name, value];
    throw new NstError('NST_BAD_OPTION', `${option}: ${name}: expected ${expected}, found "${text}"`);
  });
  return Object.fromEntries(values) as ValuesOf<Table>;
}

/**
 * Values that a program gives, the fallback where it gives none.
 *
 * @param option how messages name what is checked
 * @throws NstError NST_BAD_OPTION as `parseValues`
 */
export function checkValues<Table extends ParameterTable>(
  option: string,
  table: Table,
  given: Readonly<Record<string, unknown>>,
): ValuesOf<Table> {
  for (const name of Object.keys(given))
    if (!Object.hasOwn(table, name)) throw unknownSetting(option, name, table);
  const values = Object.entries(table).map(([name, { expected, fallback, accepts }]) => {
    const value = given[name];
    if (value === undefined) return [name, fallback];
    if (accepts(value)) return [name, value];
    throw new NstError(
      'NST_BAD_OPTION',
      `${option}: ${name}: expected ${expected}, found ${JSON.stringify(value)}`,
    );
  });
  return Object.fromEntries(values) as ValuesOf<Table>;
}
