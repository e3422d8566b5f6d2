import { checkInteger } from '../check.js';
import type { Option, OptionRow } from './option.js';
import { TextError } from './text.js';

/** Decimal, as memory is told of in all messages. */
const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/** An amount such as `2G`, `500M` or `1.5 GB`, in bytes. @throws TextError */
export function parseBytes(text: string): number {
  const [, number = '', unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?)b?\s*$/i.exec(text) ?? [];
  if (number === '') throw new TextError(`Expected an amount such as 2G or 500M, found "${text}".`);
  return Math.round(Number(number) * UNITS[unit.toLowerCase()]!);
}

/** A number of bytes, which the command line may give in units. */
export function bytesOption(row: OptionRow<number>): Option<number> {
  return {
    ...row,
    form: { kind: 'text' },
    parse: parseBytes,
    check: (name, value) => void checkInteger(name, value, 1),
  };
}
