/** Softness of a plan, as a share of costs of 1: an entropy that lets a region take from several that are about as like. */
const SOFTNESS = 0.05;
/** Sums are then within a thousandth of what is asked for. */
const ROUNDS = 200;

/**
 * How much of each pile goes to each hole so that little is carried far: optimal transport with entropy (Cuturi, NIPS 2013).
 *
 * @param cost [piles, holes], about 0..1
 * @param piles their sizes, in all 1
 * @param holes their sizes, in all 1
 * @returns [piles, holes]; rows add up to the piles, columns to the holes
 */
export function transportPlan(
  cost: Float32Array,
  piles: readonly number[],
  holes: readonly number[],
): Float32Array {
  const kernel = cost.map((value) => Math.exp(-value / SOFTNESS));
  const entry = (i: number, j: number) => kernel[i * holes.length + j]!;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  let u: readonly number[] = piles.map(() => 1);
  let v: readonly number[] = holes.map(() => 1);
  for (let round = 0; round < ROUNDS; round++) {
    v = holes.map((size, j) => size / sum(u.map((factor, i) => factor * entry(i, j))));
    u = piles.map((size, i) => size / sum(v.map((factor, j) => factor * entry(i, j))));
  }
  return kernel.map((value, k) => u[Math.floor(k / holes.length)]! * value * v[k % holes.length]!);
}
