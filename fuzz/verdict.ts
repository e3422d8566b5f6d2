/** What to think of what a reader did. */
import type { ErrorCode } from '../src/shared/errors.js';

/** Everything that can go wrong, in the order of the report's columns. */
export const FAULTS = [
  /** No answer within the time limit. */
  'hang',
  /** More resident memory than allowed, or a full heap. */
  'memory',
  /** The process ended by itself. */
  'exit',
  /** A signal ended the process. */
  'signal',
  /** Something was thrown that is no NstError of a code that users can act on. */
  'foreign',
  /** An exception or rejection that nobody was there to catch. */
  'late',
  /** A message that is not one plain line of at most 1000 letters, or does not say what it is about. */
  'message',
  /** The library wrote to the console. */
  'print',
  /** Files that a failure left, or halves of files. */
  'leftover',
  /** Accepted, but not sound; or a sound input that is refused. */
  'wrong',
] as const;

/** One of `FAULTS`. */
export type Fault = (typeof FAULTS)[number];

/** What came of one input. */
export interface Outcome {
  readonly verdict: 'accepted' | 'refused' | Fault;
  /** The message, or what is wrong. */
  readonly detail: string;
  /** Where it was thrown. */
  readonly stack?: string;
  readonly milliseconds: number;
  /** Resident memory afterwards. */
  readonly memoryBytes: number;
}

/** Codes that say that something outside is wrong; the others (internal, no kernel, stopped) are no answer to an input. */
const REFUSALS: ReadonlySet<string> = new Set<ErrorCode>([
  'NST_BAD_OPTION',
  'NST_BAD_INPUT',
  'NST_BAD_OUTPUT',
  'NST_WOULD_OVERWRITE',
  'NST_MODEL_MISSING',
  'NST_MODEL_BROKEN',
  'NST_DEVICE',
  'NST_MEMORY',
]);

const MAX_MESSAGE_LETTERS = 1000;
/** Control characters, separators of lines and paragraphs, and halves of surrogate pairs. */
const NOT_PLAIN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Whether an outcome is a fault. */
export function isFault(verdict: Outcome['verdict']): verdict is Fault {
  return verdict !== 'accepted' && verdict !== 'refused';
}

/** What is wrong with a message; undefined if nothing is. */
export function messageProblem(message: string): string | undefined {
  if (message.trim() === '') return 'an empty message';
  if (message.length > MAX_MESSAGE_LETTERS) return `a message of ${message.length} letters`;
  const found = NOT_PLAIN.exec(message);
  if (!found) return undefined;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).padStart(4, '0');
  return `a message with U+${code} in it`;
}

/** What to think of something that a reader threw. */
export function judgeThrown(error: unknown): Pick<Outcome, 'verdict' | 'detail' | 'stack'> {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const stack = error instanceof Error && error.stack !== undefined ? { stack: error.stack } : {};
  if (error instanceof Error && error.name === 'UnsoundResult') {
    return { verdict: 'wrong', detail: error.message };
  }
  const isRefusal =
    error instanceof Error &&
    error.name === 'NstError' &&
    'code' in error &&
    REFUSALS.has(String(error.code));
  if (!isRefusal) return { verdict: 'foreign', detail, ...stack };
  const problem = messageProblem(error.message);
  if (problem !== undefined) return { verdict: 'message', detail: `${problem}: ${error.message}`, ...stack };
  return { verdict: 'refused', detail: error.message };
}
