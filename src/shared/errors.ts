import { plainLine } from './plainText.js';

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

/** Letters of a message at both of its ends: the file or option is named at the front, what to do at the end. */
const MESSAGE_LETTERS = { front: 600, end: 300 } as const;

/** A message as one line that can be shown: it may quote whatever stood in a file or an option. */
function shownMessage(message: string): string {
  const { front, end } = MESSAGE_LETTERS;
  const line = plainLine(message);
  if (line.length <= front + end) return line;
  // The cut may go through a pair of surrogates.
  return plainLine(`${line.slice(0, front)} ... ${line.slice(-end)}`);
}

/**
 * An error that a user can act on. The message is one line: it names the file or option, says what was
 * expected and what was found, and ends with what to do. Characters of it that would steer a terminal are escaped, and of
 * a long one the middle is left out.
 */
export class NstError extends Error {
  override readonly name = 'NstError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(shownMessage(message), options);
  }
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
