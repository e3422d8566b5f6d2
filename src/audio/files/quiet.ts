import { AsyncLocalStorage } from 'node:async_hooks';

const isMuted = new AsyncLocalStorage<boolean>();
let running = 0;
let original = console.error;

function unlessMuted(...values: unknown[]): void {
  if (!isMuted.getStore()) original.apply(console, values);
}

/**
 * Runs work by libraries that print what they also report, and have no option against it: what the work (and nothing
 * else in this process) says through `console.error` is dropped. Calls may overlap.
 */
export async function withConsoleErrorMuted<T>(work: () => Promise<T>): Promise<T> {
  if (running === 0) {
    original = console.error;
    console.error = unlessMuted;
  }
  running += 1;
  try {
    return await isMuted.run(true, work);
  } finally {
    running -= 1;
    // Somebody may have put another function there meanwhile.
    if (running === 0 && console.error === unlessMuted) console.error = original;
  }
}
