import { ProblemThreads } from '../../shared/patches/threads.js';
import type { Problem } from './program.js';

/** Threads that solve the problems of text effects. */
export class Threads extends ProblemThreads<Problem> {
  /** @param count 0: one for each core */
  constructor(count: number) {
    super('#patch-worker', count);
  }
}
