/** A reporter that remembers losses. */
import type { Reporter, StepProgress } from '../../../src/image/index.js';
import type { Terms } from './lossFormat.js';

/** Steps whose terms are kept: the first one alone has nothing of the gradient. */
const FIRST_STEPS = 3;

/** How the losses of a run went. */
export interface Losses {
  /** Loss terms of the first three steps, as `1.style`. */
  readonly first: Terms;
  /** By how many decades the total fell. */
  readonly fall: number;
  /** By how many it had fallen after a quarter of the steps. */
  readonly fallOfQuarter: number;
  /** Steps that were planned. */
  readonly steps: number;
}

/** A reporter for one run. */
export class StepLog implements Reporter {
  readonly #seen: StepProgress[] = [];

  stage(): void {}
  warn(): void {}

  step(progress: StepProgress): void {
    this.#seen.push(progress);
  }

  losses(): Losses {
    const seen = this.#seen;
    const first = seen
      .slice(0, FIRST_STEPS)
      .flatMap(({ terms }, i) =>
        Object.entries(terms).map(([name, term]) => [`${i + 1}.${name}`, term] as const),
      );
    // A line search may try a point where exponentials overflow, and step back.
    const totals = seen.map(({ total }) => (Number.isNaN(total) ? Number.POSITIVE_INFINITY : total));
    const fallWithin = (count: number) => Math.log10(totals[0]! / Math.min(...totals.slice(0, count)));
    return {
      first: Object.fromEntries(first),
      fall: seen.length > 0 ? fallWithin(seen.length) : 0,
      fallOfQuarter: seen.length > 0 ? fallWithin(Math.ceil(seen.length / 4)) : 0,
      steps: seen[0]?.steps ?? 0,
    };
  }
}
