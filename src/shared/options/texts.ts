import { checkInteger } from '../check.js';
import type { Option, OptionRow } from './option.js';

const anything = () => {};

/** Any text. */
export function textOption(row: OptionRow<string>): Option<string> {
  return { ...row, form: { kind: 'text' }, parse: (text) => text, check: anything };
}

/** A flag without a value. */
export function switchOption(row: Omit<OptionRow<boolean>, 'placeholder'>): Option<boolean> {
  return { ...row, form: { kind: 'switch' }, parse: () => true, check: anything };
}

/** A flag that may be given several times, one value each time. */
export function repeatedOption<Value>({
  read,
  check = anything,
  max,
  what,
  ...row
}: OptionRow<readonly Value[]> &
  Pick<Option<readonly Value[]>, 'files' | 'shown'> & {
    /** @throws NstError or TextError */
    readonly read: (text: string) => Value;
    /** Checks one value. @throws NstError NST_BAD_OPTION */
    readonly check?: (value: Value) => void;
    readonly max: number;
    /** What is counted, e.g. `layers`. */
    readonly what: string;
  }): Option<readonly Value[]> {
  return {
    ...row,
    form: { kind: 'texts' },
    isRepeated: true,
    parse: (text, before = []) => [...before, read(text)],
    check: (name, value) => {
      const values = value as readonly Value[];
      checkInteger(`${name} (number of ${what})`, values.length, 0, max);
      values.forEach(check);
    },
  };
}
