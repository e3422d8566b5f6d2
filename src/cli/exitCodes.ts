import { type ErrorCode, NstError } from '../shared/errors.js';
import { interruptedCode } from './interrupt.js';

/** Exit codes of the command line, promised stable; beside them those of `interruptedCode`. */
export const EXIT = {
  ok: 0,
  failure: 1,
  badUsage: 2,
  modelMissing: 3,
  wouldOverwrite: 4,
} as const;

const BY_ERROR: Partial<Record<ErrorCode, number>> = {
  NST_BAD_OPTION: EXIT.badUsage,
  NST_BAD_INPUT: EXIT.badUsage,
  NST_BAD_OUTPUT: EXIT.badUsage,
  NST_DEVICE: EXIT.badUsage,
  NST_MEMORY: EXIT.badUsage,
  NST_MODEL_MISSING: EXIT.modelMissing,
  NST_MODEL_BROKEN: EXIT.modelMissing,
  NST_WOULD_OVERWRITE: EXIT.wouldOverwrite,
};

/** The exit code for anything that was thrown. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof NstError)) return EXIT.failure;
  return error.code === 'NST_ABORTED' ? interruptedCode() : (BY_ERROR[error.code] ?? EXIT.failure);
}
