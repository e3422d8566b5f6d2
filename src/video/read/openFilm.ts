import { extname } from 'node:path';
import { isInputFolder } from '../../shared/inputFile.js';
import type { Rate } from '../rate.js';
import { openAnimation } from './animation.js';
import { openFfmpegFilm } from './ffmpegFilm.js';
import type { Film } from './film.js';
import { isPattern, openFrameFiles } from './frameFiles.js';

/** Pictures that may move; everything else is ffmpeg's. */
const ANIMATIONS = new Set(['.gif', '.webp', '.png', '.apng']);

/**
 * Opens what is to be given a style: a folder of frames, a pattern such as `frame_%04d.png`, an animated GIF, WebP or APNG, or any film
 * that ffmpeg reads.
 *
 * @param program ffmpeg, as a path or as a name to be found by the system
 * @param rate of frames that do not say how long they are shown
 * @throws NstError NST_BAD_INPUT
 */
export async function openFilm(path: string, program: string, rate?: Rate): Promise<Film> {
  if (isPattern(path) || (await isInputFolder(path))) return openFrameFiles(path, rate);
  if (ANIMATIONS.has(extname(path).toLowerCase())) return openAnimation(path);
  return openFfmpegFilm(path, program);
}
