import type { MinimizationKeeper } from '../shared/checkpoint/keeper.js';
import { NETWORK_NAMES } from '../shared/networks/pictureNetworks.js';
import { OPTIMIZER_NAMES } from '../shared/optim/optimizerSpec.js';
import { bytesOption } from '../shared/options/bytes.js';
import {
  cacheDirOption,
  deviceOption,
  MAX_ITERATIONS,
  seedOption,
  styleBlendOption,
  threadsOption,
} from '../shared/options/common.js';
import { integerOption, numberOption } from '../shared/options/numbers.js';
import type { Option, OptionsOf } from '../shared/options/option.js';
import { fileOption, filesOption, maybeFileOption } from '../shared/options/paths.js';
import { switchOption, textOption } from '../shared/options/texts.js';
import { layersOption, wordOption } from '../shared/options/words.js';
import type { Picture } from '../shared/pictures/picture.js';
import type { Reporter } from '../shared/reporter.js';
import { termsOption } from '../shared/terms/termsOption.js';
import { PRESET_NAMES } from './methods/registry.js';
import { KEEP_COLORS, type KeepColors } from './recipe.js';

export { KEEP_COLORS, type KeepColors };

export const VARIABLES = ['pixels', 'spectrum'] as const;
/** One of `VARIABLES`. */
export type VariableName = (typeof VARIABLES)[number];

export const STATISTICS = ['gram', 'moments', 'wasserstein'] as const;
/** One of `STATISTICS`: what style is taken to be. */
export type StatisticName = (typeof STATISTICS)[number];

/** The net for any style that comes along, in place of a file. */
export const SHIPPED_START = 'model';

export const START_KINDS = ['content', 'noise', 'style'] as const;

/** Limits of the result's longer side, in pixels. */
export const SIZE_PX = { min: 16, max: 16_384, default: 512 } as const;

const LOOK = 'The look';
const STYLES = 'Several styles, and regions';
const LOSSES = 'What is minimised';
const WORK = 'How it is computed';

/** Every option of a transfer: names are those of the command line, in camel case. */
export const IMAGE_OPTIONS = {
  /** File of the picture that is given a style. */
  content: fileOption({
    help: 'the picture to work on (PNG, JPEG, WebP, AVIF, TIFF, GIF)',
    placeholder: '[content]',
    section: LOOK,
    part: 'recipe',
  }),
  /** Files of the pictures whose style it is given. */
  style: filesOption({
    help: 'pictures whose style it is given',
    short: '-s',
    section: LOOK,
    part: 'recipe',
  }) as Option<string | readonly string[]>,
  /** The longer side of the result, in pixels. */
  size: integerOption({
    help: 'longer side of the result',
    placeholder: '<px>',
    section: LOOK,
    part: 'recipe',
    ...SIZE_PX,
    fallback: SIZE_PX.default,
  }),
  /** Recipe that everything else is laid over. */
  preset: wordOption(PRESET_NAMES, {
    help: '',
    placeholder: '<name>',
    section: LOOK,
    part: 'recipe',
    fallback: 'default',
  }),
  /** 0: the content; 1: nothing but style. Not together with styleWeight or contentWeight. */
  strength: numberOption({
    help: 'from the content (0) to nothing but style (1)',
    placeholder: '<0..1>',
    section: LOOK,
    part: 'recipe',
    min: 0,
    max: 1,
    otherwise: 'the preset’s',
  }),
  /** Size of the styles relative to the content: larger ones make larger strokes. */
  styleScale: numberOption({
    help: 'size of the strokes',
    placeholder: '<factor>',
    section: LOOK,
    part: 'recipe',
    min: 0.05,
    max: 20,
    otherwise: '1',
  }),
  /** How much of the content's edges stay under the strokes: Li et al.'s Laplacian loss (2017). */
  detail: numberOption({
    help: 'how much of the content’s edges stays under the strokes',
    placeholder: '<0..1>',
    section: LOOK,
    part: 'recipe',
    min: 0,
    max: 1,
    fallback: 0,
  }),
  /** What becomes of the content's colours. */
  keepColors: wordOption(KEEP_COLORS, {
    help: 'the content’s colours',
    placeholder: '<how>',
    section: LOOK,
    part: 'recipe',
    fallback: 'none',
  }),
  /** A layer of the network: the content is made anew of its features there alone. In place of styles. */
  reconstruct: textOption({
    help: 'the content anew, of its features in this layer alone; in place of --style',
    placeholder: '<layer>',
    section: LOOK,
    part: 'recipe',
  }),
  /** Share of each style; only their ratios count. */
  styleBlend: styleBlendOption(STYLES),
  /** File of a mask of the content: only its white parts are given a style. */
  mask: fileOption({
    help: 'only the white part of the content is given a style; the seam is cut where it is least seen',
    section: STYLES,
    part: 'recipe',
  }),
  /** Whether the black parts of the mask are meant. */
  invertMask: switchOption({ help: 'the black part of --mask is meant', section: STYLES, part: 'recipe' }),
  /** Files of masks, one for each style: where white, the style counts. */
  styleMask: filesOption({
    help: 'one for each style: only its white parts count',
    section: STYLES,
    part: 'recipe',
  }),
  /** Files of masks, one for each style: where white, the content is given that style. */
  contentMask: filesOption({
    help: 'one for each style: it goes to the white parts only',
    section: STYLES,
    part: 'recipe',
  }),
  /** Whether each region of the content begins in the colours of the style's regions that are like it. */
  match: switchOption({
    help: 'like on like, with any preset: each region of the content begins in the colours of the style’s regions that are like it',
    otherwise: 'as the preset has it; --no-match for none',
    section: STYLES,
    part: 'recipe',
    hasOff: true,
  }),
  /** File of places in the content that belong to those of `styleLandmarks`, for presets that lay the style on the content. */
  contentLandmarks: fileOption({
    help: 'JSON: places of the content, [[x, y], ...] in 0..1, for portrait2016',
    section: STYLES,
    part: 'recipe',
  }),
  /** File of the same places in the style, in the same order. */
  styleLandmarks: fileOption({
    help: 'the same places in the style; without the two, faces are laid on each other by what they look like',
    section: STYLES,
    part: 'recipe',
  }),
  /** File of a painted map of the content: what has one colour is given the style of what has it in the style's map. */
  contentMap: fileOption({
    help: 'the content’s regions, each painted in one colour; needs --style-map',
    section: STYLES,
    part: 'recipe',
  }),
  /** Files of painted maps, one for each style. Without a map of the content, the content is the map: a doodle. */
  styleMap: filesOption({
    help: 'one for each style: its regions, in the same colours; without --content-map the content is the map',
    section: STYLES,
    part: 'recipe',
  }),
  /** `content`, `noise`, `style` (noise in its colours), or the file of a picture. */
  init: maybeFileOption({
    help: 'content, noise, style (noise in its colours), or the file of a picture',
    placeholder: '<start>',
    section: WORK,
    part: 'recipe',
    otherwise: 'the preset’s',
    isFile: (text) => !START_KINDS.some((kind) => kind === text),
  }),
  /** `model`, for the net that comes along, or the file of one: what it makes of the content is refined. */
  start: maybeFileOption({
    help: 'model, or a net that "nst train" wrote for any style or for these: what it makes is refined in a few evaluations at full size',
    placeholder: '<model>',
    isFile: (text) => text !== SHIPPED_START,
    section: WORK,
    part: 'recipe',
    otherwise: 'no net',
  }),
  /** Evaluations of the losses over all stages. */
  iterations: integerOption({
    help: 'evaluations of the losses, over all stages',
    placeholder: '<n>',
    section: WORK,
    part: 'recipe',
    min: 1,
    max: MAX_ITERATIONS,
    otherwise: 'the preset’s',
  }),
  /** What content and style are seen with. */
  network: wordOption(NETWORK_NAMES, {
    help: '',
    placeholder: '<name>',
    section: LOSSES,
    part: 'recipe',
    otherwise: 'the preset’s',
  }),
  /** Layers whose statistics make the style, weighted alike. */
  styleLayers: layersOption({
    help: 'layers that make the style, e.g. conv1,mixed0',
    placeholder: '<names>',
    section: LOSSES,
    part: 'recipe',
    otherwise: 'the network’s',
  }),
  /** Layers whose features make the content, weighted alike. */
  contentLayers: layersOption({
    help: 'layers that make the content',
    placeholder: '<names>',
    section: LOSSES,
    part: 'recipe',
    otherwise: 'the network’s',
  }),
  /** What style is taken to be. */
  statistic: wordOption(STATISTICS, {
    help: 'what style is',
    placeholder: '<name>',
    section: LOSSES,
    part: 'recipe',
    otherwise: 'the preset’s',
  }),
  /** Losses that are added to the preset's. */
  terms: termsOption(LOSSES, 'pictures', 'laplacian:weight=0.3,pool=4'),
  /** Factor on the style losses as the preset normalises them. */
  styleWeight: numberOption({
    help: 'factor on the style loss, in place of --strength',
    placeholder: '<factor>',
    section: LOSSES,
    part: 'recipe',
    min: 0,
  }),
  /** Factor on the content losses as the preset normalises them. */
  contentWeight: numberOption({
    help: 'factor on the content loss, in place of --strength',
    placeholder: '<factor>',
    section: LOSSES,
    part: 'recipe',
    min: 0,
  }),
  /** Factor on the total variation: smooths the result. */
  tvWeight: numberOption({
    help: 'factor on the total variation: smooths',
    placeholder: '<factor>',
    section: LOSSES,
    part: 'recipe',
    min: 0,
    otherwise: '0',
  }),
  /** How the losses are minimised. */
  optimizer: wordOption(OPTIMIZER_NAMES, {
    help: '',
    placeholder: '<name>',
    section: WORK,
    part: 'recipe',
    otherwise: 'the preset’s',
  }),
  /** What is varied: pixels, or the decorrelated frequencies of the picture. */
  variable: wordOption(VARIABLES, {
    help: 'what is varied',
    placeholder: '<name>',
    gloss: { spectrum: 'decorrelated frequencies' },
    section: WORK,
    part: 'recipe',
    otherwise: 'pixels',
  }),
  /** Of all that is random. */
  seed: seedOption({ help: 'seed of all that is random', fallback: 0 }),
  /** What the work is done on. */
  device: deviceOption({ fallback: 'auto' }),
  /** CPU threads; 0: one for each core. */
  threads: threadsOption(),
  /** Bytes that the work may take: stages that need more are worked on in tiles. */
  memory: bytesOption({
    help: 'memory that the work may take, e.g. 2G: pictures that need more are worked on in tiles',
    placeholder: '<bytes>',
    section: WORK,
    part: 'run',
    otherwise: 'half of what is free',
  }),
  /** A file with the network's weights, in place of the ones in the cache. */
  modelFile: fileOption({
    help: 'weights of the network: safetensors, ONNX or tfjs',
    section: WORK,
    part: 'run',
    otherwise: 'those that were fetched',
  }),
  /** Folder of fetched network weights; that of the user's cache if left out. */
  cacheDir: cacheDirOption(),
} as const;

/** What a transfer is asked to do. Names are those of the command line's options. */
export interface TransferImageOptions extends OptionsOf<typeof IMAGE_OPTIONS> {
  /** File of the picture that is given a style. */
  readonly content: string;
  /** Files of the pictures whose style it is given; left out, if it is to be reconstructed. */
  readonly style?: string | readonly string[];
  /** How the result will look so far, every `every` iterations. */
  readonly preview?: { readonly every: number; readonly onPicture: (picture: Picture) => void } | undefined;
  readonly reporter?: Reporter | undefined;
  /** Ends the work within one step; the result is then the best picture so far. */
  readonly signal?: AbortSignal | undefined;
  /** Keeps what is done, so that the same call can go on with it in another process: see `Checkpoint`. */
  readonly checkpoint?: MinimizationKeeper | undefined;
}

/** The styles of a transfer, always a list. */
export const stylesOf = ({ style = [] }: Pick<TransferImageOptions, 'style'>): readonly string[] =>
  typeof style === 'string' ? [style] : style;

/** Whether the content is no picture but a map of what is to be painted where. */
export const isDoodle = ({ styleMap, contentMap }: Pick<TransferImageOptions, 'styleMap' | 'contentMap'>) =>
  styleMap !== undefined && contentMap === undefined;
