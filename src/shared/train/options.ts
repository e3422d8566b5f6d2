/** Rows of options that trainings of all media have. */
import { seedOption, threadsOption } from '../options/common.js';
import { integerOption, numberOption } from '../options/numbers.js';
import { textOption } from '../options/texts.js';

/** Headings of the guide. */
export const TRAIN_SECTIONS = { look: 'What is learnt', work: 'How it is computed' } as const;
/** What is taken where nothing is said. */
export const TRAINED_MINUTES = 30;
export const TRAINED_SEED = 0;
/** More than anybody waits for. */
const MAX_STEPS = 10_000_000;
const MAX_MINUTES = 60 * 24 * 30;

/** The rows. */
export const TRAINING_ROWS = {
  /** How long it may take. */
  minutes: numberOption({
    help: 'how long it may take',
    placeholder: '<n>',
    section: TRAIN_SECTIONS.work,
    part: 'recipe',
    min: 0.1,
    max: MAX_MINUTES,
    fallback: TRAINED_MINUTES,
  }),
  /** Steps in all, in place of minutes: the same number gives the same net. */
  steps: integerOption({
    help: 'steps, in place of --minutes: the same number gives the same net',
    placeholder: '<n>',
    section: TRAIN_SECTIONS.work,
    part: 'recipe',
    min: 1,
    max: MAX_STEPS,
  }),
  /** Licence of the styles, to be written into the net. */
  licence: textOption({
    help: 'licence of the net, to be written into it',
    placeholder: '<text>',
    section: TRAIN_SECTIONS.look,
    part: 'recipe',
  }),
  /** Of all that is random. */
  seed: seedOption({ help: 'seed of all that is random', fallback: TRAINED_SEED }),
  threads: threadsOption(),
} as const;
