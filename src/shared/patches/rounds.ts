/** Search and vote by turns, from the coarsest level to the finest. */
import { Rng } from '../rng.js';
import type { Crew } from './crew.js';
import type { OnRound } from './serve.js';

/** What is solved: levels from the coarsest to the finest, each in rounds. */
interface Pyramid {
  readonly levels: readonly { readonly rounds: number }[];
  readonly seed: number;
}

/** What is done to a level, by its index. */
interface Turns {
  /** Before its first round. */
  begin(index: number): void;
  refine(index: number, round: number): void;
}

/** Random numbers of one strip in one round, whoever does it. */
export function rngOf({ seed }: Pick<Pyramid, 'seed'>, level: number, round: number, strip: number): Rng {
  return new Rng(((seed * 61 + level) * 61 + round) * 61 + strip);
}

/** Runs all rounds, or those until the crew is stopped. */
export function runRounds({ levels }: Pyramid, crew: Crew, turns: Turns, onRound: OnRound): void {
  let done = 0;
  for (const [index, { rounds }] of levels.entries()) {
    turns.begin(index);
    for (let round = 0; round < rounds && !crew.isStopped; round++) {
      turns.refine(index, round);
      onRound(++done);
    }
  }
}

/** Rounds of a problem, over all levels. */
export function roundsOf({ levels }: Pick<Pyramid, 'levels'>): number {
  return levels.reduce((sum, { rounds }) => sum + rounds, 0);
}
