/** The iteration for square roots of matrices, whatever it is written with. */

/**
 * Roots of eigenvalues, as shares of the matrix's norm, that are to be found: those below come out too small. Rounding is about 1e-7
 * of the norm, and its root 3e-4.
 */
const LEAST_ROOT = 3e-3;
/** By then all roots from `LEAST_ROOT` to 1 are within 1e-6 of 1; each one is four products. */
const ITERATIONS = 9;

/** The cubic 3/2 r x - 1/2 r^3 x^3 of an iteration. */
export interface Cubic {
  /** 3/2 r */
  readonly linear: number;
  /** 1/2 r^3 */
  readonly cubic: number;
}

/**
 * Newton's cubic takes a small root to 1.5 of itself. Scaled so that the ends of the interval where roots lie come out alike and
 * its highest point is 1, it takes it to 2.6 of itself (Chen & Chow, A stable scaling of Newton-Schulz for improving the sign
 * function computation of a Hermitian matrix, 2014): 9 iterations are nearer to the root than 14 without a scale, at any condition.
 */
function scaledCubics(): readonly Cubic[] {
  const cubics: Cubic[] = [];
  let least = LEAST_ROOT;
  for (let i = 0; i < ITERATIONS; i++) {
    const scale = Math.sqrt(3 / (1 + least + least * least));
    cubics.push({ linear: 1.5 * scale, cubic: 0.5 * scale ** 3 });
    least = 1.5 * scale * least - 0.5 * (scale * least) ** 3;
  }
  return cubics;
}

/** The cubics of all iterations, in their order. */
export const ROOT_CUBICS = scaledCubics();
