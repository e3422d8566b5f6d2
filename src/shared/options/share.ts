import { NstError } from '../errors.js';
import type { Option, OptionRow } from './option.js';
import { textOption } from './texts.js';

/** A share of some work that several runs do together: its number, from 1, of so many. */
export interface Share {
  readonly number: number;
  readonly of: number;
}

/** More runs than anybody has computers. */
export const MAX_SHARES = 1000;

/** @throws NstError NST_BAD_OPTION for anything but `2/3` */
export function shareOf(text: string, name = 'share'): Share {
  const [, number, of] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (number !== undefined && of !== undefined && number >= 1 && number <= of && of <= MAX_SHARES)
    return { number, of };
  const expected = `expected a number of so many, such as 1/3, at most ${MAX_SHARES}`;
  throw new NstError('NST_BAD_OPTION', `${name}: ${expected}, found "${text}"`);
}

/** Whether the work with an index, from 0, falls to a share: they are dealt out in turn. */
export function isInShare(index: number, share: Share | undefined): boolean {
  return share === undefined || index % share.of === share.number - 1;
}

/** Which share of the work a run does. @param row with what the shares are of, in `help` */
export function shareOption(row: Pick<OptionRow<string>, 'help' | 'section'>): Option<string> {
  return {
    ...textOption({ placeholder: '<n/of>', part: 'run', otherwise: 'all of it', ...row }),
    check: (name, value) => void shareOf(value as string, name),
  };
}
