/** The losses of the first step as goldens: they tell whether the same thing is minimised, before any of it is. */
import type { GoldenFormat } from './golden.js';

/** Loss terms by name. */
export type Terms = Readonly<Record<string, number>>;

/**
 * Largest difference of a term, as a share of the total. Measured: 1e-4 for one pixel of the content that is one level
 * lighter, 2e-6 for another number of threads; 1.4e-3 and more for another layer, statistic, weight or strength.
 */
export const LOSS_TOLERANCE = 5e-4;

/** The distance is the largest difference of a term as a share of the total of all steps. */
export const LOSS_FORMAT: GoldenFormat<Terms> = {
  suffix: 'json',
  encode: async (terms) => new TextEncoder().encode(`${JSON.stringify(terms, null, 2)}\n`),
  decode: async (bytes) => JSON.parse(new TextDecoder().decode(bytes)) as Terms,
  distance(a, b) {
    const [found, expected] = [a, b].map((terms) => Object.keys(terms).sort().join(', '));
    if (found !== expected) throw new Error(`expected the terms ${expected}, found ${found}`);
    const total = Object.values(b).reduce((sum, term) => sum + term, 0);
    return Math.max(...Object.entries(b).map(([name, term]) => Math.abs(a[name]! - term) / total));
  },
};
