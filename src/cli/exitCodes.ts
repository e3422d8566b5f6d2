import { type ErrorCode, NstError } from '../shared/errors.js';

/** Exit codes of the command line, promised stable. */
export const EXIT = {
  ok: 0,
  failure: 1,
  badUsage: 2,
  modelMissing: 3,
  wouldOverwrite: 4,
  interrupted: 130,
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
  NST_ABORTED: EXIT.interrupted,
};

/** The exit code for anything that was thrown. */
export function exitCodeOf(error: unknown): number {
  return (error instanceof NstError ? BY_ERROR[error.code] : undefined) ?? EXIT.failure;
}
