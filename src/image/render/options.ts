import { checkOneOf } from '../../shared/check.js';
import { NstError } from '../../shared/errors.js';
import { checkTable } from '../../shared/options/checkTable.js';
import { seedOption, threadsOption } from '../../shared/options/common.js';
import { type Option, type OptionsOf, pickRows } from '../../shared/options/option.js';
import { filesOption } from '../../shared/options/paths.js';
import { wordOption } from '../../shared/options/words.js';
import type { Reporter } from '../../shared/reporter.js';
import { IMAGE_OPTIONS } from '../options.js';
import { BRUSH_NAMES } from './brushes.js';

export const RENDER_WAYS = ['strokes', 'regions', 'analogy'] as const;
/** One of `RENDER_WAYS`: brush strokes, strokes that regions steer, or what an example shows of a change. */
export type RenderWay = (typeof RENDER_WAYS)[number];

export const ANALOGY_COLORS = ['luma', 'rgb'] as const;
/** What an analogy is about: brightness, the picture keeping its own colours; or colours, which are then the example's. */
export type AnalogyColors = (typeof ANALOGY_COLORS)[number];

const LOOK = 'The look';
const { content, size } = pickRows(IMAGE_OPTIONS, ['content', 'size']);
const FILES = filesOption({
  help: 'strokes, regions (strokes that regions steer), or analogy and two files: an example before and after',
  placeholder: '<how...>',
  section: LOOK,
  part: 'recipe',
  otherwise: 'strokes',
});

/** A way, and the files of an analogy behind it. */
const BY: Option<string | readonly string[]> = {
  ...(FILES as Option<string | readonly string[]>),
  files: (by) => [by].flat().slice(1),
  check: (name, value) => {
    const [way, ...files] = [value as string | readonly string[]].flat();
    checkOneOf(name, way, RENDER_WAYS);
    const count = way === 'analogy' ? 2 : 0;
    if (files.length === count) return;
    const expected =
      count === 0 ? `no file behind ${way}` : 'two files behind analogy, an example before and after';
    throw new NstError('NST_BAD_OPTION', `${name}: expected ${expected}, found ${files.length}`);
  },
};

/** Every option of a painting. */
export const RENDER_OPTIONS = {
  /** File of the picture that is painted. */
  content,
  /** `strokes`, `regions`, or `analogy` and the two files of its example. */
  by: BY,
  /** The longer side of the result, in pixels. */
  size,
  /** The brushes of strokes and regions. */
  preset: wordOption(BRUSH_NAMES, {
    help: 'brushes of strokes and regions',
    placeholder: '<name>',
    section: LOOK,
    part: 'recipe',
    otherwise: 'impressionist',
  }),
  /** What an analogy is about. */
  colors: wordOption(ANALOGY_COLORS, {
    help: 'what an analogy changes',
    placeholder: '<what>',
    gloss: {
      luma: 'brightness; the picture keeps its colours',
      rgb: 'colours, which are those of the example',
    },
    section: LOOK,
    part: 'recipe',
    otherwise: 'luma',
  }),
  /** Of all that is random. */
  seed: seedOption({ help: 'seed of all that is random', fallback: 0 }),
  /** CPU threads of an analogy; 0: one for each core. */
  threads: threadsOption(),
} as const;

/** What a painting is asked to be. Names are those of the command line's options. */
export interface RenderOptions extends OptionsOf<typeof RENDER_OPTIONS> {
  /** File of the picture that is painted. */
  readonly content: string;
  readonly reporter?: Reporter | undefined;
  /** Ends the work soon; the result is then what there is by then. */
  readonly signal?: AbortSignal | undefined;
}

/** The way, and the files of an analogy. */
export function wayOf({ by = 'strokes' }: Pick<RenderOptions, 'by'>): readonly [way: RenderWay, ...string[]] {
  const [way, ...files] = [by].flat();
  return [way as RenderWay, ...files];
}

/**
 * Checks everything that can be checked without reading a file.
 *
 * @throws NstError NST_BAD_OPTION for the first option that is out of its range, or of another way
 */
export function checkRenderOptions(options: RenderOptions): void {
  checkTable(RENDER_OPTIONS, options);
  const [way] = wayOf(options);
  const wrong = way === 'analogy' ? 'preset' : 'colors';
  if (options[wrong] === undefined) return;
  const theirs = way === 'analogy' ? 'strokes or regions' : 'analogy';
  throw new NstError(
    'NST_BAD_OPTION',
    `${wrong}: is for by ${theirs}, found by ${way}; leave one of them out`,
  );
}
