import type { Crew } from '../../shared/patches/crew.js';
import { rngOf, runRounds } from '../../shared/patches/rounds.js';
import type { OnRound } from '../../shared/patches/serve.js';
import { carryOver } from './carryOver.js';
import { type Level, NO_PATCH } from './level.js';
import { guess, type SearchSetting, StripSearch } from './search.js';
import { type Strip, stripsOf } from './strips.js';
import type { PatchTerms } from './terms.js';
import { NARROW, voteLevel, WIDE } from './vote.js';

/** All that the threads work on. */
export interface Problem {
  /** From the coarsest to the finest. */
  readonly levels: readonly Level[];
  readonly terms: PatchTerms;
  readonly goodEnough: number;
  readonly seed: number;
}

/** @param round of the level, from 0 on */
function settingOf({ terms, goodEnough }: Problem, level: Level, round = 0): SearchSetting {
  const contour = terms.contourFades ? terms.contour * (1 - round / level.rounds) : terms.contour;
  return { level, terms: { ...terms, contour }, goodEnough };
}

/** Counts the uses of a strip's patches for the next round, and remembers which they were. */
function takeStock({ target, field }: Level, uses: Int32Array, { top, bottom }: Strip): void {
  const { nearest, before } = field;
  const [first, end] = [top * target.width, bottom * target.width];
  before.set(nearest.subarray(first, end), first);
  for (let p = first; p < end; p++) {
    const q = nearest[p]!;
    if (q !== NO_PATCH) Atomics.add(uses, q, 1);
  }
}

/** How many of the finest levels vote narrowly. */
const NARROW_LEVELS = 3;

const ballotOf = ({ levels }: Problem, index: number) =>
  index < levels.length - NARROW_LEVELS ? WIDE : NARROW;

function begin(problem: Problem, index: number, crew: Crew): void {
  const level = problem.levels[index]!;
  const coarse = problem.levels[index - 1];
  const setting = settingOf(problem, level);
  const strips = stripsOf(level);
  const ballot = ballotOf(problem, index);
  crew.share(strips.length, (i) => {
    const rng = rngOf(problem, index, 0, i);
    if (coarse) carryOver(coarse, setting, strips[i]!, rng);
    else guess(setting, strips[i]!, rng);
  });
  crew.share(strips.length, (i) => {
    voteLevel(level, ballot, strips[i]!);
    takeStock(level, level.uses.counts[0], strips[i]!);
  });
}

function refine(problem: Problem, index: number, round: number, crew: Crew): void {
  const level = problem.levels[index]!;
  const setting = settingOf(problem, level, round);
  const strips = stripsOf(level);
  const ballot = ballotOf(problem, index);
  const { counts } = level.uses;
  const [now, next] = round % 2 === 0 ? counts : [counts[1], counts[0]];
  crew.share(strips.length, (i) => {
    const search = new StripSearch(setting, now, strips[i]!, rngOf(problem, index, round + 1, i));
    search.run();
  });
  crew.once(() => now.fill(0));
  crew.share(strips.length, (i) => {
    voteLevel(level, ballot, strips[i]!);
    takeStock(level, next, strips[i]!);
  });
}

/**
 * What every thread of a crew runs: from the coarsest level to the finest, search and vote by turns (Wexler, Shechtman &
 * Irani 2007). The result is in the finest level, the same for any number of threads.
 */
export function runProgram(problem: Problem, crew: Crew, onRound: OnRound): void {
  const turns = {
    begin: (index: number) => begin(problem, index, crew),
    refine: (index: number, round: number) => refine(problem, index, round, crew),
  };
  runRounds(problem, crew, turns, onRound);
}
