import { checkTable } from '../../shared/options/checkTable.js';
import { numberOption } from '../../shared/options/numbers.js';
import { type OptionsOf, pickRows } from '../../shared/options/option.js';
import { fileOption, filesOption } from '../../shared/options/paths.js';
import { textOption } from '../../shared/options/texts.js';
import type { Reporter } from '../../shared/reporter.js';
import { TRAIN_SECTIONS, TRAINING_ROWS } from '../../shared/train/options.js';
import { AUDIO_OPTIONS } from '../options.js';

const { minutes, steps, licence, seed, threads } = TRAINING_ROWS;
const { device, ffmpegPath } = pickRows(AUDIO_OPTIONS, ['device', 'ffmpegPath']);

/** Every option of a training on sounds. */
export const TRAIN_SOUND_OPTIONS = {
  /** The sound whose style is learnt, or a saved style. */
  style: fileOption({
    help: 'the sound whose style is learnt, or a style saved by nst audio style',
    section: TRAIN_SECTIONS.look,
    part: 'recipe',
  }),
  /** Sounds to learn on, or folders of them. */
  content: filesOption({
    help: 'sounds to learn on, or folders of them',
    section: TRAIN_SECTIONS.look,
    part: 'recipe',
    otherwise: 'sounds made by formula',
  }),
  /** How far the net goes. */
  strength: numberOption({
    help: 'how far the net goes from the content (0) to nothing but style (1)',
    placeholder: '<0..1>',
    section: TRAIN_SECTIONS.look,
    part: 'recipe',
    min: 0.05,
    max: 1,
  }),
  minutes,
  steps,
  licence,
  /** Who made the sounds, to be written into the net. */
  attribution: textOption({
    help: 'whom to thank for the sounds, to be written into the net',
    placeholder: '<text>',
    section: TRAIN_SECTIONS.look,
    part: 'recipe',
  }),
  seed,
  device,
  threads,
  ffmpegPath,
} as const;

/** What a training on sounds is asked to do. Names are those of the command line's options. */
export interface TrainSoundOptions extends OptionsOf<typeof TRAIN_SOUND_OPTIONS> {
  readonly style: string;
  /** File that holds all that is needed to go on; it is read if it is there. Left out: nothing is kept. */
  readonly checkpoint?: string | undefined;
  readonly reporter?: Reporter | undefined;
  /** Ends the training within one step; the net is then what was learnt so far. */
  readonly signal?: AbortSignal | undefined;
  /** Program and version, to be written into the net. */
  readonly creator?: string | undefined;
}

/** @throws NstError NST_BAD_OPTION for the first option that is out of its range */
export function checkTrainSoundOptions(options: TrainSoundOptions): void {
  checkTable(TRAIN_SOUND_OPTIONS, options);
}
