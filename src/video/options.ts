import { IMAGE_OPTIONS, stylesOf } from '../image/options.js';
import { NstError } from '../shared/errors.js';
import { checkBlend } from '../shared/options/blend.js';
import { checkTable } from '../shared/options/checkTable.js';
import { MAX_ITERATIONS, MAX_STYLES, styleBlendOption } from '../shared/options/common.js';
import { integerOption, numberOption } from '../shared/options/numbers.js';
import { type Option, type OptionsOf, pickRows } from '../shared/options/option.js';
import { fileOption, filesOption, folderOption, programOption } from '../shared/options/paths.js';
import { shareOption } from '../shared/options/share.js';
import { wordOption } from '../shared/options/words.js';
import type { Picture } from '../shared/pictures/picture.js';
import type { Reporter } from '../shared/reporter.js';
import { FILM_METHOD_NAMES, type FilmMethodName } from './methods/names.js';

const LOOK = 'The look';
const FRAMES = 'Which frames';
const WORK = 'How it is computed';

/** Longer side of results, in pixels: what two cores do in about ten seconds a frame. */
export const FILM_SIZE_PX = { min: 16, max: 4096, default: 480 } as const;
/** A day. */
const MAX_SECONDS = 86_400;
/** No film has more frames a second. */
const MAX_FPS = 240;

const { strength, styleScale, preset, network, seed, device, threads, modelFile, cacheDir } = pickRows(
  IMAGE_OPTIONS,
  ['strength', 'styleScale', 'preset', 'network', 'seed', 'device', 'threads', 'modelFile', 'cacheDir'],
);

/** What of a film's colours can be kept. */
export const FILM_COLORS = ['none', 'luma'] as const;

/** Every option of a film. */
export const VIDEO_OPTIONS = {
  /** A film, an animated GIF, WebP or APNG, a folder of frames, or a pattern such as `frame_%04d.png`. */
  content: fileOption({
    help: 'a film, an animated GIF, WebP or APNG, a folder of frames, or a pattern such as frame_%04d.png',
    placeholder: '[film]',
    section: LOOK,
    part: 'recipe',
  }),
  /** Names of styles that a net has learnt, or files of pictures. */
  style: filesOption({
    help: 'pictures whose style it is given, or names of styles that the net has learnt',
    placeholder: '<style...>',
    short: '-s',
    section: LOOK,
    part: 'recipe',
  }) as Option<string | readonly string[]>,
  /** Share of each style; only their ratios count. */
  styleBlend: styleBlendOption(LOOK),
  /** How frames are given the style; by what the styles are, if left out. */
  method: wordOption(FILM_METHOD_NAMES, {
    help: '',
    placeholder: '<name>',
    gloss: {
      net: 'a trained net',
      online: 'each frame optimised',
      photo: 'the light of photographs, as nst photo gives it',
    },
    section: LOOK,
    part: 'recipe',
    otherwise: 'net for styles by name and with --model, online for pictures',
  }),
  /** File of a net that `nst train` wrote. */
  model: fileOption({
    help: 'a net that "nst train" wrote',
    section: LOOK,
    part: 'recipe',
    otherwise: 'the one that comes along',
  }),
  /** 0: the film as it is; 1: nothing but style. */
  strength: { ...strength, section: LOOK },
  /** The longer side of the result, in pixels. */
  size: integerOption({
    help: 'longer side of the result',
    placeholder: '<px>',
    section: LOOK,
    part: 'recipe',
    ...FILM_SIZE_PX,
    fallback: FILM_SIZE_PX.default,
  }),
  styleScale,
  /** What becomes of the film's colours. */
  keepColors: wordOption(FILM_COLORS, {
    help: 'colours of the film that are kept',
    placeholder: '<name>',
    section: LOOK,
    part: 'recipe',
    fallback: 'none',
  }),
  /** How much things keep the paint that they had; 0: each frame by itself. */
  temporal: numberOption({
    help: 'how much things keep the paint that they had; 0: each frame by itself',
    placeholder: '<factor>',
    section: LOOK,
    part: 'recipe',
    min: 0,
    max: 100,
    fallback: 1,
  }),
  /** 2: once more from the end to the beginning. */
  passes: integerOption({
    help: '2: once more from the end to the beginning, so that things have the paint that they will have, too',
    placeholder: '<n>',
    section: LOOK,
    part: 'recipe',
    min: 1,
    max: 2,
    fallback: 1,
  }),
  /** Seconds from the start of the film. */
  from: numberOption({
    help: 'where to begin, in seconds',
    placeholder: '<seconds>',
    section: FRAMES,
    part: 'recipe',
    min: 0,
    max: MAX_SECONDS,
    fallback: 0,
  }),
  /** The same. */
  to: numberOption({
    help: 'where to end, in seconds',
    placeholder: '<seconds>',
    section: FRAMES,
    part: 'recipe',
    min: 0,
    max: MAX_SECONDS,
    otherwise: 'the end',
  }),
  /** Every n-th frame alone, each shown as long as n. */
  every: integerOption({
    help: 'every n-th frame alone, shown n times as long',
    placeholder: '<n>',
    section: FRAMES,
    part: 'recipe',
    min: 1,
    max: 1000,
    fallback: 1,
  }),
  /** Frames a second. */
  fps: numberOption({
    help: 'frames a second',
    placeholder: '<n>',
    section: FRAMES,
    part: 'recipe',
    min: 0.1,
    max: MAX_FPS,
    otherwise: 'the film’s; 25 for frames',
  }),
  preset,
  /** Evaluations of the losses for each frame behind the first of a scene. */
  iterations: integerOption({
    help: 'with online: evaluations of the losses for each frame behind the first of a scene',
    placeholder: '<n>',
    section: WORK,
    part: 'recipe',
    min: 1,
    max: MAX_ITERATIONS,
    otherwise: '8',
  }),
  network,
  seed,
  /** Of runs that make one film together: the scenes that fall to this one. */
  share: shareOption({
    help: 'only the scenes whose turn it is, such as 1/3 of three runs; the run without it joins them',
    section: WORK,
  }),
  /** Where finished frames stand until the film is done. */
  work: folderOption({
    help: 'where finished frames stand; one that is named is kept',
    section: WORK,
    part: 'run',
    otherwise: 'beside the result, until it is done',
  }),
  /** The user's ffmpeg. */
  ffmpeg: programOption({ help: 'ffmpeg, for films', section: WORK, part: 'run', fallback: 'ffmpeg' }),
  device,
  threads,
  modelFile,
  cacheDir,
} as const;

/** What a film is asked to become. Names are those of the command line's options. */
export interface VideoOptions extends OptionsOf<typeof VIDEO_OPTIONS> {
  /** A film, an animation, a folder of frames or a pattern. */
  readonly content: string;
  /** Where the result goes: .mp4, .mov, .mkv, .webm, .gif, .webp, .apng, a folder, or a pattern. */
  readonly output: string;
  /** Makes the sound of the result, in place of the film's. @param path where to put it, as WAV */
  readonly makeSound?: ((path: string) => Promise<void>) | undefined;
  readonly reporter?: Reporter | undefined;
  /** Ends the work within a frame; finished frames are kept. */
  readonly signal?: AbortSignal | undefined;
  /** Is shown every frame that was finished. */
  readonly onFrame?: ((frame: Picture) => void) | undefined;
}

const PICTURE_FILE = /\.(png|jpe?g|webp|avif|tiff?|gif)$/i;

/** How frames are given the style. */
export function methodOf(options: Pick<VideoOptions, 'method' | 'model' | 'style'>): FilmMethodName {
  const { method, model } = options;
  if (method) return method;
  const styles = stylesOf(options);
  const areFiles = styles.length > 0 && styles.every((style) => PICTURE_FILE.test(style));
  return model === undefined && areFiles ? 'online' : 'net';
}

/**
 * Checks everything that can be checked without reading a file.
 *
 * @throws NstError NST_BAD_OPTION for the first option that is out of its range
 */
export function checkVideoOptions(options: VideoOptions): void {
  checkTable(VIDEO_OPTIONS, options);
  const { model, styleBlend, from = 0, to, passes = 1 } = options;
  const { length } = stylesOf(options);
  if (length > MAX_STYLES)
    throw new NstError('NST_BAD_OPTION', `style: expected at most ${MAX_STYLES}, found ${length}`);
  const method = methodOf(options);
  if (length === 0 && (model === undefined || method !== 'net')) {
    const advice = 'add --style FILE, or --style NAME ("nst apply --list" shows them)';
    throw new NstError(
      'NST_BAD_OPTION',
      `style: expected a picture or the name of a style, found none; ${advice}`,
    );
  }
  if (method !== 'net' && model !== undefined)
    throw new NstError(
      'NST_BAD_OPTION',
      `model and method ${method}: expected one of them, found both; leave one out`,
    );
  if (method === 'photo' && passes > 1)
    throw new NstError(
      'NST_BAD_OPTION',
      `passes: expected 1 with method photo, whose light is carried as it is, found ${passes}; leave it out`,
    );
  if (styleBlend !== undefined && length > 0) checkBlend(styleBlend, length);
  if (to !== undefined && to <= from)
    throw new NstError('NST_BAD_OPTION', `to: expected more than --from (${from}), found ${to}`);
}
