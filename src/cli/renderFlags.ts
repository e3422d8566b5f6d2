import { RENDER_OPTIONS } from '../image/render/options.js';
import type { OptionsOf } from '../shared/options/option.js';
import { outputOption } from '../shared/options/paths.js';
import { MANY_FLAGS } from './manyFlags.js';
import { RESULT_FLAGS } from './runFlags.js';

const { content, ...others } = RENDER_OPTIONS;

/** Arguments and flags of `nst render`: the library's options, and what becomes of the result. */
export const RENDER_FLAGS = {
  content,
  output: outputOption({
    help: 'the result: .png, .jpg, .webp, .avif or .tif',
    short: '-o',
    section: 'The look',
    otherwise: 'beside the content',
  }),
  ...others,
  ...MANY_FLAGS,
  ...RESULT_FLAGS,
} as const;

/** Their values. */
export type RenderFlags = OptionsOf<typeof RENDER_FLAGS>;
