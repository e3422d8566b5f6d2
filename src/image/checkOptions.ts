import { checkInteger } from '../shared/check.js';
import { NstError } from '../shared/errors.js';
import { checkBlend } from '../shared/options/blend.js';
import { checkTable } from '../shared/options/checkTable.js';
import { MAX_STYLES } from '../shared/options/common.js';
import { flagOf } from '../shared/options/option.js';
import { IMAGE_OPTIONS, stylesOf, type TransferImageOptions } from './options.js';

/**
 * Checks everything that can be checked without reading a file.
 *
 * @throws NstError NST_BAD_OPTION for the first option that is out of its range
 */
export function checkOptions(options: TransferImageOptions): void {
  checkTable(IMAGE_OPTIONS, options);
  if (options.preview) checkInteger('preview-every', options.preview.every, 1);
  if (options.reconstruct === undefined) checkStyles(options);
  else checkReconstruction(options);
}

function checkStyles(options: TransferImageOptions): void {
  const count = stylesOf(options).length;
  if (count < 1 || count > MAX_STYLES) {
    throw new NstError('NST_BAD_OPTION', `style: expected 1 to ${MAX_STYLES} files, found ${count}`);
  }
  checkBlend(options.styleBlend, count);
  checkTogether(options);
  checkStart(options);
  checkMaps(options);
  checkMatch(options);
  checkLandmarks(options);
}

/** What says where regions are, or what a run starts from, which `match` would find. */
const NOT_MATCHED = ['contentMask', 'styleMask', 'styleMap', 'init', 'start'] as const;

/** Regions are found, or given; and they are those of the content that a run starts from. */
function checkMatch(options: TransferImageOptions): void {
  const given = options.match && NOT_MATCHED.find((name) => options[name] !== undefined);
  if (!given) return;
  const problem = 'expected one of them, found both; leave one out';
  throw new NstError('NST_BAD_OPTION', `match and ${flagOf(given, IMAGE_OPTIONS[given])}: ${problem}`);
}

function checkMaps(options: TransferImageOptions): void {
  const { contentMap, styleMap, contentMask, styleMask, mask: object, invertMask } = options;
  if (invertMask && object === undefined) {
    throw new NstError('NST_BAD_OPTION', 'invert-mask: expected mask beside it, found none; give the mask');
  }
  if (contentMap !== undefined && styleMap === undefined) {
    const problem = 'expected style-map beside it, found none; paint the regions of each style, too';
    throw new NstError('NST_BAD_OPTION', `content-map: ${problem}`);
  }
  if (styleMap === undefined) return;
  const mask = contentMask ? 'content-mask' : styleMask ? 'style-mask' : undefined;
  if (mask) {
    throw new NstError(
      'NST_BAD_OPTION',
      `style-map and ${mask}: expected one of them, found both; leave one out`,
    );
  }
  const count = stylesOf(options).length;
  if (styleMap.length !== count) {
    const expected = `${count} map${count === 1 ? '' : 's'}, one for each style in order`;
    throw new NstError('NST_BAD_OPTION', `style-map: expected ${expected}, found ${styleMap.length}`);
  }
}

/** Options that say something of styles, or of losses beside the one that a reconstruction has. */
const NOT_RECONSTRUCTED = [
  'start',
  'contentLandmarks',
  'styleLandmarks',
  'style',
  'strength',
  'styleScale',
  'styleBlend',
  'styleMask',
  'contentMask',
  'contentMap',
  'styleMap',
  'match',
  'styleLayers',
  'contentLayers',
  'statistic',
  'terms',
  'styleWeight',
  'contentWeight',
] as const;

function checkReconstruction(options: TransferImageOptions): void {
  const name = NOT_RECONSTRUCTED.find((option) => options[option] !== undefined);
  if (name !== undefined) {
    const flag = flagOf(name, IMAGE_OPTIONS[name]);
    const problem = 'expected one of them, found both; leave one out';
    throw new NstError('NST_BAD_OPTION', `reconstruct and ${flag}: ${problem}`);
  }
  if (options.detail) {
    throw new NstError(
      'NST_BAD_OPTION',
      'reconstruct and detail: expected one of them, found both; leave one out',
    );
  }
  if (options.init !== 'style') return;
  throw new NstError('NST_BAD_OPTION', 'init: expected content, noise or a file, found style; there is none');
}

/** There is one picture to start from, and graphs are for devices that run them. */
function checkStart({ start, init, device }: TransferImageOptions): void {
  if (start === undefined) return;
  if (init !== undefined)
    throw new NstError('NST_BAD_OPTION', 'start and init: expected one of them, found both; leave one out');
  if (device === 'tfjs')
    throw new NstError('NST_BAD_OPTION', 'start: expected a device that runs nets, found tfjs; name another');
}

function checkLandmarks({ contentLandmarks, styleLandmarks }: TransferImageOptions): void {
  if ((contentLandmarks === undefined) === (styleLandmarks === undefined)) return;
  const [given, missing] = contentLandmarks ? ['content', 'style'] : ['style', 'content'];
  throw new NstError(
    'NST_BAD_OPTION',
    `${given}-landmarks: expected ${missing}-landmarks beside it, found none; give the same places of both pictures`,
  );
}

function checkTogether({ strength, styleWeight, contentWeight }: TransferImageOptions): void {
  const weight =
    styleWeight !== undefined ? 'style-weight' : contentWeight !== undefined ? 'content-weight' : undefined;
  if (strength !== undefined && weight) {
    throw new NstError(
      'NST_BAD_OPTION',
      `strength and ${weight}: expected one of them, found both; leave one out`,
    );
  }
}
