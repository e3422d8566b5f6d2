/** Trying again after failures that pass. */
import { setTimeout as sleep } from 'node:timers/promises';
import { NstError } from '../errors.js';
import { TransferError } from './transferError.js';
import { LEAST_BYTES_PER_S } from './watchdog.js';

/** Longest wait that a server may ask for. */
const MAX_RETRY_AFTER_MS = 60_000;

/** When and how often to try again. */
export interface RetryOptions {
  /** The wait before each further attempt; as many attempts as there are waits, plus the first. */
  readonly delaysMs: readonly number[];
  readonly signal?: AbortSignal | undefined;
  /** Told before each wait. */
  readonly onRetry?: ((problem: string, waitMs: number) => void) | undefined;
}

/**
 * Runs `attempt` until it succeeds. A failure counts against the number of attempts only if next to nothing was
 * gained since the last one, so a long download over a bad line goes on as long as it gets on.
 *
 * @param attempt one try
 * @param gainedBytes how much is done so far
 * @throws what `attempt` throws, when it is not a TransferError to retry, or was retried too often
 * @throws NST_ABORTED
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  gainedBytes: () => number,
  { delaysMs, signal, onRetry }: RetryOptions,
): Promise<T> {
  const progress = new Progress(gainedBytes);
  let failures = 0;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (progress.hasGotOn()) failures = 0;
      const delayMs = delaysMs[failures++];
      if (!(error instanceof TransferError) || !error.retry || delayMs === undefined) throw error;
      const waitMs = Math.max(delayMs, Math.min(error.retryAfterMs, MAX_RETRY_AFTER_MS));
      onRetry?.(error.message, waitMs);
      await wait(waitMs, signal);
    }
  }
}

/** Tells whether bytes come in faster than by a trickle that would never end. */
class Progress {
  readonly #gainedBytes: () => number;
  #bytes: number;
  #timeMs = performance.now();

  constructor(gainedBytes: () => number) {
    this.#gainedBytes = gainedBytes;
    this.#bytes = gainedBytes();
  }

  /** Whether enough was gained since the last time that this was asked, waits included. */
  hasGotOn(): boolean {
    const [bytes, timeMs] = [this.#gainedBytes(), performance.now()];
    const leastBytes = (LEAST_BYTES_PER_S * (timeMs - this.#timeMs)) / 1000;
    const hasGotOn = bytes > this.#bytes + leastBytes;
    this.#bytes = Math.max(bytes, this.#bytes);
    this.#timeMs = timeMs;
    return hasGotOn;
  }
}

async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    throw new NstError('NST_ABORTED', 'the download was stopped; run it again to go on', { cause: error });
  }
}
