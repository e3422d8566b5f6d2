import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { NstError } from '../errors.js';
import type { StepReport } from '../optim/minimize.js';
import type { Message, Request, Results } from './protocol.js';

interface Pending {
  resolve(result: Results[keyof Results]): void;
  reject(error: Error): void;
  onProgress: ((progress: StepReport) => void) | undefined;
}

/** The main thread's end of the engine's worker: one promise for each request. */
export class WorkerHost {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #next = 0;

  constructor() {
    // Through the package's own import map, so that it is the built file wherever this one runs from.
    this.#worker = new Worker(createRequire(import.meta.url).resolve('#engine-worker'));
    this.#worker.on('message', (message: Message) => this.#receive(message));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the worker ended')));
    // A program that forgets to close its engine can still end.
    this.#worker.unref();
  }

  /**
   * @param transfer buffers that are handed over instead of copied
   * @throws Error with the worker's message when the request fails there
   */
  request<K extends Request['kind']>(
    request: Extract<Request, { kind: K }>,
    transfer: ArrayBuffer[] = [],
    onProgress?: (progress: StepReport) => void,
  ): Promise<Results[K]> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as Pending['resolve'], reject, onProgress });
      this.#worker.ref();
      this.#worker.postMessage({ id, request }, transfer);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
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
    if (message.kind === 'error') pending.reject(new Error(message.message));
    else pending.resolve(message.result);
  }

  #fail(cause: Error): void {
    const error = new NstError('NST_INTERNAL', `the engine's worker thread failed: ${cause.message}`, {
      cause,
    });
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
