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

/** Share of each style, in all 1. @param blend any numbers that `checkBlend` passes; all alike, if left out */
export function blendShares(blend: readonly number[] | undefined, styles: number): number[] {
  const given = blend ?? Array.from({ length: styles }, () => 1);
  const total = given.reduce((sum, share) => sum + share, 0);
  return given.map((share) => share / total);
}
