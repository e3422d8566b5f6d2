/** How the inside of an effect varies slowly from place to place; what depends on the depth is the rim's (see `rimProfile`). */
export interface Shading {
  /** Depth at which it begins, in radii: rims that lie further out have colours of their own. */
  readonly fromDepth: number;
  /** [BASIS_SIZE, 3] */
  readonly coefficients: Float64Array;
  /** The mean of what it says of places, which stays with the patches. */
  readonly mean: readonly number[];
  /** Whether places in the word matter beside those in the letter. */
  readonly hasWord: boolean;
}
