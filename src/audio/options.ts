import { checkInteger, checkNumber, checkOneOf } from '../shared/check.js';
import { DEVICES, type Device } from '../shared/engine/device.js';
import { NstError } from '../shared/errors.js';
import type { Reporter } from '../shared/reporter.js';
import { SOUND_NETWORKS, type SoundNetworkName } from './features/networks.js';
import { PRESET_NAMES, type PresetName } from './presets.js';
import {
  ENVELOPES,
  type Envelope,
  PHASES,
  type Phase,
  RHYTHMS,
  type Rhythm,
  STARTS,
  type Start,
  SYNTHESES,
  type Synthesis,
} from './recipe.js';
import { LOUDNESS_WORDS, type Loudness } from './render/level.js';
import type { Sound } from './sound.js';
import { STEREO_MODES, type StereoMode } from './stereo.js';
import type { SavedStyle } from './styleFile/savedStyle.js';

/** What is done: the transfer, or nothing but moving the long-term spectrum, which any transfer has to be better than. */
export const METHODS = ['transfer', 'eq-match'] as const;
/** One of `METHODS`. */
export type Method = (typeof METHODS)[number];

/** A style: a file of sound, a file that ends in .nststyle, samples, or what `captureStyle` returned. */
export type StyleSource = string | Sound | SavedStyle;

/** What a transfer is asked to do. Names are those of the command line's options. */
export interface TransferAudioOptions {
  /** The sound that is given a style: a file, or samples. */
  readonly content: string | Sound;
  /** The sounds whose style it is given: files (also of saved styles), samples, or what was captured of them. */
  readonly style: StyleSource | readonly StyleSource[];
  readonly preset?: PresetName;
  readonly method?: Method;
  /** 0: the content; 1: nothing but style. */
  readonly strength?: number;
  /** Evaluations of the losses for every piece of at most 8 seconds. */
  readonly iterations?: number;
  /** Share of each style; only their ratios count. */
  readonly styleBlend?: readonly number[];
  /** Whose loudness over time the result has. */
  readonly envelope?: Envelope;
  /** Whose rhythm the result has, by the autocorrelation of its bands. */
  readonly rhythm?: Rhythm;
  /** What the style is seen with; its layers take the place of the preset's. */
  readonly network?: SoundNetworkName;
  /** What is varied: samples, amplitudes, or first these and then those. */
  readonly synthesis?: Synthesis;
  /** What it is varied from. */
  readonly start?: Start;
  /** Where phases start, if amplitudes are varied; random after a start at noise, else the content's. */
  readonly phase?: Phase;
  /** Loudness of the whole result; a number is in LUFS. */
  readonly loudness?: Loudness;
  /** What is done to two channels. */
  readonly stereo?: StereoMode;
  /** Seed of the random filters. */
  readonly seed?: number;
  readonly device?: Device;
  /** CPU threads; 0: one for each core. */
  readonly threads?: number;
  /** The ffmpeg program, for formats that are not built in. */
  readonly ffmpegPath?: string;
  /** Is given how the whole sounds so far, every so many iterations. */
  readonly preview?: { readonly every: number; readonly onSound: (sound: Sound) => void };
  readonly reporter?: Reporter;
  /** Ends the work within one step; pieces that are not done yet are then as in the content. */
  readonly signal?: AbortSignal;
}

const MAX_ITERATIONS = 100_000;
const MAX_STYLES = 64;
const LUFS = { min: -60, max: 0 };

/** The styles of a transfer, always a list. */
export function stylesOf({ style }: Pick<TransferAudioOptions, 'style'>): readonly StyleSource[] {
  return typeof style === 'string' || !(Symbol.iterator in style) ? [style] : style;
}

/** Share of each style, in all 1. */
export function sharesOf(options: Pick<TransferAudioOptions, 'style' | 'styleBlend'>): number[] {
  const blend = options.styleBlend ?? stylesOf(options).map(() => 1);
  const total = blend.reduce((sum, share) => sum + share, 0);
  return blend.map((share) => share / total);
}

/**
 * Checks everything that can be checked without reading a file.
 *
 * @throws NstError NST_BAD_OPTION for the first option that is out of its range
 */
export function checkOptions(options: TransferAudioOptions): void {
  const check = <K extends keyof TransferAudioOptions>(
    name: K,
    rule: (value: NonNullable<TransferAudioOptions[K]>) => unknown,
  ) => {
    const value = options[name];
    if (value !== undefined) rule(value as NonNullable<TransferAudioOptions[K]>);
  };
  check('preset', (value) => checkOneOf('preset', value, PRESET_NAMES));
  check('method', (value) => checkOneOf('method', value, METHODS));
  check('envelope', (value) => checkOneOf('envelope', value, ENVELOPES));
  check('rhythm', (value) => checkOneOf('rhythm', value, RHYTHMS));
  check('network', (value) => checkOneOf('network', value, SOUND_NETWORKS));
  check('synthesis', (value) => checkOneOf('synthesis', value, SYNTHESES));
  check('start', (value) => checkOneOf('start', value, STARTS));
  check('phase', (value) => checkOneOf('phase', value, PHASES));
  check('device', (value) => checkOneOf('device', value, DEVICES));
  check('strength', (value) => checkNumber('strength', value, 0, 1));
  check('iterations', (value) => checkInteger('iterations', value, 1, MAX_ITERATIONS));
  check('seed', (value) => checkInteger('seed', value, 0));
  check('threads', (value) => checkInteger('threads', value, 0, 1024));
  check('stereo', (value) => checkOneOf('stereo', value, STEREO_MODES));
  check('preview', ({ every }) => checkInteger('preview-every', every, 1));
  check('loudness', checkLoudness);
  checkStyles(options);
}

function checkLoudness(value: Loudness): void {
  if (typeof value === 'number') checkNumber('loudness', value, LUFS.min, LUFS.max);
  else checkOneOf('loudness', value, LOUDNESS_WORDS);
}

function checkStyles(options: TransferAudioOptions): void {
  const count = stylesOf(options).length;
  const fail = (text: string): never => {
    throw new NstError('NST_BAD_OPTION', text);
  };
  if (count < 1 || count > MAX_STYLES) fail(`style: expected 1 to ${MAX_STYLES} sounds, found ${count}`);
  const { styleBlend, method } = options;
  if (method === 'eq-match' && count > 1)
    fail(`style: expected one sound for method eq-match, found ${count}`);
  if (!styleBlend) return;
  for (const share of styleBlend) checkNumber('style-blend', share, 0);
  if (styleBlend.length !== count) {
    const expected = `${count} number${count === 1 ? '' : 's'}, one for each style`;
    fail(`style-blend: expected ${expected}, found ${styleBlend.length}`);
  }
  if (styleBlend.every((share) => share === 0)) {
    fail('style-blend: expected at least one number above 0, found only zeros');
  }
}
