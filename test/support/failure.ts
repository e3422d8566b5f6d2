import { expect } from 'vitest';

/** What an error is expected to be: its code, and a part or a pattern of its message. */
export const failure = (code: string, message: string | RegExp) =>
  expect.objectContaining({
    code,
    message: typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message),
  });
