import type { SampleEncoding } from '../audio/index.js';
import { AUDIO_OPTIONS } from '../audio/options.js';
import type { OptionsOf } from '../shared/options/option.js';
import { outputOption } from '../shared/options/paths.js';
import { shareOption } from '../shared/options/share.js';
import { switchOption } from '../shared/options/texts.js';
import { wordOption } from '../shared/options/words.js';
import { EACH_FLAGS } from './manyFlags.js';
import { previewFlags } from './previewFlags.js';
import { RESULT_FLAGS } from './runFlags.js';

/** How samples may be written. */
export const ENCODINGS = ['16', '24', '32f'] as const satisfies readonly SampleEncoding[];

const { content, style, ...others } = AUDIO_OPTIONS;

/** Arguments and flags of `nst audio`: the library's options, and what becomes of the result. */
export const AUDIO_FLAGS = {
  content,
  style,
  output: outputOption({
    help: 'the result: .wav or .flac',
    short: '-o',
    section: 'The sound',
    otherwise: 'beside the content',
  }),
  ...others,
  bits: wordOption(ENCODINGS, {
    help: 'samples of the result',
    placeholder: '<n>',
    section: 'The sound',
    part: 'recipe',
    fallback: '16',
  }),
  share: shareOption({
    help: 'only the pieces whose turn it is, such as 1/3 of three runs; the run without it joins them',
    section: 'How it is computed',
  }),
  resume: switchOption({
    help: 'go on with a run that was broken off',
    section: 'How it is computed',
    part: 'output',
  }),
  report: outputOption({
    help: 'write one HTML page with measures, losses, spectrograms and players',
    section: 'What is told',
  }),
  ...previewFlags('write how it sounds so far: .wav or .flac'),
  ...EACH_FLAGS,
  ...RESULT_FLAGS,
} as const;

/** Their values. */
export type AudioFlags = OptionsOf<typeof AUDIO_FLAGS>;
