import { checkInteger, checkNumber, checkOneOf } from '../shared/check.js';
import { DEVICES, type Device } from '../shared/engine/device.js';
import { NstError } from '../shared/errors.js';
import type { Reporter } from '../shared/reporter.js';
import { PRESET_NAMES, PRESETS, type PresetName } from './presets.js';
import { ENVELOPES, type Envelope, type Recipe } from './recipe.js';
import { LOUDNESS_WORDS, type Loudness } from './render/level.js';
import type { Sound } from './sound.js';

/** What is done: the transfer, or nothing but moving the long-term spectrum, which any transfer has to be better than. */
export const METHODS = ['transfer', 'eq-match'] as const;
/** One of `METHODS`. */
export type Method = (typeof METHODS)[number];

/** What a transfer is asked to do. Names are those of the command line's options. */
export interface TransferAudioOptions {
  /** The sound that is given a style: a file, or samples. */
  readonly content: string | Sound;
  /** The sounds whose style it is given: files, or samples. */
  readonly style: string | Sound | readonly (string | Sound)[];
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
  /** Loudness of the whole result; a number is in LUFS. */
  readonly loudness?: Loudness;
  /** Seed of the random filters. */
  readonly seed?: number;
  readonly device?: Device;
  /** CPU threads; 0: one for each core. */
  readonly threads?: number;
  /** The ffmpeg program, for formats that are not built in. */
  readonly ffmpegPath?: string;
  readonly reporter?: Reporter;
  /** Ends the work within one step; pieces that are not done yet are then as in the content. */
  readonly signal?: AbortSignal;
}

const MAX_ITERATIONS = 100_000;
const MAX_STYLES = 64;
const LUFS = { min: -60, max: 0 };

/** The styles of a transfer, always a list. */
export function stylesOf({ style }: Pick<TransferAudioOptions, 'style'>): readonly (string | Sound)[] {
  return typeof style === 'string' || !(Symbol.iterator in style) ? [style] : style;
}

/** Share of each style, in all 1. */
export function sharesOf(options: Pick<TransferAudioOptions, 'style' | 'styleBlend'>): number[] {
  const blend = options.styleBlend ?? stylesOf(options).map(() => 1);
  const total = blend.reduce((sum, share) => sum + share, 0);
  return blend.map((share) => share / total);
}

/** The recipe of a preset with the options laid over it. */
export function recipeOf({
  preset = 'default',
  strength,
  iterations,
  envelope,
}: Pick<TransferAudioOptions, 'preset' | 'strength' | 'iterations' | 'envelope'>): Recipe {
  return {
    ...PRESETS[preset],
    ...(strength !== undefined && { strength }),
    ...(iterations !== undefined && { iterations }),
    ...(envelope !== undefined && { envelope }),
  };
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
  check('device', (value) => checkOneOf('device', value, DEVICES));
  check('strength', (value) => checkNumber('strength', value, 0, 1));
  check('iterations', (value) => checkInteger('iterations', value, 1, MAX_ITERATIONS));
  check('seed', (value) => checkInteger('seed', value, 0));
  check('threads', (value) => checkInteger('threads', value, 0, 1024));
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
