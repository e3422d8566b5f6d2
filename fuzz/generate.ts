/** Inputs by their number: the same seed, target and number give the same input, whatever else is run. */
import { Rng } from '../src/shared/rng.js';
import { type Input, inputBytes, withFile } from './input.js';
import { mutateBytes } from './mutate/bytes.js';
import type { MutatorContext } from './mutate/mutator.js';
import { chance, pick, pickWeighted, seedOf, smallCount } from './mutate/random.js';
import type { Seed, Target } from './targets/target.js';

/** Share of changes that know the format of the file, if the target does not say. */
const STRUCTURED = 0.65;
const MOST_CHANGES = 6;
/** No input grows larger than this. */
const MOST_BYTES = 24_000_000;

/** What one number stands for. */
export interface Generated {
  readonly input: Input;
  /** The sound input that it was made from. */
  readonly seed: Seed;
  /** Whether it is that input itself. */
  readonly isSeed: boolean;
}

function changeOnce(target: Target, input: Input, seeds: readonly Seed[], rng: Rng): Input {
  const [name, bytes] = pick(rng, [...input]) as [string, Uint8Array];
  const context: MutatorContext = {
    rng,
    other: () => pick(rng, seeds).input.get(name) ?? bytes,
  };
  const { structuredShare = STRUCTURED } = target;
  const structured = chance(rng, structuredShare) ? target.mutatorOf(name)(bytes, context) : undefined;
  return withFile(input, name, structured ?? mutateBytes(bytes, context) ?? bytes);
}

/**
 * The input of a number: first the sound ones as they are, then changed ones.
 *
 * @param number from 0
 */
export function generate(target: Target, seeds: readonly Seed[], runSeed: number, number: number): Generated {
  const sound = seeds[number];
  if (sound) return { input: sound.input, seed: sound, isSeed: true };
  const rng = new Rng(seedOf(`${runSeed} ${target.name} ${number}`));
  const seed = pickWeighted(
    rng,
    seeds.map((candidate) => [candidate, candidate.weight ?? 1] as const),
  );
  let { input } = seed;
  for (let left = smallCount(rng, MOST_CHANGES); left > 0; left--) {
    const changed = changeOnce(target, input, seeds, rng);
    if (inputBytes(changed) <= MOST_BYTES) input = changed;
  }
  return { input, seed, isSeed: false };
}
