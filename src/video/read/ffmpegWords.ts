/** What ffmpeg says, in plain words. */
import { shownText } from '../../shared/shownValue.js';

/** Messages quote this much of what is not known here. */
const QUOTED_CHARACTERS = 160;

/** What is looked for in all lines, and what it means; the first that fits holds. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/matches no streams|does not contain any stream/i, 'there is no moving picture in it'],
  [
    /moov atom not found/i,
    'it is cut short, or its recording was not ended (its table of contents is missing)',
  ],
  [/not on whitelist|protocol not found/i, 'it refers to other files or addresses, which are not opened'],
  [
    /(decoder|codec) .*not found|unknown decoder|could not find codec|unsupported codec/i,
    'this ffmpeg has no decoder for its codec',
  ],
  [/unknown encoder|encoder not found/i, 'this ffmpeg has no encoder for it'],
  [
    /could not find tag for codec|not currently supported in container|codec .* not supported|only .* are supported/i,
    'the container does not take the sound of the film as it is; choose a name that ends in .mkv',
  ],
  [/permission denied/i, 'ffmpeg may not open it'],
  [/no space left/i, 'the disk is full'],
  [/cannot allocate memory/i, 'there is not enough memory for it'],
  [/invalid data found|error while decoding|moov|invalid argument|end of file/i, 'it is broken, or no film'],
];

/** One line about what is wrong. @param said all that it wrote to its error output */
export function ffmpegProblem(said: string): string {
  const meaning = MEANINGS.find(([pattern]) => pattern.test(said))?.[1];
  if (meaning !== undefined) return meaning;
  const last = said.trim().split('\n').at(-1)?.trim() ?? '';
  return last === '' ? 'ffmpeg ended without a word' : `ffmpeg says: ${shownText(last, QUOTED_CHARACTERS)}`;
}
