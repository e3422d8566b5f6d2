import { NstError } from '../shared/errors.js';
import { MAX_SHARES } from '../shared/options/share.js';
import { shownValue } from '../shared/shownValue.js';
import type { JobKind } from './kind.js';

/** One piece of work: a command, and its options by their long names. It can be written as JSON. */
export interface Job {
  readonly command: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Jobs with lower numbers are done first, from 1; those without one come before all others, in their order. */
  readonly priority?: number | undefined;
  /** Into how many jobs it is split, which are joined when all are done. */
  readonly pieces?: number | undefined;
}

/** The range that queues can tell apart (BullMQ's). */
const MAX_PRIORITY = 2 ** 21 - 1;

function reject(name: string, problem: string): never {
  throw new NstError('NST_BAD_INPUT', `${name}: ${problem}`);
}

/** @throws NstError NST_BAD_INPUT */
function countOf(name: string, value: unknown, most: number): number | undefined {
  if (value === undefined) return undefined;
  const count = typeof value === 'string' ? Number(value) : value;
  if (typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= most) return count;
  return reject(name, `expected a whole number from 1 to ${most}, found ${shownValue(value)}`);
}

/**
 * A job out of what stood in a line of a job file.
 *
 * @param value `{ "command": "image", "content": "a.jpg", "style": "b.jpg", "priority": 2 }`
 * @throws NstError NST_BAD_INPUT for anything that is no object with a command
 */
export function jobOf(value: unknown): Job {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return reject('job', `expected an object such as {"command": "image", ...}, found ${shownValue(value)}`);
  const { command, priority, pieces, ...fields } = value as Record<string, unknown>;
  if (typeof command !== 'string')
    return reject('command', `expected the name of a command, found ${shownValue(command)}`);
  return {
    command,
    fields,
    priority: countOf('priority', priority, MAX_PRIORITY),
    pieces: countOf('pieces', pieces, MAX_SHARES),
  };
}

/** The kind of a job. @throws NstError NST_BAD_INPUT for a command that is none of them */
export function kindOf({ command }: Job, kinds: readonly JobKind[]): JobKind {
  const kind = kinds.find((each) => each.command === command);
  if (kind) return kind;
  const expected = kinds.map((each) => each.command).join(', ');
  return reject('command', `expected one of ${expected}, found ${shownValue(command)}`);
}
