/** Values from the page as fields of a job: files by their ids become paths, and nothing else of this machine can be named. */
import { jobValues } from '../jobs/jobValues.js';
import { NstError } from '../shared/errors.js';
import { filesIn } from '../shared/options/files.js';
import { shownValue } from '../shared/shownValue.js';
import { controlsOf } from './controls.js';
import type { Medium } from './medium.js';
import type { FieldValues, FileValue } from './wire.js';

const isFileValue = (value: unknown): value is FileValue =>
  typeof value === 'object' && value !== null && 'file' in value && typeof value.file === 'string';

/** @throws NstError NST_BAD_OPTION */
function reject(flag: string, problem: string): never {
  throw new NstError('NST_BAD_OPTION', `${flag}: ${problem}`);
}

/** The name of a style, as nets have them. */
const WORD = /^[a-z][a-z0-9-]*$/;

/** Every id that values name. */
export function fileIdsIn(fields: FieldValues): string[] {
  return Object.values(fields)
    .flat()
    .filter(isFileValue)
    .map(({ file }) => file);
}

/**
 * The values of a run, checked by the table of its command.
 *
 * @param pathOf the path of an upload; undefined for an id that is none
 * @returns fields of a job, and its values
 * @throws NstError NST_BAD_OPTION that names the option, for what the page cannot set, for what the command would refuse, and for
 *   files that were not uploaded
 */
export function runFields(
  medium: Medium,
  fields: FieldValues,
  pathOf: (id: string) => string | undefined,
): Record<string, unknown> {
  const { command, table } = medium.kind;
  const known = new Map(controlsOf(medium).map(({ name, flag }) => [name, flag]));
  const resolve = (flag: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((part: unknown) => resolve(flag, part));
    if (isFileValue(value))
      return pathOf(value.file) ?? reject(flag, 'expected a file that is here, found none; add it again');
    // On the command line this is standard input, which a page has not.
    if (value === '-') return reject(flag, 'expected another text, found "-"; add a blank to it');
    return value;
  };
  const job: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const flag = known.get(name);
    if (flag === undefined) return reject(name, 'is no option that the page can set; use the command line');
    job[name] = resolve(flag, value);
  }
  const uploads = new Set(fileIdsIn(fields).map(pathOf));
  const named = Object.keys(medium.words ?? {}).flatMap((name) => [job[name] ?? []].flat());
  // A word has no separator and no ending that files have: it leads nowhere, but to what is called so.
  const words = new Set(named.filter((text) => typeof text === 'string' && WORD.test(text)));
  const foreign = filesIn(table, jobValues(command, table, job)).find(
    (path) => !uploads.has(path) && !words.has(path),
  );
  if (foreign !== undefined)
    return reject('file', `expected one that was added to the page, found ${shownValue(foreign)}`);
  return job;
}
