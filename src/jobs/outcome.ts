import { messageOf, NstError } from '../shared/errors.js';

/** How a job ended: its results, why there are none, or that it was broken off and is to be done again. */
export type JobOutcome = { readonly id: string; readonly seconds: number } & (
  | { readonly state: 'done'; readonly results: readonly object[] }
  | { readonly state: 'failed'; readonly code: string; readonly problem: string }
  | { readonly state: 'stopped' }
);

/** Problems that are the same whenever a job is tried. Others may be gone the next time: memory, disks, the network. */
const LASTING = new Set<string>([
  'NST_BAD_OPTION',
  'NST_BAD_INPUT',
  'NST_WOULD_OVERWRITE',
  'NST_MODEL_MISSING',
  'NST_MODEL_BROKEN',
  'NST_KERNEL_MISSING',
]);

/** What is kept of an error, and whether to try again is of any use. */
export function failureOf(error: unknown): { code: string; problem: string; isLasting: boolean } {
  const code = error instanceof NstError ? error.code : 'NST_INTERNAL';
  return { code, problem: messageOf(error), isLasting: LASTING.has(code) };
}
