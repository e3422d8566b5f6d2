import type { OptionsOf } from '../shared/options/option.js';
import { fileOption, outputOption } from '../shared/options/paths.js';
import { VIDEO_OPTIONS } from '../video/options.js';
import { EACH_FLAGS } from './manyFlags.js';
import { RUN_FLAGS } from './runFlags.js';

const { content, style, ...others } = VIDEO_OPTIONS;

/** Arguments and flags of `nst video`: the library's options, and what becomes of the result. */
export const VIDEO_FLAGS = {
  content,
  style,
  output: outputOption({
    help: 'the result: .mp4, .mov, .mkv, .webm, .gif, .webp, .apng, a folder, or a pattern such as frame_%04d.png',
    short: '-o',
    section: 'The look',
    otherwise: 'beside the film',
  }),
  ...others,
  audioStyle: fileOption({
    help: 'a sound whose style the film’s sound is given, as "nst audio" does',
    section: 'The look',
    part: 'recipe',
  }),
  preview: outputOption({ help: 'write every finished frame to this picture', section: 'What is told' }),
  ...EACH_FLAGS,
  ...RUN_FLAGS,
} as const;

/** Their values. */
export type VideoFlags = OptionsOf<typeof VIDEO_FLAGS>;
