import { Readable } from 'node:stream';
import type { JobOutcome } from './outcome.js';

/** What becomes of the jobs of a queue, in the order in which they end; ends when no further ones come and none is open. */
export class OutcomeStream {
  readonly #stream = new Readable({ objectMode: true, read() {} });
  #open = 0;
  #isEnded = false;

  /** A job has come. */
  add(): void {
    this.#open++;
  }

  /** One has ended. */
  push(outcome: JobOutcome): void {
    this.#stream.push(outcome);
    this.#open--;
    this.#endIfDone();
  }

  /** No further jobs come. */
  end(): void {
    this.#isEnded = true;
    this.#endIfDone();
  }

  outcomes(): AsyncIterable<JobOutcome> {
    return this.#stream;
  }

  close(): void {
    this.#stream.destroy();
  }

  #endIfDone(): void {
    if (this.#isEnded && this.#open === 0) this.#stream.push(null);
  }
}
