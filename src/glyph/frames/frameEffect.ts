import { type Picture, sizeText } from '../../shared/pictures/picture.js';
import type { Premultiplied } from '../../shared/pictures/premultiplied.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import type { Style } from '../style/readStyle.js';
import { effectOf } from '../style/shaped.js';

/** The effect that a frame of an animated style shows, as large as the style. */
export function frameEffect({ picture, shape }: Style, frame: Picture): Premultiplied {
  const { width, height } = picture;
  const fitted = sizeText(frame) === sizeText(picture) ? frame : resizePicture(frame, { width, height });
  return effectOf(fitted, shape);
}

/**
 * A style that looks like all frames at once: their mean. Places that are alike in it are so in most frames, so that what is
 * found for it does for all; a field that suits the first frame only falls apart in the others.
 */
export function meanStyle(style: Style, frames: readonly Picture[]): Style {
  const rgba = new Float32Array(style.picture.rgba.length);
  for (const frame of frames) {
    const { rgba: effect } = frameEffect(style, frame);
    for (let i = 0; i < rgba.length; i++) rgba[i] = rgba[i]! + effect[i]! / frames.length;
  }
  return { ...style, picture: { ...style.picture, rgba } };
}
