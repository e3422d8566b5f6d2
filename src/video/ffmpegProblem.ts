/** What ffmpeg says of films, in plain words. */
import { type FfmpegMeaning, ffmpegMeaning, NO_MEMORY, UNREADABLE } from '../shared/ffmpegWords.js';

/** The first that fits holds. */
const MEANINGS: readonly FfmpegMeaning[] = [
  [/matches no streams|does not contain any stream/i, 'there is no moving picture in it'],
  ...UNREADABLE,
  [/unknown encoder|encoder not found/i, 'this ffmpeg has no encoder for it'],
  [
    /could not find tag for codec|not currently supported in container|codec .* not supported|only .* are supported/i,
    'the container does not take the sound of the film as it is; choose a name that ends in .mkv',
  ],
  [/permission denied/i, 'ffmpeg may not open it'],
  [/no space left/i, 'the disk is full'],
  NO_MEMORY,
  [/invalid data found|error while decoding|moov|invalid argument|end of file/i, 'it is broken, or no film'],
];

/** One line about what is wrong. @param said all that it wrote to its error output */
export function ffmpegProblem(said: string): string {
  return ffmpegMeaning(said, MEANINGS, 'ffmpeg ended without a word');
}
