/** What went wrong, for programs: stable across releases. */
export type ErrorCode =
  | 'NST_BAD_OPTION'
  | 'NST_BAD_INPUT'
  | 'NST_BAD_OUTPUT'
  | 'NST_WOULD_OVERWRITE'
  | 'NST_MODEL_MISSING'
  | 'NST_MODEL_BROKEN'
  | 'NST_DEVICE'
  | 'NST_MEMORY'
  | 'NST_KERNEL_MISSING'
  | 'NST_INTERNAL'
  | 'NST_ABORTED';

/**
 * An error that a user can act on. The message is one line: it names the file or option, says what was
 * expected and what was found, and ends with what to do.
 */
export class NstError extends Error {
  override readonly name = 'NstError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
