import { checkInteger, checkNumber, checkOneOf } from '../shared/check.js';
import { DEVICES, type Device } from '../shared/engine/device.js';
import { NstError } from '../shared/errors.js';
import { NETWORK_NAMES, type NetworkName } from '../shared/networks/pictureNetworks.js';
import { OPTIMIZER_NAMES, type OptimizerName } from '../shared/optim/optimizerSpec.js';
import type { Picture } from '../shared/pictures/picture.js';
import type { Reporter } from '../shared/reporter.js';
import type { TermSpec } from '../shared/terms/registry.js';
import { PRESET_NAMES, type PresetName } from './presets.js';
import { KEEP_COLORS, type KeepColors } from './recipe.js';

export { KEEP_COLORS, type KeepColors };

export const VARIABLES = ['pixels', 'spectrum'] as const;
/** One of `VARIABLES`. */
export type VariableName = (typeof VARIABLES)[number];

export const STATISTICS = ['gram', 'moments', 'wasserstein'] as const;
/** One of `STATISTICS`: what style is taken to be. */
export type StatisticName = (typeof STATISTICS)[number];

export const START_KINDS = ['content', 'noise', 'style'] as const;

/** What a transfer is asked to do. Names are those of the command line's options. */
export interface TransferImageOptions {
  /** File of the picture that is given a style. */
  readonly content: string;
  /** Files of the pictures whose style it is given. */
  readonly style: string | readonly string[];
  /** The longer side of the result, in pixels. */
  readonly size?: number;
  readonly preset?: PresetName;
  /** 0: the content; 1: nothing but style. Not together with styleWeight or contentWeight. */
  readonly strength?: number;
  /** Evaluations of the losses over all stages. */
  readonly iterations?: number;
  readonly network?: NetworkName;
  /** Layers whose statistics make the style, weighted alike. */
  readonly styleLayers?: readonly string[];
  /** Layers whose features make the content, weighted alike. */
  readonly contentLayers?: readonly string[];
  readonly statistic?: StatisticName;
  /** Losses that are added to the preset's. */
  readonly terms?: readonly TermSpec[];
  /** Factors on the losses as the preset normalises them. */
  readonly styleWeight?: number;
  readonly contentWeight?: number;
  /** Factor on the total variation: smooths the result. */
  readonly tvWeight?: number;
  /** Share of each style; only their ratios count. */
  readonly styleBlend?: readonly number[];
  /** Size of the styles relative to the content: larger ones make larger strokes. */
  readonly styleScale?: number;
  /** Files of masks, one for each style: where white, the style counts. */
  readonly styleMask?: readonly string[];
  /** Files of masks, one for each style: where white, the content is given that style. */
  readonly contentMask?: readonly string[];
  readonly keepColors?: KeepColors;
  /** `content`, `noise`, `style` (noise in its colours), or the file of a picture. */
  readonly init?: string;
  readonly optimizer?: OptimizerName;
  /** What is varied: pixels, or the decorrelated frequencies of the picture. */
  readonly variable?: VariableName;
  readonly seed?: number;
  readonly device?: Device;
  /** CPU threads; 0: one for each core. */
  readonly threads?: number;
  /** Folder of fetched network weights; that of the user's cache if left out. */
  readonly cacheDir?: string;
  /** A file with the network's weights, in place of the ones in the cache. */
  readonly modelFile?: string;
  /** How the result will look so far, every `every` iterations. */
  readonly preview?: { readonly every: number; readonly onPicture: (picture: Picture) => void };
  readonly reporter?: Reporter;
  /** Ends the work within one step; the result is then the best picture so far. */
  readonly signal?: AbortSignal;
}

/** Limits of the result's longer side, in pixels. */
export const SIZE_PX = { min: 16, max: 16_384, default: 512 } as const;
const MAX_ITERATIONS = 100_000;
const MAX_STYLES = 64;

/** The styles of a transfer, always a list. */
export const stylesOf = ({ style }: Pick<TransferImageOptions, 'style'>): readonly string[] =>
  typeof style === 'string' ? [style] : style;

/**
 * Checks everything that can be checked without reading a file.
 *
 * @throws NstError NST_BAD_OPTION for the first option that is out of its range
 */
export function checkOptions(options: TransferImageOptions): void {
  const check = <K extends keyof TransferImageOptions>(
    name: K,
    rule: (value: NonNullable<TransferImageOptions[K]>) => unknown,
  ) => {
    const value = options[name];
    if (value !== undefined) rule(value as NonNullable<TransferImageOptions[K]>);
  };
  check('preset', (value) => checkOneOf('preset', value, PRESET_NAMES));
  check('network', (value) => checkOneOf('network', value, NETWORK_NAMES));
  check('statistic', (value) => checkOneOf('statistic', value, STATISTICS));
  check('keepColors', (value) => checkOneOf('keep-colors', value, KEEP_COLORS));
  check('optimizer', (value) => checkOneOf('optimizer', value, OPTIMIZER_NAMES));
  check('variable', (value) => checkOneOf('variable', value, VARIABLES));
  check('device', (value) => checkOneOf('device', value, DEVICES));
  check('size', (value) => checkInteger('size', value, SIZE_PX.min, SIZE_PX.max));
  check('iterations', (value) => checkInteger('iterations', value, 1, MAX_ITERATIONS));
  check('seed', (value) => checkInteger('seed', value, 0));
  check('threads', (value) => checkInteger('threads', value, 0, 1024));
  check('strength', (value) => checkNumber('strength', value, 0, 1));
  check('styleScale', (value) => checkNumber('style-scale', value, 0.05, 20));
  check('styleWeight', (value) => checkNumber('style-weight', value, 0));
  check('contentWeight', (value) => checkNumber('content-weight', value, 0));
  check('tvWeight', (value) => checkNumber('tv-weight', value, 0));
  check('styleLayers', (value) => checkLayerNames('style-layers', value));
  check('contentLayers', (value) => checkLayerNames('content-layers', value));
  check('preview', ({ every }) => checkInteger('preview-every', every, 1));
  checkStyles(options);
  checkTogether(options);
}

function checkLayerNames(name: string, layers: readonly string[]): void {
  if (layers.length === 0) {
    throw new NstError('NST_BAD_OPTION', `${name}: expected at least one layer, found none`);
  }
  const twice = layers.find((layer, i) => layers.indexOf(layer) !== i);
  if (twice !== undefined) {
    throw new NstError('NST_BAD_OPTION', `${name}: expected each layer once, found "${twice}" twice`);
  }
}

function checkStyles({ style, styleBlend }: TransferImageOptions): void {
  const count = stylesOf({ style }).length;
  if (count < 1 || count > MAX_STYLES) {
    throw new NstError('NST_BAD_OPTION', `style: expected 1 to ${MAX_STYLES} files, found ${count}`);
  }
  if (!styleBlend) return;
  for (const share of styleBlend) checkNumber('style-blend', share, 0);
  if (styleBlend.length !== count) {
    const expected = `${count} number${count === 1 ? '' : 's'}, one for each style`;
    throw new NstError('NST_BAD_OPTION', `style-blend: expected ${expected}, found ${styleBlend.length}`);
  }
  if (styleBlend.every((share) => share === 0)) {
    throw new NstError(
      'NST_BAD_OPTION',
      'style-blend: expected at least one number above 0, found only zeros',
    );
  }
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
