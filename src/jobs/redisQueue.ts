import type { Queue, QueueEvents } from 'bullmq';
import type { JobOutcome } from './outcome.js';
import { OutcomeStream } from './outcomeStream.js';
import { BACK_OFF_MS, type JobQueue, MAX_ATTEMPTS, type QueuedJob } from './queue.js';
import { QUEUE_NAME, type RedisTools } from './redis.js';

/** What of a job is sent to a worker. */
export interface SentJob extends Pick<QueuedJob, 'command' | 'fields'> {}

/** What a worker sends back. */
export interface SentResult {
  readonly seconds: number;
  readonly results: readonly object[];
}

/** How long an ended job is remembered by the server, for who asks late. */
const KEPT_S = 24 * 3600;
/** News may be lost with a server that goes away. */
const SWEEP_MS = 5000;

/** A job's failure as one text, and back. */
export const failureText = (code: string, problem: string) => `${code}: ${problem}`;
function failureParts(text: string): { code: string; problem: string } {
  const [, code = 'NST_INTERNAL', problem = text] = /^(NST_[A-Z_]+): (.*)$/s.exec(text) ?? [];
  return { code, problem };
}

/** A queue on a Redis server: whoever works on it, anywhere, does the jobs. At least once each, and one at a time. */
export class RedisQueue implements JobQueue {
  readonly #queue: Queue;
  readonly #events: QueueEvents;
  readonly #ended = new OutcomeStream();
  /** What nothing was heard of yet. */
  readonly #open = new Map<string, QueuedJob>();
  readonly #sweep: NodeJS.Timeout;

  /** @param sweepMs how often jobs that nothing was heard of are asked about */
  constructor(
    private readonly redis: RedisTools,
    sweepMs = SWEEP_MS,
  ) {
    const { bullmq, connect } = redis;
    this.#queue = new bullmq.Queue(QUEUE_NAME, { connection: connect() });
    this.#events = new bullmq.QueueEvents(QUEUE_NAME, { connection: connect() });
    this.#queue.on('error', () => undefined);
    this.#events.on('error', () => undefined);
    this.#events.on('completed', ({ jobId }) => void this.#lookAgain(jobId));
    this.#events.on('failed', ({ jobId }) => void this.#lookAgain(jobId));
    this.#sweep = setInterval(() => void this.#lookAtAll(), sweepMs);
  }

  async submit(job: QueuedJob): Promise<void> {
    await this.#events.waitUntilReady();
    this.#open.set(job.id, job);
    this.#ended.add();
    await this.#add(job);
  }

  end(): void {
    this.#ended.end();
  }

  outcomes(): AsyncIterable<JobOutcome> {
    return this.#ended.outcomes();
  }

  /** Stops waiting: jobs stay in the queue, and are done. */
  async close(): Promise<void> {
    clearInterval(this.#sweep);
    this.#ended.close();
    await Promise.all([this.#events.close(), this.#queue.close()]);
    this.redis.close();
  }

  /** Takes jobs back that no worker has begun. */
  async withdraw(): Promise<void> {
    for (const id of [...this.#open.keys()]) {
      const job = await this.#queue.getJob(id);
      // A job that was begun is locked and cannot be removed: it is done.
      const isGone = await job?.remove().then(
        () => true,
        () => false,
      );
      if (isGone ?? true) this.#end({ id, seconds: 0, state: 'stopped' });
    }
  }

  async #add(job: QueuedJob): Promise<void> {
    const { id, command, fields, priority } = job;
    const before = await this.#queue.getJob(id);
    const state = await before?.getState();
    // One that has ended is asked for again: its result is not there, or it has failed.
    if (state === 'completed' || state === 'failed') await before?.remove();
    const data: SentJob = { command, fields };
    await this.#queue.add(command, data, {
      jobId: id,
      ...(priority === undefined ? {} : { priority }),
      attempts: MAX_ATTEMPTS,
      backoff: { type: 'exponential', delay: BACK_OFF_MS },
      removeOnComplete: { age: KEPT_S },
      removeOnFail: { age: KEPT_S },
    });
  }

  async #look(id: string): Promise<void> {
    const sent = this.#open.get(id);
    if (!sent) return;
    const job = await this.#queue.getJob(id);
    // A server that forgot its jobs when it fell is told of them again.
    if (!job) return this.#add(sent);
    const state = await job.getState();
    if (state === 'completed') {
      const { seconds, results } = job.returnvalue as SentResult;
      this.#end({ id, state: 'done', seconds, results });
    } else if (state === 'failed') {
      this.#end({ id, state: 'failed', seconds: 0, ...failureParts(job.failedReason ?? '') });
    }
  }

  /** What fails now is looked at again by the next sweep. */
  async #lookAgain(id: string): Promise<void> {
    await this.#look(id).catch(() => undefined);
  }

  async #lookAtAll(): Promise<void> {
    for (const id of [...this.#open.keys()]) await this.#lookAgain(id);
  }

  #end(outcome: JobOutcome): void {
    if (!this.#open.delete(outcome.id)) return;
    this.#ended.push(outcome);
  }
}
