import { TRAIN_OPTIONS } from '../image/train/options.js';
import type { OptionsOf } from '../shared/options/option.js';
import { outputOption } from '../shared/options/paths.js';
import { switchOption } from '../shared/options/texts.js';
import { RUN_FLAGS } from './runFlags.js';

const { style, ...others } = TRAIN_OPTIONS;

/** Arguments and flags of `nst train`: the library's options, and what becomes of the net. */
export const TRAIN_FLAGS = {
  style,
  output: outputOption({
    help: 'the net: .safetensors',
    short: '-o',
    section: 'What is learnt',
    otherwise: 'beside the first style',
  }),
  /** Sounds in place of pictures. */
  audio: switchOption({
    help: 'learn the style of a sound for nst audio --model; content is sounds, or left out',
    section: 'What is learnt',
    part: 'recipe',
  }),
  ...others,
  resume: switchOption({
    help: 'go on with a training that was stopped',
    section: 'How it is computed',
    part: 'run',
  }),
  ...RUN_FLAGS,
} as const;

/** Their values. */
export type TrainFlags = OptionsOf<typeof TRAIN_FLAGS>;
