/** Texts of the command line as values. */

/** A text that cannot be a value; the message is a sentence. */
export class TextError extends Error {}

/** A number, as written. @throws TextError */
export function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) {
    throw new TextError(`Expected a number, found "${text}".`);
  }
  return value;
}

/** Numbers with commas between them. @throws TextError */
export function parseNumbers(text: string): number[] {
  return text.split(',').map(parseNumber);
}

/** Words with commas between them. @throws TextError */
export function parseWords(text: string): string[] {
  const words = text.split(',').map((word) => word.trim());
  if (words.some((word) => word === '')) {
    throw new TextError(`Expected words with commas between them, found "${text}".`);
  }
  return words;
}

/** A word, if it begins with a letter; else a number. @throws TextError */
export function parseWordOrNumber<Word extends string>(text: string): Word | number {
  return /^[a-z]/i.test(text) ? (text as Word) : parseNumber(text);
}
