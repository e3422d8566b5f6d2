import { decibels, loudLevelDb, PAUSE_DEPTH_DB, SILENCE_DB } from '../../shared/dsp/levels.js';
import type { Sound } from '../sound.js';
import { stepLevelsDb } from './stepLevels.js';

const STEP_S = 0.01;
/** A pause takes so many steps; those at its ends, where the ear still has the sound before in it, are not looked at. */
const SHORTEST_STEPS = 6;
const GUARD_STEPS = 2;

/** Mean level of a content and of a result in the content's pauses, dBFS. */
export interface PauseLevels {
  readonly contentDb: number;
  readonly resultDb: number;
}

/**
 * How loud the content's pauses are before and after; undefined where it has none: parts of at least 60 ms that lie 40 dB or more
 * below its loud ones.
 */
export function pauseLevels(content: Sound, result: Sound): PauseLevels | undefined {
  const [before, after] = [stepLevelsDb(content, STEP_S), stepLevelsDb(result, STEP_S)];
  const steps = pauseSteps(before).filter((step) => step < after.length);
  if (steps.length === 0) return undefined;
  return { contentDb: meanLevelDb(before, steps), resultDb: meanLevelDb(after, steps) };
}

/** The steps inside of pauses. */
function pauseSteps(levelsDb: Float64Array): number[] {
  const limitDb = Math.max(SILENCE_DB, loudLevelDb(levelsDb) - PAUSE_DEPTH_DB);
  const steps: number[] = [];
  for (let start = 0; start < levelsDb.length; start++) {
    let end = start;
    while (end < levelsDb.length && levelsDb[end]! <= limitDb) end++;
    if (end - start >= SHORTEST_STEPS) {
      for (let step = start + GUARD_STEPS; step < end - GUARD_STEPS; step++) steps.push(step);
    }
    start = end;
  }
  return steps;
}

function meanLevelDb(levelsDb: Float64Array, steps: readonly number[]): number {
  const powers = steps.map((step) => (levelsDb[step]! <= SILENCE_DB ? 0 : 10 ** (levelsDb[step]! / 10)));
  return decibels(powers.reduce((sum, power) => sum + power, 0) / steps.length);
}
