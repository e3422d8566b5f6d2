import { basename } from 'node:path';
import { checkNumber } from '../check.js';
import { NstError } from '../errors.js';
import type { Option, OptionRow } from './option.js';
import { parseNumber, TextError } from './text.js';

/** How much there is of a style; only ratios count. */
export interface StyleShare {
  readonly style: string;
  readonly share: number;
}

/** `woodcut=0.7`: what stands behind the last sign is the share, for names of files may have signs of their own. */
function parseShare(text: string): StyleShare {
  const end = text.lastIndexOf('=');
  if (end <= 0) throw new TextError(`Expected styles with their shares, e.g. a=0.7,b=0.3, found "${text}".`);
  return { style: text.slice(0, end), share: parseNumber(text.slice(end + 1)) };
}

/** Styles with their shares in one text, commas between them. @param count how many there may be */
export function styleSharesOption({
  count,
  ...row
}: OptionRow<readonly StyleShare[]> & { readonly count: number }): Option<readonly StyleShare[]> {
  return {
    ...row,
    form: { kind: 'text' },
    parse: (text) => text.split(',').map(parseShare),
    check: (name, value) => {
      const shares = value as readonly StyleShare[];
      for (const { style, share } of shares) checkNumber(`${name} of ${style}`, share, 0);
      if (shares.length >= 1 && shares.length <= count && shares.some(({ share }) => share > 0)) return;
      const expected = `1 to ${count} styles, at least one of them with a share above 0`;
      throw new NstError('NST_BAD_OPTION', `${name}: expected ${expected}, found ${shares.length}`);
    },
    files: (shares) => shares.map(({ style }) => style),
    shown: (shares) => shares.map(({ style, share }) => `${basename(style)}=${share}`),
  };
}
