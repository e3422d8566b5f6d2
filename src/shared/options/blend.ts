import { NstError } from '../errors.js';

/**
 * Checks that there is one share for each style, and not all of them 0.
 *
 * @throws NstError NST_BAD_OPTION
 */
export function checkBlend(shares: readonly number[] | undefined, styles: number): void {
  if (!shares) return;
  if (shares.length !== styles) {
    const expected = `${styles} number${styles === 1 ? '' : 's'}, one for each style`;
    throw new NstError('NST_BAD_OPTION', `style-blend: expected ${expected}, found ${shares.length}`);
  }
  if (shares.every((share) => share === 0)) {
    throw new NstError(
      'NST_BAD_OPTION',
      'style-blend: expected at least one number above 0, found only zeros',
    );
  }
}
