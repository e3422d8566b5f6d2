import { NstError } from '../../shared/errors.js';
import { checkBlend } from '../../shared/options/blend.js';
import { checkTable } from '../../shared/options/checkTable.js';
import { MAX_STYLES } from '../../shared/options/common.js';
import { integerOption, numberOption } from '../../shared/options/numbers.js';
import { type OptionsOf, pickRows } from '../../shared/options/option.js';
import { fileOption, filesOption } from '../../shared/options/paths.js';
import { switchOption } from '../../shared/options/texts.js';
import { wordOption } from '../../shared/options/words.js';
import type { Reporter } from '../../shared/reporter.js';
import { IMAGE_OPTIONS, SIZE_PX, stylesOf } from '../options.js';

export const PHOTO_METHODS = ['default', 'color', 'luan2017', 'wct2018'] as const;
/** One of `PHOTO_METHODS`. */
export type PhotoMethod = (typeof PHOTO_METHODS)[number];
export const PHOTO_FINISHES = ['none', 'mixed', 'poisson', 'affine', 'smooth'] as const;
/** One of `PHOTO_FINISHES`: what brings a stylised picture back to the edges of the photograph. */
export type PhotoFinish = (typeof PHOTO_FINISHES)[number];

const LOOK = 'The look';
const STYLES = 'Several styles, and regions';
const { content, style, styleBlend, device, threads } = pickRows(IMAGE_OPTIONS, [
  'content',
  'style',
  'styleBlend',
  'device',
  'threads',
]);

/** Every option of a photorealistic transfer. */
export const PHOTO_OPTIONS = {
  /** File of the photograph. */
  content,
  /** Files of the photographs whose light and colours it is given. */
  style: { ...style, help: 'photographs whose light and colours it is given' },
  /** File of a stylised version of the content, which takes the place of styles. */
  from: fileOption({
    help: 'a stylised version of the photograph, to be given its edges back; in place of --style',
    section: LOOK,
    part: 'recipe',
  }),
  /** How it is given the style. */
  method: wordOption(PHOTO_METHODS, {
    help: 'what it is given',
    placeholder: '<name>',
    gloss: {
      default: 'light, textures and colours, as a network sees them',
      color: 'colours alone, in a second',
      luan2017: 'the same in about twice the time',
      wct2018: 'features exchanged by a trained net',
    },
    section: LOOK,
    part: 'recipe',
    otherwise: 'default',
  }),
  /** File of a trained net, for `wct2018`. */
  model: fileOption({
    help: 'the net of wct2018, as nst train --method photowct2018 makes it',
    section: LOOK,
    part: 'recipe',
    otherwise: 'the one that comes along',
  }),
  /** What is done in the end. */
  finish: wordOption(PHOTO_FINISHES, {
    help: 'how the photograph’s edges are kept',
    placeholder: '<how>',
    gloss: {
      none: 'colours are mapped, and that moves none',
      mixed: 'local affine functions of its colours, finer in textures',
      poisson: 'slopes of the photograph, screened Poisson',
      affine: 'the same, as coarse everywhere as where it is flat',
      smooth: 'what varies as the photograph does, solved exactly',
    },
    section: LOOK,
    part: 'recipe',
    otherwise: 'mixed; with luan2017, affine; with --from, poisson; with color, none; with wct2018, smooth',
  }),
  /** 0: the photograph as it is; 1: all of the change. */
  strength: numberOption({
    help: 'from the photograph (0) to all of the change (1)',
    placeholder: '<0..1>',
    section: LOOK,
    part: 'recipe',
    min: 0,
    max: 1,
    fallback: 1,
  }),
  /** The longer side of the result; the photograph's own, if left out. */
  size: integerOption({
    help: 'longer side of the result',
    placeholder: '<px>',
    section: LOOK,
    part: 'recipe',
    min: 1,
    max: SIZE_PX.max,
    otherwise: 'the photograph’s',
  }),
  styleBlend,
  /** File of a painted map of the content: what has one colour takes the colours of what has it in the style's map. */
  contentMap: fileOption({
    help: 'the photograph’s regions, each painted in one colour; needs --style-map',
    section: STYLES,
    part: 'recipe',
  }),
  /** Files of painted maps, one for each style. */
  styleMap: filesOption({
    help: 'one for each style: its regions, in the same colours; needs --content-map',
    section: STYLES,
    part: 'recipe',
  }),
  /** Whether regions are found that are like each other. */
  match: switchOption({
    help: 'like on like without maps: regions of the photographs are found by what a network sees in them',
    section: STYLES,
    part: 'recipe',
  }),
  device,
  threads,
} as const;

/** What a photorealistic transfer is asked to be. Names are those of the command line's options. */
export interface PhotoOptions extends OptionsOf<typeof PHOTO_OPTIONS> {
  /** File of the photograph. */
  readonly content: string;
  readonly reporter?: Reporter | undefined;
  /** Ends the work between its steps. */
  readonly signal?: AbortSignal | undefined;
}

const reject = (text: string): never => {
  throw new NstError('NST_BAD_OPTION', text);
};

/**
 * Checks everything that can be checked without reading a file.
 *
 * @throws NstError NST_BAD_OPTION for the first option that is out of its range, missing, or of no use beside another
 */
export function checkPhotoOptions(options: PhotoOptions): void {
  checkTable(PHOTO_OPTIONS, options);
  if (options.from === undefined) checkStyled(options);
  else checkStylised(options);
}

/** What says how a stylised version would be made. */
const MAKING = ['style', 'contentMap', 'styleMap', 'styleBlend', 'method', 'match', 'model'] as const;

/** Of a photograph that there is a stylised version of. */
function checkStylised(options: PhotoOptions): void {
  const other = MAKING.find((name) => options[name] !== undefined);
  if (other) reject(`from and ${other}: expected one of them, found both; leave one out`);
  if (options.finish === 'none') {
    reject('finish: expected mixed, poisson, affine or smooth beside from, found none; leave it out');
  }
}

function checkStyled(options: PhotoOptions): void {
  const { contentMap, styleMap, finish, method, match, model } = options;
  const count = stylesOf(options).length;
  if (finish === 'none' && method !== 'color')
    reject(
      'finish: expected mixed, poisson, affine or smooth, found none; add --method color, or leave it out',
    );
  if (count < 1 || count > MAX_STYLES) reject(`style: expected 1 to ${MAX_STYLES} files, found ${count}`);
  checkBlend(options.styleBlend, count);
  if ((contentMap === undefined) !== (styleMap === undefined)) {
    const [given, missing] = contentMap ? ['content-map', 'style-map'] : ['style-map', 'content-map'];
    reject(`${given}: expected ${missing} beside it, found none; paint the regions of both`);
  }
  if (styleMap && styleMap.length !== count) {
    reject(`style-map: expected ${count} maps, one for each style in order, found ${styleMap.length}`);
  }
  if (match && contentMap !== undefined) {
    reject('match and content-map: expected one of them, found both; leave one out');
  }
  if (model !== undefined && method !== 'wct2018') {
    reject('model: expected method wct2018 beside it, found another; add --method wct2018, or leave it out');
  }
}
