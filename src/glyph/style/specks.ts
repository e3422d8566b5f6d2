/** Less alpha is not seen. */
export const VISIBLE = 0.02;
/** Share of the effect's alpha that may lie further out than the effect is said to reach. */
const SPECKS = 0.002;

/** The least length, from 0 on, that all but specks of the weight lies within. @param specks a share of the weight */
export function lengthWithin(
  lengths: readonly (readonly [length: number, weight: number])[],
  specks = SPECKS,
): number {
  let left = specks * lengths.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [length, weight] of lengths.toSorted((a, b) => b[0] - a[0])) {
    left -= weight;
    if (left < 0) return Math.max(0, length);
  }
  return 0;
}
