/** Where the text of `nst glyph` comes from: the command line, a file, or standard input. */
import { NstError } from '../shared/errors.js';
import { readInputFile } from '../shared/inputFile.js';
import type { GlyphFlags } from './glyphFlags.js';
import { INPUT_NAME, readStandardInput, STANDARD_STREAM } from './standardStreams.js';

/** A text of the greatest length has less, whatever its letters. */
const MAX_BYTES = 2 ** 16;

/** @throws NstError NST_BAD_OPTION for several texts, which are one without its quotes */
function wordsOf(words: readonly string[]): string | undefined {
  if (words.length < 2) return words[0];
  const advice = `put quotes around the text: "${words.join(' ')}"`;
  throw new NstError('NST_BAD_OPTION', `text: expected one argument, found ${words.length}; ${advice}`);
}

/** The text without the line feed that editors and `echo` put behind it. */
function decoded(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '');
  } catch {
    const problem = `${name}: expected a text in UTF-8, found other data; save it as UTF-8`;
    throw new NstError('NST_BAD_INPUT', problem);
  }
}

/**
 * The text of a command.
 *
 * @param words arguments; "-" alone is standard input
 * @throws NstError NST_BAD_OPTION for several texts; NST_BAD_INPUT for a file that cannot be read, or holds no text
 */
export async function textOf(
  words: readonly string[],
  { textFile }: Pick<GlyphFlags, 'textFile'>,
): Promise<string | undefined> {
  const text = wordsOf(words);
  if (textFile === undefined && text !== STANDARD_STREAM) return text;
  if (textFile !== undefined && text !== undefined) {
    throw new NstError('NST_BAD_OPTION', 'text-file: expected no text beside it; leave one of them out');
  }
  if (textFile === undefined || textFile === STANDARD_STREAM) {
    const bytes = await readStandardInput('a text', { bytes: MAX_BYTES, text: '64 KiB' });
    return decoded(INPUT_NAME, bytes);
  }
  return decoded(textFile, await readInputFile(textFile, { expected: 'a text', maxBytes: MAX_BYTES }));
}
