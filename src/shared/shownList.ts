import { shownText } from './shownValue.js';

/** Items of a list that are shown. */
const SHOWN_ITEMS = 3;

/** How messages show a list from a file: `a, b, c and 61 more`. */
export function shownList(items: readonly (string | number)[], maxItems = SHOWN_ITEMS): string {
  const shown = items.slice(0, maxItems).map((item) => shownText(String(item)));
  const left = items.length - shown.length;
  return left > 0 ? `${shown.join(', ')} and ${left} more` : shown.join(', ');
}
