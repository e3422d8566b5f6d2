import { TEXTURE_OPTIONS } from '../image/texture/options.js';
import type { OptionsOf } from '../shared/options/option.js';
import { outputOption } from '../shared/options/paths.js';
import { MANY_FLAGS } from './manyFlags.js';
import { LONG_RUN_FLAGS } from './runFlags.js';

const { example, ...others } = TEXTURE_OPTIONS;

/** Arguments and flags of `nst texture`: the library's options, and what becomes of the result. */
export const TEXTURE_FLAGS = {
  example,
  output: outputOption({
    help: 'the result: .png, .jpg, .webp, .avif or .tif',
    short: '-o',
    section: 'The look',
    otherwise: 'beside the example',
  }),
  ...others,
  ...MANY_FLAGS,
  ...LONG_RUN_FLAGS,
} as const;

/** Their values. */
export type TextureFlags = OptionsOf<typeof TEXTURE_FLAGS>;
