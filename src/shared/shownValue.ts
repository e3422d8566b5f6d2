/** How messages show what stood in a file from outside: on one line, short, and with nothing that a terminal obeys. */

/** As much of a text as lets somebody find it again. */
const SHOWN_CHARACTERS = 40;

/** Control characters, characters that turn or hide text (bidirectional marks, joiners), and line separators. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text for a message: control characters escaped as `\uXXXX`, the rest of a long one left out. */
export function shownText(text: string, maxCharacters = SHOWN_CHARACTERS): string {
  // Twice the length holds that many characters, whatever their planes, and a file of megabytes is not spread out.
  const characters = [...text.slice(0, 2 * maxCharacters)];
  const isLong = characters.length > maxCharacters || text.length > 2 * maxCharacters;
  const start = characters.slice(0, maxCharacters).join('').replace(UNPRINTABLE, escapeCharacter);
  return isLong ? `${start}...` : start;
}

function escapeCharacter(character: string): string {
  const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** A JSON value for a message: a text in quotes, a number as it is, of lists and objects only what they are. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `"${shownText(value)}"`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
