/** What ffmpeg says, in plain words: its own speak of maps, demuxers and side data. */
import { shownText } from '../../shared/shownValue.js';

/** Messages quote this much of what is not known here. */
const QUOTED_CHARACTERS = 160;

/** What is looked for in all lines, and what it means; the first that fits holds. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/matches no streams|does not contain any stream/i, 'there is no sound in it'],
  [
    /moov atom not found/i,
    'it is cut short, or its recording was not ended (its table of contents is missing)',
  ],
  [/not on whitelist|protocol not found/i, 'it refers to other files or addresses, which are not opened'],
  [
    /(decoder|codec) .*not found|unknown decoder|could not find codec|unsupported codec/i,
    'this ffmpeg has no decoder for its codec',
  ],
  [/permission denied/i, 'ffmpeg may not read it'],
  [/no such file/i, 'ffmpeg does not find it'],
  [/encrypted|drm/i, 'it is encrypted'],
  [/cannot allocate memory/i, 'there is not enough memory for it'],
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
  const meaning = MEANINGS.find(([pattern]) => pattern.test(complaints))?.[1];
  if (meaning !== undefined) return meaning;
  const last = complaints.split('\n').at(-1)?.trim() ?? '';
  return last === '' ? 'ffmpeg found no sound in it' : `ffmpeg says: ${shownText(last, QUOTED_CHARACTERS)}`;
}
