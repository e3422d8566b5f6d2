import type { Rng } from '../../../src/shared/rng.js';

/** Uniform between two numbers. */
export function between(rng: Rng, from: number, to: number): number {
  return from + (to - from) * rng.uniform();
}

/** One of a list. */
export function oneOf<T>(rng: Rng, items: readonly T[]): T {
  return items[rng.integer(items.length)]!;
}

/** The items in a random order (Fisher and Yates). */
export function shuffled<T>(rng: Rng, items: readonly T[]): T[] {
  const mixed = [...items];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = rng.integer(i + 1);
    [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
  }
  return mixed;
}
