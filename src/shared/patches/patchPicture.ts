import { makePatchLevel } from './makePatchLevel.js';
import { RADIUS_PX } from './patchLevel.js';
import type { PatchProblem } from './patchProgram.js';
import type { PatchTask } from './patchTask.js';
import { paintPatches } from './patchVote.js';
import { roundsOf } from './rounds.js';
import { ProblemThreads } from './threads.js';

/** Sizes of neighbouring levels. */
const RATIO = 1.6;
/** Neither example nor target is made smaller than this: an example of fewer pixels has hardly any patches to choose from. */
const COARSEST_PX = 32;
/** Rounds of search and vote, from the coarsest level on; the last number stands for all finer levels. */
const ROUNDS = [40, 20, 14, 10, 6, 4, 3];
/** The shortest side that an example or a target can have: one patch, and a little choice. */
export const LEAST_SIDE_PX = 4 * RADIUS_PX + 1;

/** Times that each level is smaller than the result, from the coarsest on. */
function scalesOf({ example, target }: PatchTask): number[] {
  const shortestPx = Math.min(example.width, example.height, target.width, target.height);
  const scales = [1];
  while (scales[0]! * RATIO <= shortestPx / COARSEST_PX) scales.unshift(scales[0]! * RATIO);
  return scales;
}

/** The problem that threads solve for a task. */
export function patchProblem(task: PatchTask): PatchProblem {
  const levels = scalesOf(task).map((scale, i) =>
    makePatchLevel(task, scale, ROUNDS[Math.min(i, ROUNDS.length - 1)]!),
  );
  return { levels, repetition: task.repetition, seed: task.seed };
}

/** What came of a task. */
export interface PatchedPicture {
  /** [height, width, 3] of the target. */
  readonly colours: Float32Array;
  /** Rounds of search and vote. */
  readonly rounds: number;
}

/**
 * Makes a picture of the patches of another, so that every patch of it is like one of the example, and its guide like the
 * guide there; from coarse to fine (Wexler, Shechtman & Irani, PAMI 2007).
 *
 * @param threadCount 0: one for each core
 */
export async function patchPicture(task: PatchTask, threadCount = 0): Promise<PatchedPicture> {
  const problem = patchProblem(task);
  const steps = roundsOf(problem);
  const threads = new ProblemThreads<PatchProblem>('#picture-patch-worker', threadCount);
  let done = 0;
  try {
    await threads.solve(
      problem,
      (step) => {
        done = step;
        task.reporter.step({ step, steps, terms: {}, total: 0 });
      },
      task.signal,
    );
  } finally {
    await threads.close();
  }
  return { colours: paintPatches(problem.levels.at(-1)!, task.example.colours), rounds: done };
}
