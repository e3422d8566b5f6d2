import { PHOTO_OPTIONS } from '../image/photo/options.js';
import type { OptionsOf } from '../shared/options/option.js';
import { outputOption } from '../shared/options/paths.js';
import { wordOption } from '../shared/options/words.js';
import { EACH_FLAGS } from './manyFlags.js';
import { RESULT_FLAGS } from './runFlags.js';

const { content, ...others } = PHOTO_OPTIONS;

/** What the words of `bits` mean. */
export const BITS = { '8': 8, '16': 16 } as const;

/** Arguments and flags of `nst photo`: the library's options, and what becomes of the result. */
export const PHOTO_FLAGS = {
  content,
  output: outputOption({
    help: 'the result: .png, .jpg, .webp, .avif or .tif',
    short: '-o',
    section: 'The look',
    otherwise: 'beside the photograph',
  }),
  bits: wordOption(['8', '16'], {
    help: 'bits a channel, of .png and .tif: 8, where gradients are dithered, or 16',
    placeholder: '<n>',
    section: 'The look',
    part: 'output',
    otherwise: 'the photograph’s',
  }),
  ...others,
  ...EACH_FLAGS,
  ...RESULT_FLAGS,
} as const;

/** Their values. */
export type PhotoFlags = OptionsOf<typeof PHOTO_FLAGS>;
