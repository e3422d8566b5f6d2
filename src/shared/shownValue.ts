/** How messages show what stood in a file from outside: on one line, short, and with nothing that a terminal obeys. */
import { plainLine } from './plainText.js';

/** As much of a text as lets somebody find it again. */
const SHOWN_CHARACTERS = 40;

/** A text for a message: what would steer a terminal escaped (`plainLine`), the rest of a long one left out. */
export function shownText(text: string, maxCharacters = SHOWN_CHARACTERS): string {
  // Twice the length holds that many characters, whatever their planes, and a file of megabytes is not spread out.
  const characters = [...text.slice(0, 2 * maxCharacters)];
  const isLong = characters.length > maxCharacters || text.length > 2 * maxCharacters;
  const start = characters.slice(0, maxCharacters).join('');
  return isLong ? `${plainLine(start)}...` : plainLine(start);
}

/** A JSON value for a message: a text in quotes, a number as it is, of lists and objects only what they are. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `"${shownText(value)}"`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
