import { integerOption } from '../shared/options/numbers.js';
import type { Option, OptionRow } from '../shared/options/option.js';

/** More than one process can hold. */
const MAX_WORKERS = 256;

/** Jobs at the same time. */
export function workersOption(
  row: Pick<OptionRow<number>, 'help' | 'section' | 'otherwise'>,
): Option<number> {
  return integerOption({ placeholder: '<n>', part: 'run', min: 1, max: MAX_WORKERS, ...row });
}
