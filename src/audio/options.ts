import { checkInteger } from '../shared/check.js';
import { NstError } from '../shared/errors.js';
import { blendShares, checkBlend } from '../shared/options/blend.js';
import { checkTable } from '../shared/options/checkTable.js';
import {
  deviceOption,
  MAX_ITERATIONS,
  MAX_STYLES,
  seedOption,
  styleBlendOption,
  threadsOption,
} from '../shared/options/common.js';
import { integerOption, numberOption } from '../shared/options/numbers.js';
import { kebabCase, type Option, type OptionsOf, pickRows } from '../shared/options/option.js';
import { fileOption, filesOption, maybeFileOption, programOption } from '../shared/options/paths.js';
import { switchOption } from '../shared/options/texts.js';
import { wordOption, wordOrNumberOption } from '../shared/options/words.js';
import type { Reporter } from '../shared/reporter.js';
import { termsOption } from '../shared/terms/termsOption.js';
import { SHIPPED_SOUNDS } from './apply/shippedSounds.js';
import { SOUND_NETWORKS } from './features/networkNames.js';
import { PRESET_NAMES } from './presetNames.js';
import { ENVELOPES, PHASES, RHYTHMS, STARTS, SYNTHESES, TONES } from './recipe.js';
import { LOUDNESS_WORDS } from './render/level.js';
import type { Sound, SoundSource } from './sound.js';
import { STEREO_MODES } from './stereo.js';
import type { SavedStyle } from './styleFile/savedStyle.js';

/** What is done: the transfer, or nothing but moving the long-term spectrum, which any transfer has to be better than. */
export const METHODS = ['transfer', 'transport', 'eq-match'] as const;
/** One of `METHODS`. */
export type Method = (typeof METHODS)[number];

/** A style: a file of sound or what would stand in one, a file that ends in .nststyle, samples, or what `captureStyle` returned. */
export type StyleSource = SoundSource | SavedStyle;

const LUFS = { min: -60, max: 0 } as const;

const RESULT = 'The sound';
const METHOD = 'What is minimised';
const WORK = 'How it is computed';

/** Every option of a transfer: names are those of the command line, in camel case. */
export const AUDIO_OPTIONS = {
  /** The sound that is given a style: a file, or samples. */
  content: fileOption({
    help: 'the sound to work on (WAV, FLAC, MP3, Ogg Vorbis, Opus; others through ffmpeg)',
    placeholder: '[content]',
    section: RESULT,
    part: 'recipe',
  }) as Option<SoundSource>,
  /** The sounds whose style it is given: files (also of saved styles), samples, or what was captured of them. */
  style: filesOption({
    help: 'sounds whose style it is given, or styles saved by nst audio style',
    short: '-s',
    section: RESULT,
    part: 'recipe',
  }) as Option<StyleSource | readonly StyleSource[]>,
  /** File of a net that `nst train --audio` made, or the name of one that comes along, in place of styles. */
  model: maybeFileOption({
    isFile: (text) => !SHIPPED_SOUNDS.includes(text),
    help: 'a net that nst train --audio wrote, or guitar, which comes along, in place of --style: done at once',
    placeholder: '<file>',
    section: RESULT,
    part: 'recipe',
  }),
  /** Recipe that everything else is laid over. */
  preset: wordOption(PRESET_NAMES, {
    help: '',
    placeholder: '<name>',
    section: RESULT,
    part: 'recipe',
    fallback: 'default',
  }),
  /** What is done: the transfer, or no more than moving the long-term spectrum. */
  method: wordOption(METHODS, {
    help: '',
    placeholder: '<name>',
    gloss: {
      transport: 'move the levels of bands to those of the style, at once',
      'eq-match': 'only move the long-term spectrum',
    },
    section: RESULT,
    part: 'recipe',
    fallback: 'transfer',
  }),
  /** 0: the content; 1: nothing but style. */
  strength: numberOption({
    help: 'from the content (0) to nothing but style (1)',
    placeholder: '<0..1>',
    section: RESULT,
    part: 'recipe',
    min: 0,
    max: 1,
    otherwise: '0.6; speech 0.4; with --model or --method transport 1',
  }),
  /** Share of each style; only their ratios count. */
  styleBlend: styleBlendOption(RESULT),
  /** What the style is seen with; its layers take the place of the preset's. */
  network: wordOption(SOUND_NETWORKS, {
    help: 'the network in whose layers sounds are compared',
    placeholder: '<name>',
    section: METHOD,
    part: 'recipe',
    otherwise: 'the preset’s',
  }),
  /** Losses that are added to the preset's; those that look at layers take the network's if they name none. */
  terms: termsOption(METHOD, 'sounds', 'pitch:weight=0.5'),
  /** What is varied: samples, amplitudes, or first these and then those. */
  synthesis: wordOption(SYNTHESES, {
    help: 'what is varied',
    placeholder: '<how>',
    gloss: { notes: 'samples, from the notes on the style’s instrument' },
    section: METHOD,
    part: 'recipe',
    otherwise: 'the preset’s',
  }),
  /** What it is varied from. */
  start: wordOption(STARTS, {
    help: 'what it is varied from',
    placeholder: '<what>',
    section: METHOD,
    part: 'recipe',
    otherwise: 'the preset’s',
  }),
  /** Where phases start, if amplitudes are varied; random after a start at noise, else the content's. */
  phase: wordOption(PHASES, {
    help: 'of spectrograms, from',
    placeholder: '<where>',
    section: METHOD,
    part: 'recipe',
    otherwise: 'the preset’s',
  }),
  /** Whose rhythm the result has, by the autocorrelation of its bands. */
  rhythm: wordOption(RHYTHMS, {
    help: 'repetitions',
    placeholder: '<whose>',
    section: METHOD,
    part: 'recipe',
    otherwise: 'the preset’s',
  }),
  /** Whose loudness over time the result has. */
  envelope: wordOption(ENVELOPES, {
    help: 'loudness over time',
    placeholder: '<whose>',
    section: METHOD,
    part: 'recipe',
    otherwise: 'the preset’s',
  }),
  /** Whose spectral balance the result has, apart from texture and timbre. */
  tone: wordOption(TONES, {
    help: 'spectral balance',
    placeholder: '<whose>',
    gloss: { blend: 'the style’s, bass and air kept' },
    section: METHOD,
    part: 'recipe',
    otherwise: 'the preset’s',
  }),
  /** Loudness of the whole result; a number is in LUFS. */
  loudness: wordOrNumberOption(LOUDNESS_WORDS, {
    help: 'of the result',
    number: 'LUFS, e.g. -16',
    placeholder: '<level>',
    section: RESULT,
    part: 'recipe',
    ...LUFS,
    otherwise: 'content',
  }),
  /** What is done to two channels. */
  stereo: wordOption(STEREO_MODES, {
    help: 'what is worked on',
    placeholder: '<how>',
    gloss: { ms: 'mid and side', lr: 'left and right', mono: 'their sum' },
    section: RESULT,
    part: 'recipe',
    fallback: 'ms',
  }),
  /** Evaluations of the losses for every piece of at most 8 seconds. */
  iterations: integerOption({
    help: 'evaluations of the losses for every piece',
    placeholder: '<n>',
    section: WORK,
    part: 'recipe',
    min: 1,
    max: MAX_ITERATIONS,
    otherwise: 'the preset’s',
  }),
  /** Seed of the random filters. */
  seed: seedOption({ help: 'seed of the random filters and of the dither', fallback: 0 }),
  /** What the work is done on. */
  device: deviceOption({ fallback: 'auto' }),
  /** CPU threads; 0: one for each core. */
  threads: threadsOption(),
  /** Whether files that are damaged or cut short are read as far as they go; if not, they are refused. */
  salvage: switchOption({
    help: 'read files that are damaged or cut short as far as they go',
    section: WORK,
    part: 'run',
  }),
  /** The ffmpeg program, for formats that are not built in. */
  ffmpegPath: programOption({
    help: 'ffmpeg, for files that are not built in',
    placeholder: '<program>',
    flag: 'ffmpeg',
    section: WORK,
    part: 'run',
    fallback: 'ffmpeg',
  }),
} as const;

/** What a saved style depends on, and what it is made with. */
export const STYLE_OPTIONS = pickRows(AUDIO_OPTIONS, [
  'preset',
  'network',
  'rhythm',
  'seed',
  'device',
  'threads',
  'salvage',
  'ffmpegPath',
]);

/** What a transfer is asked to do. Names are those of the command line's options. */
export interface TransferAudioOptions extends OptionsOf<typeof AUDIO_OPTIONS> {
  /** The sound that is given a style: a file, what would stand in one, or samples. */
  readonly content: SoundSource;
  /** The sounds whose style it is given: files (also of saved styles), samples, or what was captured of them. None with `model`. */
  readonly style?: StyleSource | readonly StyleSource[];
  /** Is given how the whole sounds so far, every so many iterations. */
  readonly preview?: { readonly every: number; readonly onSound: (sound: Sound) => void } | undefined;
  readonly reporter?: Reporter | undefined;
  /** Ends the work within one step; pieces that are not done yet are then as in the content. */
  readonly signal?: AbortSignal | undefined;
}

/** The styles of a transfer, always a list. */
export function stylesOf({ style = [] }: Pick<TransferAudioOptions, 'style'>): readonly StyleSource[] {
  return typeof style === 'string' || !(Symbol.iterator in style) ? [style] : style;
}

/** Share of each style, in all 1. */
export function sharesOf(options: Pick<TransferAudioOptions, 'style' | 'styleBlend'>): number[] {
  return blendShares(options.styleBlend, stylesOf(options).length);
}

/**
 * Checks everything that can be checked without reading a file.
 *
 * @throws NstError NST_BAD_OPTION for the first option that is out of its range
 */
export function checkOptions(options: TransferAudioOptions): void {
  checkTable(AUDIO_OPTIONS, options);
  const { styleBlend, method, preview } = options;
  if (preview) checkInteger('preview-every', preview.every, 1);
  const count = stylesOf(options).length;
  if (options.model !== undefined) {
    checkSettled(options, ['style', 'styleBlend', 'method', ...OF_OPTIMISERS], NET_SETTLES);
    return;
  }
  if (method === 'transport') checkSettled(options, OF_OPTIMISERS, TRANSPORT_SETTLES);
  if (count < 1 || count > MAX_STYLES) {
    throw new NstError('NST_BAD_OPTION', `style: expected 1 to ${MAX_STYLES} sounds, found ${count}`);
  }
  if (method === 'eq-match' && count > 1) {
    throw new NstError('NST_BAD_OPTION', `style: expected one sound for method eq-match, found ${count}`);
  }
  checkBlend(styleBlend, count);
}

/** What only means something where losses are minimised. */
const OF_OPTIMISERS = [
  'preset',
  'network',
  'terms',
  'synthesis',
  'start',
  'phase',
  'rhythm',
  'envelope',
  'iterations',
] as const satisfies readonly (keyof TransferAudioOptions)[];

const NET_SETTLES = 'expected none beside --model, whose net has settled it; leave out one of the two';
const TRANSPORT_SETTLES =
  'expected none beside --method transport, which minimises nothing; leave out one of the two';

/** @throws NstError NST_BAD_OPTION for an option that would be ignored */
function checkSettled(
  options: TransferAudioOptions,
  names: readonly (keyof typeof AUDIO_OPTIONS)[],
  problem: string,
): void {
  const given = names.find((name) => {
    const row: { readonly fallback?: unknown } = AUDIO_OPTIONS[name];
    const value = options[name];
    const isEmpty = Array.isArray(value) && value.length === 0;
    return value !== undefined && value !== row.fallback && !isEmpty;
  });
  if (given !== undefined) throw new NstError('NST_BAD_OPTION', `${kebabCase(given)}: ${problem}`);
}
