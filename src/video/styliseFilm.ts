import { NstError } from '../shared/errors.js';
import { shareOf } from '../shared/options/share.js';
import { siblingPath } from '../shared/paths.js';
import type { Size } from '../shared/pictures/picture.js';
import { SILENT } from '../shared/reporter.js';
import { makeFrames } from './makeFrames.js';
import { FILM_METHODS } from './methods/registry.js';
import { checkVideoOptions, methodOf, type VideoOptions } from './options.js';
import { manifestOf, schemeOf } from './planFilm.js';
import { perSecond, rateOf } from './rate.js';
import type { Film } from './read/film.js';
import { openFilm } from './read/openFilm.js';
import { secondPass } from './secondPass.js';
import { WorkFolder } from './work/workFolder.js';
import { assemble, workName } from './write/assemble.js';
import type { SoundTrack } from './write/ffmpegWriter.js';
import { filmKind } from './write/filmKind.js';
import { checkAnimationLength } from './write/writeAnimation.js';

/** What came of a film. */
export interface FilmResult extends Size {
  /** Frames of the result, or those that are finished. */
  readonly frames: number;
  readonly fps: number;
  /** Scenes that were told apart. */
  readonly scenes: number;
  readonly seconds: number;
  readonly method: string;
  readonly device: string;
  /** Where finished frames are, if they were kept. */
  readonly work: string | undefined;
  readonly ended: 'done' | 'stopped';
}

/**
 * Gives a film the style of pictures, or one that a net has learnt, frame by frame. Memory does not grow with its length.
 *
 * Finished frames stand in a folder beside the result until it is done; the same options after a run that was cut off, or that failed, go on with them,
 * and give the same bytes. Runs with a `share` leave their frames there, for one without that joins them: the film is the same as if it were made
 * by one run.
 *
 * @throws NstError NST_BAD_OPTION, NST_BAD_INPUT, NST_BAD_OUTPUT, NST_DEVICE, NST_MODEL_MISSING, NST_MODEL_BROKEN or NST_MEMORY, each with
 *   one line that names the option or file and says what to do
 */
export async function styliseFilm(options: VideoOptions): Promise<FilmResult> {
  const begin = performance.now();
  checkVideoOptions(options);
  const { output, ffmpeg = 'ffmpeg', fps, from = 0, to, passes = 1 } = options;
  const { signal, onFrame, reporter = SILENT } = options;
  const kind = filmKind(output);
  const share = options.share === undefined ? undefined : shareOf(options.share);
  const film = await openFilm(options.content, ffmpeg, fps === undefined ? undefined : rateOf(fps));
  for (const loss of film.losses) reporter.warn(`${film.path}: ${loss}`);
  if (options.makeSound && !(film.hasSound && kind === 'film'))
    reporter.warn(
      `audio-style: ${film.hasSound ? `${output} takes` : `${film.path} has`} no sound; it is left out`,
    );
  const scheme = schemeOf(film, kind, options);
  const { size, rate, count } = scheme;
  if (count !== undefined && (kind === 'gif' || kind === 'webp')) checkAnimationLength(output, size, count);
  const length = film.count === undefined ? undefined : film.count / perSecond(film.rate);
  if (length !== undefined && from >= length)
    throw new NstError(
      'NST_BAD_OPTION',
      `from: expected less than the ${length.toFixed(2)} s of the film, found ${from}`,
    );
  const name = methodOf(options);
  const method = FILM_METHODS[name];
  reporter.stage(
    `${count ?? '?'} frames, ${size.width}x${size.height}, ${Number(perSecond(rate).toFixed(3))} a second`,
  );
  const styler = await method.open(options, size, reporter);
  try {
    const path = options.work ?? siblingPath(output, workName(output));
    const work = await WorkFolder.open(path, await manifestOf(film, scheme, options, styler.device), size);
    const finished = work.count() + work.count('first');
    if (finished > 0) reporter.stage(`going on with ${finished} finished frames in ${path}`);
    // Before the frames, which take longer: what is wrong with it is told at once.
    const sound = kind === 'film' && !share ? await soundOf(film, work, options) : undefined;
    const reach = options.temporal === 0 ? [] : method.reach;
    const tools = { work, styler, reach, passes, share, reporter, signal, onFrame };
    const first = await makeFrames(film.frames({ size, rate, from, to, signal }), scheme, tools);
    const made = passes > 1 && first.ended === 'done' ? await secondPass(first, tools) : first;
    const isDone = made.ended === 'done' && !signal?.aborted;
    if (isDone && !share) await assemble(work, made.frames, { output, ffmpeg, size, rate, sound });
    const isKept = !isDone || share !== undefined || options.work !== undefined;
    if (!isKept) await work.remove();
    return {
      ...size,
      frames: made.frames,
      fps: perSecond(rate),
      scenes: made.scenes.length,
      seconds: (performance.now() - begin) / 1000,
      method: name,
      device: styler.device,
      work: isKept ? path : undefined,
      ended: isDone ? 'done' : 'stopped',
    };
  } finally {
    await styler.close();
  }
}

/** The film's sound, over the same time and untouched where the container takes it, or the one that is made for it. */
async function soundOf(
  film: Film,
  work: WorkFolder,
  { content, makeSound, from = 0, to }: VideoOptions,
): Promise<SoundTrack | undefined> {
  if (!film.hasSound) return undefined;
  if (!makeSound) return { path: content, from, to, isCoded: false };
  await makeSound(work.soundPath);
  return { path: work.soundPath, from, to, isCoded: true };
}
