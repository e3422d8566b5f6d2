import { extname } from 'node:path';
import type { Picture } from '../../shared/pictures/picture.js';
import type { FileFacts } from '../../studio/medium.js';

/** Longer side of what is shown of a film. */
const VIEW_PX = 640;

/** One frame of a film. @param seconds from its start; undefined for a place behind its end @throws NstError NST_BAD_INPUT */
export async function frameOf(path: string, seconds: number, sidePx: number): Promise<Picture | undefined> {
  const { openFilm } = await import('../../video/read/openFilm.js');
  const { fitTo } = await import('../../shared/pictures/picture.js');
  const { size, rate, frames } = await openFilm(path, 'ffmpeg');
  const side = Math.min(sidePx, Math.max(size.width, size.height));
  for await (const frame of frames({ size: fitTo(size, side), rate, from: seconds })) return frame;
  return undefined;
}

/** What a film is, and its first frame. @throws NstError NST_BAD_INPUT */
export async function filmFacts(path: string): Promise<FileFacts> {
  const { openFilm } = await import('../../video/read/openFilm.js');
  const { perSecond } = await import('../../video/rate.js');
  const { sizeText } = await import('../../shared/pictures/picture.js');
  const { encodePicture } = await import('../../shared/pictures/write.js');
  const { size, rate, count } = await openFilm(path, 'ffmpeg');
  const seconds = count === undefined ? '' : `, ${(count / perSecond(rate)).toFixed(1)} s`;
  const frame = await frameOf(path, 0, VIEW_PX);
  return {
    facts: `${sizeText(size)}${seconds}, ${Number(perSecond(rate).toFixed(2))} fps`,
    ...(frame && { view: await encodePicture(frame, 'view.png') }),
  };
}

/** The ending of a picture that moves; undefined for a film. */
export function animationEnding(path: string): '.gif' | '.webp' | '.apng' | undefined {
  const ending = extname(path).toLowerCase();
  if (ending === '.png') return '.apng';
  return ending === '.gif' || ending === '.webp' || ending === '.apng' ? ending : undefined;
}
