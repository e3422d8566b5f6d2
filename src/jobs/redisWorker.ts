import type { Job, Worker } from 'bullmq';
import type { Reporter } from '../shared/reporter.js';
import { failureOf } from './outcome.js';
import type { WorkOnJob } from './queue.js';
import { QUEUE_NAME, type RedisTools } from './redis.js';
import { failureText, type SentJob, type SentResult } from './redisQueue.js';

/** How a worker is watched and ended. */
export interface WorkerOptions {
  readonly work: WorkOnJob;
  /** Jobs at the same time. */
  readonly lanes: number;
  readonly reporter: Reporter;
  /** No further jobs are begun once it is aborted; those that were begun are done. */
  readonly signal: AbortSignal;
  /** A job of a worker that is silent for so long is given to another. Default 15 s. */
  readonly lockMs?: number;
  /** Told of each job that has ended. */
  tell(command: string, seconds: number, problem: string | undefined): void;
}

/** Work is done in other threads, so a worker that lives says so several times within this. */
const LOCK_MS = 15_000;
/** However often workers fall, a job is tried by the next: only what it does itself counts as an attempt. */
const MAX_STALLED = 1000;
/** How often it is told how far a job is. */
const PROGRESS_MS = 1000;

/** A reporter that tells the queue how far a job is. */
function progressOf(job: Job, reporter: Reporter): Reporter {
  let lastMs = 0;
  return {
    ...reporter,
    step: (progress) => {
      reporter.step(progress);
      const now = Date.now();
      if (now - lastMs < PROGRESS_MS) return;
      lastMs = now;
      const { step, steps } = progress;
      // It is news, no more.
      void job.updateProgress({ step, steps }).catch(() => undefined);
    },
  };
}

/** Works on jobs of a queue until it is told to end. A job that it has begun when the process falls is done by another. */
export async function serveQueue(
  { bullmq, connect, close }: RedisTools,
  { work, lanes, reporter, signal, lockMs = LOCK_MS, tell }: WorkerOptions,
): Promise<void> {
  // Jobs that were begun are done: the signal is not for them.
  const { signal: goesOn } = new AbortController();
  const perform = async (job: Job<SentJob>): Promise<SentResult> => {
    const begin = performance.now();
    const secondsNow = () => (performance.now() - begin) / 1000;
    try {
      const item = { ...job.data, id: job.id ?? '' };
      const results = await work(item, { reporter: progressOf(job, reporter), signal: goesOn });
      tell(job.data.command, secondsNow(), undefined);
      return { seconds: secondsNow(), results };
    } catch (error) {
      const { code, problem, isLasting } = failureOf(error);
      tell(job.data.command, secondsNow(), problem);
      const text = failureText(code, problem);
      throw isLasting ? new bullmq.UnrecoverableError(text) : new Error(text);
    }
  };
  const worker: Worker<SentJob, SentResult> = new bullmq.Worker(QUEUE_NAME, perform, {
    connection: connect(),
    concurrency: lanes,
    lockDuration: lockMs,
    stalledInterval: lockMs,
    maxStalledCount: MAX_STALLED,
  });
  worker.on('error', (error) => reporter.detail?.(`queue: ${error.message}`));
  await new Promise<void>((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
  await worker.close();
  close();
}
