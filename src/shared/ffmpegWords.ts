/** What the user's ffmpeg says, in plain words: its own speak of maps, demuxers and side data. */
import { messageOf } from './errors.js';
import { shownText } from './shownValue.js';

/** Messages quote this much of what is not known here. */
const QUOTED_CHARACTERS = 160;

/** What is looked for in all lines, and what it means. */
export type FfmpegMeaning = readonly [pattern: RegExp, meaning: string];

/** What it says of sounds and films alike when a file cannot be opened at all. */
export const UNREADABLE: readonly FfmpegMeaning[] = [
  [
    /moov atom not found/i,
    'it is cut short, or its recording was not ended (its table of contents is missing)',
  ],
  [/not on whitelist|protocol not found/i, 'it refers to other files or addresses, which are not opened'],
  [
    /(decoder|codec) .*not found|unknown decoder|could not find codec|unsupported codec/i,
    'this ffmpeg has no decoder for its codec',
  ],
];

/** The same of machines. */
export const NO_MEMORY: FfmpegMeaning = [/cannot allocate memory/i, 'there is not enough memory for it'];

/**
 * One line about what is wrong.
 *
 * @param said what ffmpeg wrote to its error output
 * @param meanings the first that fits holds
 * @param silence what it means that it said nothing
 */
export function ffmpegMeaning(said: string, meanings: readonly FfmpegMeaning[], silence: string): string {
  const meaning = meanings.find(([pattern]) => pattern.test(said))?.[1];
  if (meaning !== undefined) return meaning;
  const last = said.trim().split('\n').at(-1)?.trim() ?? '';
  return last === '' ? silence : `ffmpeg says: ${shownText(last, QUOTED_CHARACTERS)}`;
}

/** Why it could not be started, as a part of a sentence. */
export function startProblem(error: Error): string {
  return 'code' in error && error.code === 'ENOENT' ? 'it was not found' : messageOf(error);
}
