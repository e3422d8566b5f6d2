/** What is fuzzed: one entry for each reader. */
import type { Input } from '../input.js';
import type { Mutator } from '../mutate/mutator.js';

/** Where a reader finds its input, and may write. */
export interface Place {
  /** The file to read. */
  readonly file: string;
  /** The folder of the input's files. */
  readonly folder: string;
  /** An empty folder, which is the working folder as well. A refusal must leave nothing in it. */
  readonly out: string;
}

/** `structuredShare` of formats with a checksum over all. */
export const CHECKSUMMED = 0.95;

/** A sound input that others are made from. */
export interface Seed {
  readonly name: string;
  readonly input: Input;
  /** How often it is chosen, next to others of 1; less for large files. */
  readonly weight?: number;
  /** Whether the reader has to refuse it; if left out, it has to accept it. */
  readonly isRefused?: boolean;
}

/** A reader. */
export interface Target {
  readonly name: string;
  readonly seeds: () => Promise<readonly Seed[]>;
  /** How a file is changed, by its name. */
  readonly mutatorOf: (file: string) => Mutator;
  /** Share of the changes that know the format, if not the usual one: what a checksum guards is changed in vain by others. */
  readonly structuredShare?: number;
  /** What inputs are made smaller by: 2 bytes for texts in UTF-16; 1 if left out. */
  readonly unitBytes?: number;
  /**
   * Reads the input, and uses what came of it as far as its first user would.
   *
   * @throws NstError for what cannot be read; UnsoundResult if what came of it cannot be true
   */
  readonly read: (place: Place) => Promise<void>;
}

/** A reader has accepted its input and made nonsense of it. */
export class UnsoundResult extends Error {
  override readonly name = 'UnsoundResult';
}

/** @throws UnsoundResult unless the condition holds */
export function expectSound(condition: boolean, what: string): void {
  if (!condition) throw new UnsoundResult(what);
}

/** Whether all numbers are finite. */
export function allFinite(values: Float32Array | Float64Array): boolean {
  return values.every((value) => Number.isFinite(value));
}
