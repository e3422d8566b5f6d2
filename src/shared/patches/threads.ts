import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { NstError } from '../errors.js';
import { Crew } from './crew.js';
import type { Answer, OnRound, Order } from './serve.js';

/** More than this gains nothing: there are not enough strips. */
const MAX_THREADS = 8;

/** Threads that solve one problem of patches after the other. */
export class ProblemThreads<Problem> {
  readonly #workers: readonly Worker[];

  /**
   * @param entry of the package's `imports`: a file that calls `serve`
   * @param count 0: one for each core
   */
  constructor(entry: string, count: number) {
    const length = Math.min(MAX_THREADS, count || availableParallelism());
    const file = createRequire(import.meta.url).resolve(entry);
    this.#workers = Array.from({ length }, () => new Worker(file));
    for (const worker of this.#workers) worker.unref();
  }

  /**
   * Solves a problem, all of whose arrays are shared; the result is in them. A signal ends it early, with what is there by
   * then.
   */
  async solve(problem: Problem, onRound: OnRound, signal?: AbortSignal): Promise<void> {
    const crew = new Crew(this.#workers.length);
    const stop = () => crew.stop();
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
    const order = { problem, crewSize: crew.size, crewState: crew.state } as Order<Problem>;
    try {
      await Promise.all(
        this.#workers.map((worker, i) => solveOn(worker, order, i === 0 ? onRound : () => undefined)),
      );
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function solveOn<Problem>(worker: Worker, order: Order<Problem>, onRound: OnRound): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit).unref();
      end();
    };
    const onMessage = (answer: Answer) => {
      if ('round' in answer) onRound(answer.round);
      else settle(resolve);
    };
    const fail = (why: string, cause?: unknown) =>
      settle(() =>
        reject(new NstError('NST_INTERNAL', `a thread of the patch engine ended: ${why}`, { cause })),
      );
    const onError = (error: Error) => fail(error.message, error);
    const onExit = (code: number) => fail(`exit code ${code}`);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit).ref();
    worker.postMessage(order);
  });
}
