/** How inputs are changed. */
import type { Rng } from '../../src/shared/rng.js';

/** What a mutator may use. */
export interface MutatorContext {
  readonly rng: Rng;
  /** The same file of another sound input, to take parts of. */
  readonly other: () => Uint8Array;
}

/** Makes changed bytes, and leaves those it is given alone; the same generator gives the same change. Undefined: these bytes are not what it knows how to change. */
export type Mutator = (bytes: Uint8Array, context: MutatorContext) => Uint8Array | undefined;

/** The first of the mutators that knows the bytes. */
export function firstOf(...mutators: readonly Mutator[]): Mutator {
  return (bytes, context) => {
    for (const mutate of mutators) {
      const changed = mutate(bytes, context);
      if (changed) return changed;
    }
    return undefined;
  };
}

/** One of the mutators, by chance; by the others if it does not know the bytes. */
export function anyOf(...mutators: readonly Mutator[]): Mutator {
  return (bytes, context) => {
    const start = context.rng.integer(mutators.length);
    return firstOf(...mutators.slice(start), ...mutators.slice(0, start))(bytes, context);
  };
}
