/** Jobs that are split: a film by its scenes, a sound by its pieces. */
import { NstError } from '../shared/errors.js';
import type { Job } from './job.js';
import type { JobKind } from './kind.js';

/** The field that says which share of the work a job does. */
const SHARE = 'share';

/**
 * The jobs that a job is split into, which can be done in any order and anywhere; the job itself then joins what they made.
 *
 * @returns none for one that is not to be split
 * @throws NstError NST_BAD_INPUT for a kind of job that cannot be split
 */
export function piecesOf({ pieces = 1, ...job }: Job, { command, table }: JobKind): Job[] {
  if (pieces === 1) return [];
  if (!Object.hasOwn(table, SHARE))
    throw new NstError(
      'NST_BAD_INPUT',
      `pieces: expected none for "${command}", found ${pieces}; only video and audio can be split`,
    );
  return Array.from({ length: pieces }, (_, i) => ({
    ...job,
    fields: { ...job.fields, [SHARE]: `${i + 1}/${pieces}` },
  }));
}
