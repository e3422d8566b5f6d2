/** Texts of the command line as values; what they may be is checked by the library, which also serves programs. */
import { InvalidArgumentError } from 'commander';
import type { Direction } from '../glyph/index.js';

/** A number, as written. */
export function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value))
    throw new InvalidArgumentError(`Expected a number, found "${text}".`);
  return value;
}

/** Numbers with commas between them. */
export function parseNumbers(text: string): number[] {
  return text.split(',').map(parseNumber);
}

/** Words with commas between them. */
export function parseWords(text: string): string[] {
  const words = text.split(',').map((word) => word.trim());
  if (words.some((word) => word === '')) {
    throw new InvalidArgumentError(`Expected words with commas between them, found "${text}".`);
  }
  return words;
}

/** Which way is up for an effect: a word, or degrees. */
export function parseDirection(text: string): Direction {
  return /^[a-z]/i.test(text) ? (text as Direction) : parseNumber(text);
}
