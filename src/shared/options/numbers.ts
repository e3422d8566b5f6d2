import { checkInteger, checkNumber } from '../check.js';
import { NstError } from '../errors.js';
import type { Option, OptionRow, ValueForm } from './option.js';
import { parseNumber, parseNumbers } from './text.js';

/** Limits of a number; none above, if `max` is left out. */
interface Range {
  readonly min: number;
  readonly max?: number;
}

const numberForm = ({ min, max }: { min: number; max: number | undefined }, isWhole: boolean): ValueForm => ({
  kind: 'number',
  min,
  ...(max === undefined ? {} : { max }),
  isWhole,
});

/** A number in [min, max]. */
export function numberOption({ min, max, ...row }: OptionRow<number> & Range): Option<number> {
  return {
    ...row,
    form: numberForm({ min, max }, false),
    parse: parseNumber,
    check: (name, value) => void checkNumber(name, value, min, max),
  };
}

/** A whole number in [min, max]. */
export function integerOption({ min, max, ...row }: OptionRow<number> & Range): Option<number> {
  return {
    ...row,
    form: numberForm({ min, max }, true),
    parse: parseNumber,
    check: (name, value) => void checkInteger(name, value, min, max),
  };
}

/** One of some numbers. */
export function choiceOption<const Choice extends number>(
  choices: readonly Choice[],
  row: OptionRow<number>,
): Option<number> {
  const check = (name: string, value: unknown) => {
    if (choices.some((choice) => choice === value)) return;
    throw new NstError('NST_BAD_OPTION', `${name}: expected one of ${choices.join(', ')}, found ${value}`);
  };
  return {
    placeholder: `<${choices.join('|')}>`,
    ...row,
    form: { kind: 'choice', choices },
    parse: parseNumber,
    check,
  };
}

/**
 * Numbers of at least 0 of which only the ratios count, with commas or blanks between them. A text behind them that is no number
 * is kept: it may be an argument of the command.
 */
export function sharesOption(row: OptionRow<readonly number[]>): Option<readonly number[]> {
  const check = (name: string, value: unknown) => {
    for (const share of value as readonly unknown[]) checkNumber(name, share, 0);
  };
  const parse = (text: string, before: readonly number[] = []) => {
    const isNumber = before.length === 0 || text.split(',').every((part) => !Number.isNaN(Number(part)));
    return [...before, ...(isNumber ? parseNumbers(text) : [text])] as readonly number[];
  };
  return { ...row, form: { kind: 'numbers' }, isRepeated: true, parse, check };
}
