/** Options with several values take all that follows: `--style a.jpg photo.jpg` leaves no content. What they took is given back. */
import { NstError } from '../shared/errors.js';
import { kebabCase } from '../shared/options/option.js';

/** Arguments, and the options without them. */
export interface Restored<Options> {
  readonly taken: readonly string[];
  readonly options: Options;
}

/**
 * Gives back the arguments that an option has taken: the last values of the one that has the most, and must keep one of its
 * own. (Masks are as many as styles, so the one that has more has taken something.) An option of numbers has taken what is none.
 *
 * @param names of the options with several values
 * @param count how many arguments are missing
 * @returns undefined if it cannot be told
 */
export function restoreArguments<Options extends object>(
  options: Options,
  names: readonly (keyof Options)[],
  count: number,
): Restored<Options> | undefined {
  const all = names.map((name) => ({ name, values: [options[name] ?? []].flat() as (string | number)[] }));
  for (const { name, values } of all) {
    const texts = values.length - values.findLastIndex((value) => typeof value === 'number') - 1;
    if (texts === count && texts < values.length) return restored(options, name, values, count);
  }
  const given = all.filter(({ values }) => typeof values[0] === 'string');
  const most = Math.max(...given.map(({ values }) => values.length));
  const [greedy, ...others] = given.filter(({ values }) => values.length === most);
  if (greedy === undefined || others.length > 0 || most <= count) return undefined;
  return restored(options, greedy.name, greedy.values, count);
}

function restored<Options extends object>(
  options: Options,
  name: keyof Options,
  values: readonly unknown[],
  count: number,
): Restored<Options> {
  const taken = values.slice(-count) as readonly string[];
  return { taken, options: { ...options, [name]: values.slice(0, -count) } };
}

/**
 * The error for an argument that is not there.
 *
 * @param what is expected, e.g. `the picture to work on`
 * @param names options that may have taken it
 */
export function missingArgument(name: string, what: string, names: readonly string[]): NstError {
  const flags = names.map((option) => `--${kebabCase(option)}`).join(', ');
  const advice = flags === '' ? `name ${what}` : `write ${what} in front of ${flags}`;
  return new NstError('NST_BAD_OPTION', `missing required argument '${name}'; ${advice}`);
}
