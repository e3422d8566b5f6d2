import { NstError } from '../../shared/errors.js';
import { checkTable } from '../../shared/options/checkTable.js';
import { MAX_STYLES } from '../../shared/options/common.js';
import { integerOption, numberOption } from '../../shared/options/numbers.js';
import { type Option, type OptionsOf, pickRows } from '../../shared/options/option.js';
import { filesOption, maybeFileOption } from '../../shared/options/paths.js';
import { textOption } from '../../shared/options/texts.js';
import { wordOption } from '../../shared/options/words.js';
import type { Picture } from '../../shared/pictures/picture.js';
import type { Reporter } from '../../shared/reporter.js';
import { TRAIN_SECTIONS, TRAINED_MINUTES, TRAINED_SEED, TRAINING_ROWS } from '../../shared/train/options.js';
import { IMAGE_OPTIONS } from '../options.js';
import { isBaseFile } from './baseWords.js';
import { TRAINING_METHODS } from './registry.js';

const { look: LOOK, work: WORK } = TRAIN_SECTIONS;
const { minutes, steps, licence, seed, threads } = TRAINING_ROWS;
const { device } = pickRows(IMAGE_OPTIONS, ['device']);
/** What is taken where nothing is said. */
export const TRAIN_DEFAULTS = { size: 512, minutes: TRAINED_MINUTES, seed: TRAINED_SEED } as const;
/** More than one net can tell apart. */
const MOST_STYLES = 4 * MAX_STYLES;

/** Every option of a training. */
export const TRAIN_OPTIONS = {
  /** Files of the pictures whose style is learnt, or folders of them. */
  style: filesOption({
    help: 'the pictures whose style is learnt, or folders of them',
    placeholder: '[style...]',
    section: LOOK,
    part: 'recipe',
  }) as Option<string | readonly string[]>,
  /** Photographs to learn on, or folders of them. */
  content: filesOption({
    help: 'photographs to learn on, or folders of them: a hundred of any kind',
    section: LOOK,
    part: 'recipe',
  }) as Option<string | readonly string[]>,
  /** What net it is, and how it learns. */
  method: wordOption(TRAINING_METHODS, {
    help: 'what net it is',
    placeholder: '<name>',
    section: LOOK,
    part: 'recipe',
    otherwise: 'johnson2016 for one style, cin2017 for several',
  }),
  /** 0: the content; 1: nothing but style. */
  strength: numberOption({
    help: 'how far the net goes from the content (0) to nothing but style (1)',
    placeholder: '<0..1>',
    section: LOOK,
    part: 'recipe',
    min: 0.05,
    max: 1,
    otherwise: 'the method’s',
  }),
  /** The longer side of the pictures that the net is for: strokes are as large as they look in a style of this size. */
  size: integerOption({
    help: 'longer side of the pictures that the net is for: settles how large strokes are',
    placeholder: '<px>',
    section: LOOK,
    part: 'recipe',
    min: 128,
    max: 4096,
    fallback: TRAIN_DEFAULTS.size,
  }),
  minutes,
  steps,
  /** File of a trained net whose weights it starts from, or one of `BASE_WORDS`. */
  from: maybeFileOption({
    isFile: isBaseFile,
    help: 'a trained net to start from; base: that of the package which is of the same kind; noise: none',
    placeholder: '<file>',
    section: WORK,
    part: 'recipe',
    otherwise: 'base, where there is one',
  }),
  licence,
  /** Who made the styles, to be written into the net. */
  attribution: textOption({
    help: 'whom to thank for styles and photographs, to be written into the net',
    placeholder: '<text>',
    section: LOOK,
    part: 'recipe',
  }),
  seed,
  device,
  threads,
} as const;

/** What a training is asked to do. Names are those of the command line's options. */
export interface TrainOptions extends OptionsOf<typeof TRAIN_OPTIONS> {
  readonly style: string | readonly string[];
  readonly content: string | readonly string[];
  /** File that holds all that is needed to go on; it is read if it is there. Left out: nothing is kept. */
  readonly checkpoint?: string | undefined;
  /** How the net does on one of the photographs so far, now and then. */
  readonly onPreview?: ((picture: Picture) => void) | undefined;
  readonly reporter?: Reporter | undefined;
  /** Ends the training within one step; the net is then what was learnt so far. */
  readonly signal?: AbortSignal | undefined;
  /** Program and version, to be written into the net. */
  readonly creator?: string | undefined;
}

/**
 * Checks everything that can be checked without reading a file.
 *
 * @throws NstError NST_BAD_OPTION for the first option that is out of its range
 */
export function checkTrainOptions(options: TrainOptions): void {
  checkTable(TRAIN_OPTIONS, options);
  if ([options.content].flat().length === 0) {
    const advice = 'add --content FOLDER; a hundred photographs of any kind are enough';
    throw new NstError('NST_BAD_OPTION', `content: expected photographs to learn on, found none; ${advice}`);
  }
}

/**
 * Of more pictures than are kept while a net learns any style, as many as are: evenly spread over the list, so that the same files give the
 * same net.
 */
export function sampledStyles(paths: readonly string[], reporter: Pick<Reporter, 'warn'>): readonly string[] {
  const { length } = paths;
  if (length <= MOST_STYLES) return paths;
  reporter.warn(`style: of ${length} pictures ${MOST_STYLES} are taken, evenly spread over the list`);
  return Array.from({ length: MOST_STYLES }, (_, i) => paths[Math.floor((i * length) / MOST_STYLES)]!);
}

/** @throws NstError NST_BAD_OPTION for more styles than a net can have */
export function checkStyleCount(count: number): void {
  if (count >= 1 && count <= MOST_STYLES) return;
  throw new NstError('NST_BAD_OPTION', `style: expected 1 to ${MOST_STYLES} pictures, found ${count}`);
}
