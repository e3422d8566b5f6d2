/**
 * Characters that steer a terminal in place of being seen: C0, DEL and C1, marks and overrides of writing direction, line and
 * paragraph separators, and halves of surrogate pairs, which no encoding holds.
 */
const STEERING = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\p{Surrogate}]/gu;
/** The same without line feeds, which JSON is laid out with; within its texts they are escaped already. */
const STEERING_IN_JSON = /[\x7f-\x9f\p{Bidi_Control}\u2028\u2029]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const hex = (text: string, digits: number) => text.charCodeAt(0).toString(16).padStart(digits, '0');
const longEscape = (text: string) => `\\u${hex(text, 4)}`;

function escaped(text: string): string {
  return SHORT[text] ?? (text.charCodeAt(0) <= 0xff ? `\\x${hex(text, 2)}` : longEscape(text));
}

/** One line that can be printed: whatever would steer the terminal is written as JavaScript writes it, `\x1b`, `\u202e`. */
export function plainLine(text: string): string {
  return text.replaceAll(STEERING, escaped);
}

/**
 * JSON that can be printed: the same value, and nothing in it steers the terminal.
 *
 * @param indent blanks before what lies deeper; all on one line if left out
 */
export function plainJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(STEERING_IN_JSON, longEscape);
}
