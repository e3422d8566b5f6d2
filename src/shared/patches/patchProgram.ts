import type { Crew } from './crew.js';
import { carryStrip, guessStrip } from './firstField.js';
import { centreArea, type PatchLevel } from './patchLevel.js';
import { PatchSearch } from './patchSearch.js';
import { NARROW, votedRows, voteStrip, WIDE } from './patchVote.js';
import { rngOf, runRounds } from './rounds.js';
import type { OnRound } from './serve.js';
import { cutRows, type Strip } from './strips.js';
import { wrapFeatures, wrapField } from './wrapBorder.js';

/** All that the threads work on. */
export interface PatchProblem {
  /** From the coarsest to the finest. */
  readonly levels: readonly PatchLevel[];
  /** Cost of using a patch as often again as each would be used on average. */
  readonly repetition: number;
  readonly seed: number;
}

/** How many of the finest levels vote narrowly. */
const NARROW_LEVELS = 2;

/** Counts the uses of a strip's patches for the next round, and remembers which they were. */
function takeStock(level: PatchLevel, uses: Int32Array, { top, bottom }: Strip): void {
  const { left, right } = centreArea(level);
  const { nearest, before } = level.field;
  for (let y = top; y < bottom; y++) {
    // Without the border, which repeats what is counted already.
    for (let p = y * level.target.width + left; p < y * level.target.width + right; p++) {
      before[p] = nearest[p]!;
      Atomics.add(uses, nearest[p]!, 1);
    }
  }
}

/** Votes, and what goes with a field that has changed. */
function settle(problem: PatchProblem, index: number, uses: Int32Array, crew: Crew): void {
  const level = problem.levels[index]!;
  const strips = cutRows(centreArea(level));
  const voted = cutRows(votedRows(level));
  const ballot = index < problem.levels.length - NARROW_LEVELS ? WIDE : NARROW;
  crew.share(strips.length, (i) => takeStock(level, uses, strips[i]!));
  crew.once(() => wrapField(level));
  crew.share(voted.length, (i) => voteStrip(level, ballot, voted[i]!));
  crew.once(() => wrapFeatures(level));
}

function begin(problem: PatchProblem, index: number, crew: Crew): void {
  const level = problem.levels[index]!;
  const coarse = problem.levels[index - 1];
  const strips = cutRows(centreArea(level));
  crew.share(strips.length, (i) => {
    const rng = rngOf(problem, index, 0, i);
    if (coarse) carryStrip(coarse, level, strips[i]!, rng);
    else guessStrip(level, strips[i]!, rng);
  });
  settle(problem, index, level.uses[0], crew);
}

function refine(problem: PatchProblem, index: number, round: number, crew: Crew): void {
  const level = problem.levels[index]!;
  const strips = cutRows(centreArea(level));
  const [now, next] = round % 2 === 0 ? level.uses : [level.uses[1], level.uses[0]];
  const setting = { level, repetition: problem.repetition };
  crew.share(strips.length, (i) =>
    new PatchSearch(setting, now, strips[i]!, rngOf(problem, index, round + 1, i)).run(),
  );
  crew.once(() => now.fill(0));
  settle(problem, index, next, crew);
}

/**
 * What every thread of a crew runs: from the coarsest level to the finest, search and vote by turns (Wexler, Shechtman &
 * Irani 2007; Kwatra et al. 2005). The result is in the finest level, the same for any number of threads.
 */
export function runPatches(problem: PatchProblem, crew: Crew, onRound: OnRound): void {
  const turns = {
    begin: (index: number) => begin(problem, index, crew),
    refine: (index: number, round: number) => refine(problem, index, round, crew),
  };
  runRounds(problem, crew, turns, onRound);
}
