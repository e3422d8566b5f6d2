import { setTimeout as pause } from 'node:timers/promises';
import type { Reporter } from '../shared/reporter.js';
import { failureOf, type JobOutcome } from './outcome.js';
import { OutcomeStream } from './outcomeStream.js';
import { BACK_OFF_MS, type JobQueue, MAX_ATTEMPTS, type QueuedJob, type WorkOnJob } from './queue.js';
import type { Room } from './room.js';

/** What a queue of one process works with. */
export interface LocalQueueOptions {
  readonly work: WorkOnJob;
  readonly room: Room;
  readonly reporter: Reporter;
  /** Ends the jobs that were begun, and begins no others. */
  readonly signal: AbortSignal;
  /** The first pause between attempts. */
  readonly backOffMs?: number;
}

/** A job whose memory cannot be told beforehand: what a picture of 512 px takes by the default (measured: 0.8 to 1.1 GB). */
const UNKNOWN_JOB_BYTES = 10 ** 9;

/** A queue within this process: jobs are worked on as soon as there is room, in the order in which they come. */
export class LocalQueue implements JobQueue {
  readonly #ended = new OutcomeStream();

  constructor(private readonly options: LocalQueueOptions) {}

  /** Waits until the job has begun, so that the next one is not looked at long before it can be done. */
  async submit(job: QueuedJob): Promise<void> {
    this.#ended.add();
    const leave = await this.options.room.enter(job.planned?.memoryBytes ?? UNKNOWN_JOB_BYTES);
    void this.#run(job).then((outcome) => {
      this.#ended.push(outcome);
      leave();
    });
  }

  end(): void {
    this.#ended.end();
  }

  outcomes(): AsyncIterable<JobOutcome> {
    return this.#ended.outcomes();
  }

  async close(): Promise<void> {
    this.#ended.close();
  }

  async #run(job: QueuedJob): Promise<JobOutcome> {
    const { work, reporter, signal, backOffMs = BACK_OFF_MS } = this.options;
    const begin = performance.now();
    const facts = () => ({ id: job.id, seconds: (performance.now() - begin) / 1000 });
    for (let attempt = 1; ; attempt++) {
      if (signal.aborted) return { ...facts(), state: 'stopped' };
      try {
        const results = await work(job, { reporter, signal });
        return { ...facts(), state: 'done', results };
      } catch (error) {
        const { isLasting, code, problem } = failureOf(error);
        if (signal.aborted) return { ...facts(), state: 'stopped' };
        if (isLasting || attempt === MAX_ATTEMPTS) return { ...facts(), state: 'failed', code, problem };
        await pause(backOffMs * 2 ** (attempt - 1), undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
