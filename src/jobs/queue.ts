/** A queue: jobs go in, what became of them comes out. In one process and between machines it is the same. */
import type { Reporter } from '../shared/reporter.js';
import type { Job } from './job.js';
import type { PlannedJob } from './kind.js';
import type { JobOutcome } from './outcome.js';

/** A job in a queue. */
export interface QueuedJob extends Job {
  /** The digest of the job: one that is in a queue already is not put there twice. */
  readonly id: string;
  /** What it was found to be; a worker elsewhere finds that out anew. */
  readonly planned?: PlannedJob | undefined;
}

/** How a worker is watched and ended. */
export interface WorkTools {
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
}

/** Does a job. @returns what it tells of its results @throws for a job that fails */
export type WorkOnJob = (job: QueuedJob, tools: WorkTools) => Promise<readonly object[]>;

/** A queue as it is seen by who has jobs to give away. */
export interface JobQueue {
  /** Gives a job away; waits while enough others wait. @throws NstError if the queue cannot be reached */
  submit(job: QueuedJob): Promise<void>;
  /** No further jobs come. */
  end(): void;
  /** What became of the jobs that were given away, in the order in which they end; ends after `end` when all have. */
  outcomes(): AsyncIterable<JobOutcome>;
  /** Frees what the queue holds. */
  close(): Promise<void>;
}

/** How often a job is tried whose problem may pass. */
export const MAX_ATTEMPTS = 3;
/** The pause before the second attempt; it doubles before each further one. */
export const BACK_OFF_MS = 1000;
