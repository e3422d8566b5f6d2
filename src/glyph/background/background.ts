/** What a text is laid on. */
import { fitTo, type Picture, RGB, type Size } from '../../shared/pictures/picture.js';
import { type Premultiplied, premultiply, RGBA } from '../../shared/pictures/premultiplied.js';
import { readPicture } from '../../shared/pictures/read.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import type { Reporter } from '../../shared/reporter.js';
import { type Colour, isColourText, parseColour } from '../effects/colour.js';

/** A colour, or a picture that is scaled to fill the result. */
export type Background = Colour | Picture;

/** Pictures of backgrounds are read no larger. */
const MAX_SIDE_PX = 8192;

/**
 * A colour as `parseColour` knows it, or the file of a picture.
 *
 * @throws NstError NST_BAD_OPTION for what is neither; NST_BAD_INPUT as `readPicture`
 */
export async function openBackground(text: string, reporter?: Pick<Reporter, 'warn'>): Promise<Background> {
  if (isColourText(text)) return parseColour('background', text);
  const withinLimit = (size: Size): Size =>
    Math.max(size.width, size.height) > MAX_SIDE_PX ? fitTo(size, MAX_SIDE_PX) : size;
  return readPicture(text, withinLimit, 'lanczos3', reporter);
}

function isPicture(background: Background): background is Picture {
  return 'pixels' in background;
}

/** The middle of a picture, scaled so that it fills a size. */
function filling(picture: Picture, size: Size): Premultiplied {
  const factor = Math.max(size.width / picture.width, size.height / picture.height);
  const scaled = resizePicture(
    picture,
    {
      width: Math.max(size.width, Math.round(picture.width * factor)),
      height: Math.max(size.height, Math.round(picture.height * factor)),
    },
    factor < 1 ? 'lanczos3' : 'catmull-rom',
  );
  const whole = premultiply(scaled);
  const left = Math.floor((whole.width - size.width) / 2);
  const top = Math.floor((whole.height - size.height) / 2);
  const rgba = new Float32Array(size.width * size.height * RGBA);
  for (let y = 0; y < size.height; y++) {
    const from = ((y + top) * whole.width + left) * RGBA;
    rgba.set(whole.rgba.subarray(from, from + size.width * RGBA), y * size.width * RGBA);
  }
  // The kernels overshoot at edges.
  return { ...size, rgba: rgba.map((value) => Math.min(1, Math.max(0, value))) };
}

/** A background as a picture of some size. */
export function backgroundPicture(background: Background, { width, height }: Size): Premultiplied {
  if (isPicture(background)) return filling(background, { width, height });
  const rgba = new Float32Array(width * height * RGBA);
  const alpha = background[RGB];
  for (let pixel = 0; pixel < rgba.length; pixel += RGBA) {
    for (let c = 0; c < RGB; c++) rgba[pixel + c] = alpha * background[c]!;
    rgba[pixel + RGB] = alpha;
  }
  return { width, height, rgba };
}
