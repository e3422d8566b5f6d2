/** What ffmpeg says of sounds, in plain words. */
import { type FfmpegMeaning, ffmpegMeaning, NO_MEMORY, UNREADABLE } from '../../shared/ffmpegWords.js';

/** The first that fits holds. */
const MEANINGS: readonly FfmpegMeaning[] = [
  [/matches no streams|does not contain any stream/i, 'there is no sound in it'],
  ...UNREADABLE,
  [/permission denied/i, 'ffmpeg may not read it'],
  [/no such file/i, 'ffmpeg does not find it'],
  [/encrypted|drm/i, 'it is encrypted'],
  NO_MEMORY,
  [
    /invalid frame size|header missing|truncat|end of file|partial file|packet too small/i,
    'parts of it are missing or broken',
  ],
  [
    /invalid data found|error while decoding|decode error|invalid argument/i,
    'it is broken, or no sound file',
  ],
];

/** What tells that samples are missing or wrong; other complaints are of chapters, pictures and the like. */
const DAMAGE =
  /while decoding|decoding error|error submitting|invalid data|invalid frame|corrupt|partial file|truncat|end of file|exhausted|overread|sync error|header missing|packet too small/i;

/** Lines that are about the file, of all that ffmpeg wrote to its error output: a pipe cannot be wound back, which is no fault. */
export function complaintsIn(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('[cache @')).join('\n');
}

/** Whether what ffmpeg says means that the sound is not all there. @param complaints as of `complaintsIn` */
export function isDamage(complaints: string): boolean {
  return DAMAGE.test(complaints);
}

/** One line about what is wrong with a file. @param complaints as of `complaintsIn` */
export function ffmpegProblem(complaints: string): string {
  return ffmpegMeaning(complaints, MEANINGS, 'ffmpeg found no sound in it');
}
