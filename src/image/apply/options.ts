import { NstError } from '../../shared/errors.js';
import { checkBlend } from '../../shared/options/blend.js';
import { checkTable } from '../../shared/options/checkTable.js';
import { MAX_STYLES, seedOption, styleBlendOption, threadsOption } from '../../shared/options/common.js';
import { integerOption, numberOption } from '../../shared/options/numbers.js';
import { type Option, type OptionsOf, pickRows } from '../../shared/options/option.js';
import { fileOption, filesOption } from '../../shared/options/paths.js';
import { styleSharesOption } from '../../shared/options/styleShares.js';
import { wordOption } from '../../shared/options/words.js';
import type { PictureFile } from '../../shared/pictures/source.js';
import type { Reporter } from '../../shared/reporter.js';
import { EXCHANGES } from '../../shared/stylise/exchange.js';
import { IMAGE_OPTIONS, SIZE_PX } from '../options.js';

const LOOK = 'The look';
const WORK = 'How it is computed';
const { styleScale, keepColors, mask, invertMask, device } = pickRows(IMAGE_OPTIONS, [
  'styleScale',
  'keepColors',
  'mask',
  'invertMask',
  'device',
]);

/** Every option of a trained net at work. */
export const APPLY_OPTIONS = {
  /** Files of the pictures that are given a style, or folders of them. */
  content: filesOption({
    help: 'the pictures to work on, or folders of them',
    placeholder: '[content...]',
    section: LOOK,
    part: 'recipe',
  }) as Option<string | readonly string[]>,
  /** Pictures, or names of styles that the net has learnt. */
  style: filesOption({
    help: 'pictures whose style they are given, or styles that the net has learnt, by name',
    placeholder: '<style...>',
    short: '-s',
    section: LOOK,
    part: 'recipe',
  }) as Option<string | readonly string[]>,
  /** Share of each style; only their ratios count. */
  styleBlend: styleBlendOption(LOOK),
  /** The same in one word: styles and their shares, in place of `style` and `styleBlend`. */
  blend: styleSharesOption({
    help: 'styles with their shares in one word, in place of --style and --style-blend: a=0.7,b=0.3',
    placeholder: '<shares>',
    section: LOOK,
    part: 'recipe',
    count: MAX_STYLES,
  }),
  /** File of a net that `nst train` wrote; left out: the one that comes along. */
  model: fileOption({
    help: 'a net that "nst train" wrote',
    section: LOOK,
    part: 'recipe',
    otherwise: 'those that come along',
  }),
  /** 0: the pictures as they are; 1: all of the style that the net has. */
  strength: numberOption({
    help: 'from the pictures as they are (0) to all of the style (1)',
    placeholder: '<0..1>',
    section: LOOK,
    part: 'recipe',
    min: 0,
    max: 1,
    fallback: 1,
  }),
  /** The longer side of the results, in pixels. */
  size: integerOption({
    help: 'longer side of the results',
    placeholder: '<px>',
    section: LOOK,
    part: 'recipe',
    ...SIZE_PX,
    fallback: SIZE_PX.default,
  }),
  styleScale,
  keepColors,
  /** How a net for any style goes about it. */
  exchange: wordOption(EXCHANGES, {
    help: 'of a net for any style: what of its statistics are exchanged, and how',
    placeholder: '<name>',
    gloss: { moments: 'AdaIN', whitening: 'WCT', transport: 'WCT by the shortest way' },
    section: WORK,
    part: 'recipe',
    otherwise: 'the net’s',
  }),
  mask,
  invertMask,
  seed: seedOption({ help: 'of nets that make many pictures of one: which of them', fallback: 0 }),
  device,
  threads: threadsOption(),
} as const;

/** What a net is asked to do. Names are those of the command line's options. */
export interface ApplyOptions extends Omit<OptionsOf<typeof APPLY_OPTIONS>, 'content'> {
  /** Files of the pictures that are given a style, names of files with `*` and `?` in them, folders, or pictures in memory. */
  readonly content: string | PictureFile | readonly (string | PictureFile)[];
  readonly reporter?: Reporter | undefined;
  /** No further picture is begun once it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Checks everything that can be checked without reading a file.
 *
 * @throws NstError NST_BAD_OPTION for the first option that is out of its range
 */
export function checkApplyOptions(options: ApplyOptions): void {
  const { content: _, ...values } = options;
  checkTable(APPLY_OPTIONS, values);
  const { model, blend, styleBlend, invertMask: isInverted, mask: object } = options;
  if (blend !== undefined && (options.style !== undefined || styleBlend !== undefined))
    throw new NstError(
      'NST_BAD_OPTION',
      'blend: expected alone, found style or style-blend beside it; leave them out',
    );
  const count = askedStyles(options).names.length;
  if (count > MAX_STYLES)
    throw new NstError('NST_BAD_OPTION', `style: expected at most ${MAX_STYLES}, found ${count}`);
  if (count === 0 && model === undefined) {
    const advice =
      'add --style FILE, or --style NAME ("nst apply --list" shows them), or --model FILE with a net of your own';
    throw new NstError(
      'NST_BAD_OPTION',
      `style: expected a picture or the name of a style, found none; ${advice}`,
    );
  }
  if (styleBlend !== undefined && count > 0) checkBlend(styleBlend, count);
  if (isInverted && object === undefined)
    throw new NstError('NST_BAD_OPTION', 'invert-mask: expected mask beside it, found none; give the mask');
}

/** The styles that are asked for, and how much of each; undefined: all alike. */
export function askedStyles({ style, styleBlend, blend }: Omit<ApplyOptions, 'content'>): {
  readonly names: readonly string[];
  readonly shares: readonly number[] | undefined;
} {
  if (blend === undefined) return { names: style === undefined ? [] : [style].flat(), shares: styleBlend };
  return { names: blend.map(({ style: name }) => name), shares: blend.map(({ share }) => share) };
}
