import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { messageOf, NstError } from '../errors.js';
import type { Message, Progress, Request, Results } from './protocol.js';
import { WorkerState } from './workerState.js';

/** How long the end of the process waits for a run to end. */
const EXIT_LIMIT_MS = 10_000;

/** States of the workers that are there. */
const living = new Set<WorkerState>();

/** Before the process ends its threads: lets each worker come to rest. */
function settleAll(): void {
  for (const state of living) state.close();
  for (const state of living) state.waitForRest(EXIT_LIMIT_MS);
}

interface Pending {
  resolve(result: Results[keyof Results]): void;
  reject(error: Error): void;
  onProgress: ((progress: Progress) => void) | undefined;
}

/** The main thread's end of the engine's worker: one promise for each request. */
export class WorkerHost {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #state = new WorkerState();
  readonly #exit: Promise<void>;
  #next = 0;
  /** Why there is no worker any more. */
  #end: NstError | undefined;

  constructor() {
    // Through the package's own import map, so that it is the built file wherever this one runs from.
    this.#worker = new Worker(createRequire(import.meta.url).resolve('#engine-worker'), {
      workerData: this.#state.words,
    });
    if (living.size === 0) process.on('exit', settleAll);
    living.add(this.#state);
    this.#worker.on('message', (message: Message) => this.#receive(message));
    this.#worker.on('error', (error) => this.#fail(messageOf(error)));
    this.#exit = new Promise((resolve) => {
      this.#worker.on('exit', (code) => {
        living.delete(this.#state);
        if (living.size === 0) process.off('exit', settleAll);
        this.#fail(`it ended with code ${code}`);
        resolve();
      });
    });
    // A program that forgets to close its engine can still end.
    this.#worker.unref();
  }

  /**
   * @param transfer buffers that are handed over instead of copied
   * @throws NstError with the worker's code and message when the request fails there; NST_INTERNAL if the worker is gone
   */
  request<K extends Request['kind']>(
    request: Extract<Request, { kind: K }>,
    transfer: ArrayBuffer[] = [],
    onProgress?: (progress: Progress) => void,
  ): Promise<Results[K]> {
    if (this.#end) return Promise.reject(this.#end);
    return new Promise((resolve, reject) => {
      const id = this.#post(request, transfer);
      this.#pending.set(id, { resolve: resolve as Pending['resolve'], reject, onProgress });
    });
  }

  #post(request: Request, transfer: ArrayBuffer[] = []): number {
    const id = this.#next++;
    this.#worker.ref();
    this.#worker.postMessage({ id, request }, transfer);
    return id;
  }

  /** Whether it lives and has answered everything. */
  get isAtRest(): boolean {
    return this.#end === undefined && this.#pending.size === 0;
  }

  /** Ends the worker after its current step; what it was asked for is rejected, and so is everything after. */
  async close(): Promise<void> {
    if (!this.#end) {
      this.#rejectAll(new NstError('NST_INTERNAL', 'the engine was closed'));
      this.#state.close();
      this.#post({ kind: 'close' });
    }
    await this.#exit;
  }

  #receive(message: Message): void {
    const pending = this.#pending.get(message.id);
    if (!pending) return;
    if (message.kind === 'progress') {
      pending.onProgress?.(message.progress);
      return;
    }
    this.#pending.delete(message.id);
    if (this.#pending.size === 0) this.#worker.unref();
    if (message.kind === 'error') pending.reject(new NstError(message.code, message.message));
    else pending.resolve(message.result);
  }

  #fail(reason: string): void {
    this.#rejectAll(new NstError('NST_INTERNAL', `the engine's worker thread failed: ${reason}`));
  }

  /** The first reason is the true one: a worker that failed also exits. */
  #rejectAll(error: NstError): void {
    this.#end ??= error;
    for (const { reject } of this.#pending.values()) reject(this.#end);
    this.#pending.clear();
  }
}
