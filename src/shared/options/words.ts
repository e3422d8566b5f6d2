import { checkNumber, checkOneOf } from '../check.js';
import { NstError } from '../errors.js';
import type { Option, OptionRow } from './option.js';
import { parseWordOrNumber, parseWords } from './text.js';

/** What some of the words mean. */
interface Glossary<Word extends string> {
  readonly gloss?: Readonly<Partial<Record<Word, string>>>;
}

/** `a, b or c`, with what they mean behind them. */
function listed<Word extends string>(words: readonly Word[], gloss: Glossary<Word>['gloss']): string {
  const explained = words.map((word) => (gloss?.[word] === undefined ? word : `${word} (${gloss[word]})`));
  const last = explained.at(-1) ?? '';
  return explained.length < 2 ? last : `${explained.slice(0, -1).join(', ')} or ${last}`;
}

/** Help with the words behind it; an empty help leaves the words alone. */
function helpWith<Word extends string>(
  help: string,
  words: readonly Word[],
  gloss: Glossary<Word>['gloss'],
): string {
  return [help, listed(words, gloss)].filter((part) => part !== '').join(': ');
}

/** One of the words of a list. */
export function wordOption<const Word extends string>(
  words: readonly Word[],
  { gloss, ...row }: OptionRow<Word> & Glossary<Word>,
): Option<Word> {
  return {
    ...row,
    help: helpWith(row.help, words, gloss),
    form: { kind: 'word', words },
    parse: (text) => text as Word,
    check: (name, value) => void checkOneOf(name, value, words),
  };
}

/** One of the words of a list, or a number. */
export function wordOrNumberOption<const Word extends string>(
  words: readonly Word[],
  {
    min,
    max,
    number,
    ...row
  }: OptionRow<Word | number> & {
    readonly min: number;
    readonly max: number;
    /** What the number is. */
    readonly number: string;
  },
): Option<Word | number> {
  return {
    ...row,
    help: helpWith(row.help, [...words, number], undefined),
    form: { kind: 'word-or-number', words },
    parse: parseWordOrNumber<Word>,
    check: (name, value) =>
      void (typeof value === 'number' ? checkNumber(name, value, min, max) : checkOneOf(name, value, words)),
  };
}

function checkLayers(name: string, layers: readonly string[]): void {
  if (layers.length === 0) {
    throw new NstError('NST_BAD_OPTION', `${name}: expected at least one layer, found none`);
  }
  const twice = layers.find((layer, i) => layers.indexOf(layer) !== i);
  if (twice !== undefined) {
    throw new NstError('NST_BAD_OPTION', `${name}: expected each layer once, found "${twice}" twice`);
  }
}

/** Names of layers, each once. Which there are is up to the network. */
export function layersOption(row: OptionRow<readonly string[]>): Option<readonly string[]> {
  return {
    ...row,
    form: { kind: 'text' },
    parse: parseWords,
    check: (name, value) => checkLayers(name, value as readonly string[]),
  };
}
