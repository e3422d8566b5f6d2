import { APPLY_OPTIONS } from '../image/apply/options.js';
import type { OptionsOf } from '../shared/options/option.js';
import { outputOption } from '../shared/options/paths.js';
import { switchOption } from '../shared/options/texts.js';
import { EACH_FLAGS } from './manyFlags.js';
import { RESULT_FLAGS } from './runFlags.js';

const { content, style, ...others } = APPLY_OPTIONS;
const { json, ...runFlags } = RESULT_FLAGS;

/** Arguments and flags of `nst apply`: the library's options, and what becomes of the results. */
export const APPLY_FLAGS = {
  content,
  style,
  output: outputOption({
    help: 'the result: .png, .jpg, .webp, .avif or .tif; of several pictures, a folder; -: standard output',
    short: '-o',
    section: 'The look',
    otherwise: 'beside the pictures',
  }),
  ...others,
  sheet: switchOption({
    help: 'one picture with the content in each style that the net knows',
    section: 'What is told',
    part: 'output',
  }),
  list: switchOption({
    help: 'the styles that the net knows; with --json also what they look like',
    section: 'What is told',
    part: 'output',
  }),
  ...EACH_FLAGS,
  json: { ...json, help: 'print one JSON object about each result' },
  ...runFlags,
} as const;

/** Their values. */
export type ApplyFlags = OptionsOf<typeof APPLY_FLAGS>;
