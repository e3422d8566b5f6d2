import { IMAGE_OPTIONS } from '../image/options.js';
import type { OptionsOf } from '../shared/options/option.js';
import { outputOption } from '../shared/options/paths.js';
import { EACH_FLAGS } from './manyFlags.js';
import { previewFlags } from './previewFlags.js';
import { LONG_RUN_FLAGS } from './runFlags.js';

const { content, style, ...others } = IMAGE_OPTIONS;

/** Arguments and flags of `nst image`: the library's options, and what becomes of the result. */
export const IMAGE_FLAGS = {
  content,
  style,
  output: outputOption({
    help: 'the result: .png, .jpg, .webp, .avif or .tif',
    short: '-o',
    section: 'The look',
    otherwise: 'beside the content',
  }),
  ...others,
  ...previewFlags('write how it looks so far'),
  ...EACH_FLAGS,
  ...LONG_RUN_FLAGS,
} as const;

/** Their values. */
export type ImageFlags = OptionsOf<typeof IMAGE_FLAGS>;
