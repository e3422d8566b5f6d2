/** Trying again after failures that pass. */
import { setTimeout as sleep } from 'node:timers/promises';
import { NstError } from '../errors.js';
import { TransferError } from './http.js';

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
 * Runs `attempt` until it succeeds. A failure counts against the number of attempts only if nothing was
 * gained since the last one, so a long download over a bad line goes on as long as it gets on.
 *
 * @param attempt one try
 * @param gained how much is done so far, in any unit
 * @throws what `attempt` throws, when it is not a TransferError to retry, or was retried too often
 * @throws NST_ABORTED
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  gained: () => number,
  { delaysMs, signal, onRetry }: RetryOptions,
): Promise<T> {
  let failures = 0;
  let best = gained();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (gained() > best) failures = 0;
      best = Math.max(best, gained());
      const delayMs = delaysMs[failures++];
      if (!(error instanceof TransferError) || !error.retry || delayMs === undefined) throw error;
      const waitMs = Math.max(delayMs, Math.min(error.retryAfterMs, MAX_RETRY_AFTER_MS));
      onRetry?.(error.message, waitMs);
      await wait(waitMs, signal);
    }
  }
}

async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    throw new NstError('NST_ABORTED', 'the download was stopped; run it again to go on', { cause: error });
  }
}
