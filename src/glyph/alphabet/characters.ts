/** Which characters a sheet or a font is made of. */
import { stat } from 'node:fs/promises';
import { NstError } from '../../shared/errors.js';
import { readInputFile } from '../../shared/inputFile.js';
import { isJoined, scriptOf } from '../text/script.js';

/** More make a sheet of tens of megapixels, and a run of an hour. */
const MAX_ALPHABET = 2000;

/** Every character of Unicode, once, takes a fifteenth of this. */
const MAX_TEXT_BYTES = 2 ** 26;

/** The word for the characters of the languages of Western Europe. */
const LATIN = 'latin';

/** What Windows-1252 has beyond Latin-1: dashes, quotation marks and letters that texts of today are written with. */
const LATIN_EXTRAS = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const BLANK = /\p{Zs}/u;
/** Line breaks and marks that only steer the layout have no picture. */
const WITHOUT_PICTURE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const LONE_SURROGATE = /\p{Surrogate}/u;

function latin(): string {
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');
  return range(0x20, 0x7e) + range(0xa0, 0xff) + LATIN_EXTRAS;
}

function reject(option: string, problem: string): never {
  throw new NstError('NST_BAD_OPTION', `${option}: ${problem}`);
}

/**
 * What is meant to be a file though there is none: a name that ends so, or a path of several names. A slash among digits is a
 * character like others.
 */
const FILE_LIKE = /[^/\\]\.txt$|^\.{0,2}(?:[/\\][\w.-]+){2,}$/i;

/** The file's text; undefined if there is no such file. */
async function fileText(option: string, path: string): Promise<string | undefined> {
  // A text of a thousand characters is no file name, and may be too long to ask for.
  if (path.length > 1024 || path.includes('\0')) return undefined;
  const info = await stat(path).catch(() => undefined);
  if (!info) {
    if (!FILE_LIKE.test(path)) return undefined;
    return reject(
      option,
      `expected characters, "latin" or a text file, found no file ${path}; check the path`,
    );
  }
  // A folder may well be called like the letters that are wanted.
  if (info.isDirectory()) return undefined;
  const bytes = await readInputFile(path, { expected: 'a text file', maxBytes: MAX_TEXT_BYTES });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return reject(option, `expected a text in UTF-8, found other data in ${path}; save it as UTF-8`);
  }
}

/**
 * The characters that `spec` names, once each, in the order of their code points, composed (NFC): "latin", a text file, or the
 * characters themselves. The space is always among them.
 *
 * @param option stands in messages
 * @throws NstError NST_BAD_OPTION if there is nothing to see, too much, or no valid text; NST_BAD_INPUT for a file that cannot be
 *   read
 */
export async function readAlphabet(option: string, spec: string): Promise<string[]> {
  const text = spec === LATIN ? latin() : ((await fileText(option, spec)) ?? spec);
  if (LONE_SURROGATE.test(text)) {
    reject(option, 'found half of a surrogate pair; save the text as UTF-8 and copy it again');
  }
  const characters = new Set(
    [...text.normalize('NFC')].filter((character) => !WITHOUT_PICTURE.test(character)),
  );
  if ([...characters].every((character) => BLANK.test(character))) {
    reject(option, 'expected at least one character to see, found none');
  }
  characters.add(' ');
  if (characters.size > MAX_ALPHABET) {
    const counted = `found ${characters.size}`;
    reject(
      option,
      `expected at most ${MAX_ALPHABET} different characters, ${counted}; name those that are needed`,
    );
  }
  return [...characters].sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0));
}

/**
 * Rejects scripts whose letters take other shapes beside each other, for formats that have one picture for each character.
 *
 * @throws NstError NST_BAD_OPTION
 */
export function checkUnjoined(option: string, characters: readonly string[]): void {
  const joined = characters.find((character) => isJoined(scriptOf(character) ?? ''));
  if (joined === undefined) return;
  reject(
    option,
    `"${joined}" joins its neighbours, and a sheet has one picture for each character; make a font`,
  );
}
