import { stylesOf } from '../image/options.js';
import { shownValues } from '../shared/options/shown.js';
import { fitTo, type Size } from '../shared/pictures/picture.js';
import type { Manifest } from '../shared/saved/manifest.js';
import { FILM_SIZE_PX, methodOf, VIDEO_OPTIONS, type VideoOptions } from './options.js';
import { perSecond, type Rate, rateOf } from './rate.js';
import type { Film } from './read/film.js';
import { digestOf, MANIFEST_VERSION } from './work/manifest.js';
import type { FilmKind } from './write/filmKind.js';

/** What is made of a film. */
export interface FilmScheme {
  readonly size: Size;
  readonly rate: Rate;
  /** Frames, as far as is known before they are read. */
  readonly count: number | undefined;
}

/** The nearest even number, at least 2: films have half as many pixels of colour. */
const even = (length: number) => Math.max(2, 2 * Math.round(length / 2));

/** The size, rate and number of the frames that are made. */
export function schemeOf(film: Film, kind: FilmKind, options: VideoOptions): FilmScheme {
  const { size: longSidePx = FILM_SIZE_PX.default, fps, every = 1, from = 0, to } = options;
  const fitted = fitTo(film.size, longSidePx);
  const size = kind === 'film' ? { width: even(fitted.width), height: even(fitted.height) } : fitted;
  const full = fps === undefined ? film.rate : rateOf(fps);
  const rate = { frames: full.frames, seconds: full.seconds * every };
  if (film.count === undefined) return { size, rate, count: undefined };
  const end = Math.min(to ?? Number.POSITIVE_INFINITY, film.count / perSecond(film.rate));
  return { size, rate, count: Math.max(1, Math.ceil((end - from) * perSecond(rate) - 1e-3)) };
}

/** Options that say nothing of frames: where they lie, and where they end, since more of them may be wanted later. */
const NOT_OF_FRAMES = new Set(['content', 'style', 'model', 'to']);

/** What frames are made of. @param device that makes them */
export async function manifestOf(
  film: Film,
  { size, rate }: FilmScheme,
  options: VideoOptions,
  device: string,
): Promise<Manifest> {
  const { model, modelFile } = options;
  const settings = Object.fromEntries(
    Object.entries(VIDEO_OPTIONS).filter(([name, { part }]) => part === 'recipe' && !NOT_OF_FRAMES.has(name)),
  );
  const styles = stylesOf(options);
  const isByName = methodOf(options) === 'net' && !styles.every((style) => /\.\w+$/.test(style));
  const files = [...(isByName ? [] : styles), ...[model ?? []].flat(), ...[modelFile ?? []].flat()];
  return {
    version: MANIFEST_VERSION,
    film: await digestOf(film.files),
    styles: isByName ? styles.join() : await digestOf(files),
    ...shownValues(settings, options),
    method: methodOf(options),
    width: size.width,
    height: size.height,
    rate: perSecond(rate),
    device,
  };
}
