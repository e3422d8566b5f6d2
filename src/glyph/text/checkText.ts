import { NstError } from '../../shared/errors.js';

/** Longer texts make letters of a few pixels; they are a page to be set elsewhere, not a title. */
export const MAX_CHARACTERS = 500;

const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/u;
const CONTROL = /[\p{Cc}\p{Noncharacter_Code_Point}]/u;
const LONE_SURROGATE = /\p{Surrogate}/u;
/** What a font draws no ink for: white space, and marks that only steer the layout. */
const INVISIBLE = /^[\s\p{Default_Ignorable_Code_Point}\p{Cf}]*$/u;

/** "U+0007", as Unicode names a code point. */
export function codePointText(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}

function reject(problem: string): never {
  throw new NstError('NST_BAD_OPTION', `text: ${problem}`);
}

/** Rejects what is found at a place in the text; places count from 1, in characters. */
function rejectAt(line: string, pattern: RegExp, what: string, advice: string): void {
  const match = pattern.exec(line);
  if (!match) return;
  const position = [...line.slice(0, match.index)].length + 1;
  reject(
    `expected letters, found ${what} ${codePointText(line.codePointAt(match.index) ?? 0)} as character ${position}; ${advice}`,
  );
}

/**
 * The lines of a text, in Unicode's composed form (NFC), found fit to be drawn.
 *
 * @throws NstError NST_BAD_OPTION for a text that is empty, blank or longer than `MAX_CHARACTERS`, and for control
 *   characters and halves of surrogate pairs
 */
export function textLines(text: string): readonly string[] {
  if (text === '') reject('expected at least one character, found none');
  const length = [...text].length;
  if (length > MAX_CHARACTERS) {
    reject(`expected at most ${MAX_CHARACTERS} characters, found ${length}; write it in parts`);
  }
  const lines = text.split(LINE_BREAK);
  for (const line of lines) {
    rejectAt(line, LONE_SURROGATE, 'half of a surrogate pair,', 'save the text as UTF-8 and copy it again');
    rejectAt(line, CONTROL, 'the control character', 'leave it out');
  }
  if (lines.every((line) => INVISIBLE.test(line))) reject('expected something to see, found only blanks');
  return lines.map((line) => line.normalize('NFC'));
}
