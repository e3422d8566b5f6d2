/** Pictures of single glyphs, cut out as tightly as they can be. */
import type { Grid } from '../../shared/fields/grid.js';
import type { Size } from '../../shared/pictures/picture.js';
import { LEAST_VISIBLE, type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';

/** The picture of a glyph, and where it stands: pixels from the origin on the baseline, x to the right, y downwards. */
export interface Sprite {
  readonly picture: Premultiplied;
  readonly left: number;
  readonly top: number;
  /** Alpha of body and rim alone, without shadows; as large as the picture. Left out: it was not asked for. */
  readonly solid?: Grid | undefined;
}

/** A rectangle of pixels; right and bottom are the first that do not belong to it. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A rectangle of a map, with some channels. */
function cut(data: Float32Array, width: number, box: Box, channels: number): Float32Array {
  const [across, down] = [box.right - box.left, box.bottom - box.top];
  const out = new Float32Array(across * down * channels);
  for (let y = 0; y < down; y++) {
    const from = ((box.top + y) * width + box.left) * channels;
    out.set(data.subarray(from, from + across * channels), y * across * channels);
  }
  return out;
}

const sizeOf = (box: Box): Size => ({ width: box.right - box.left, height: box.bottom - box.top });

/** A rectangle of a picture. */
export function cutPicture({ width, rgba }: Premultiplied, box: Box): Premultiplied {
  return { ...sizeOf(box), rgba: cut(rgba, width, box, RGBA) };
}

/** A rectangle of a map. */
export function cutGrid({ width, data }: Grid, box: Box): Grid {
  return { ...sizeOf(box), data: cut(data, width, box, 1) };
}

/** How wide the edge is in which a picture fades, in pixels. No wider than the least room around a letter. */
const FADE_PX = 3;

/** The picture with edges that fade: what reaches beyond them is not cut off hard. */
export function fadeOut({ width, height, rgba }: Premultiplied): Premultiplied {
  const faded = rgba.slice();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inwards = Math.min(x, y, width - 1 - x, height - 1 - y);
      if (inwards >= FADE_PX) continue;
      const pixel = (y * width + x) * RGBA;
      for (let c = 0; c < RGBA; c++) faded[pixel + c] = rgba[pixel + c]! * (inwards / FADE_PX);
    }
  }
  return { width, height, rgba: faded };
}

/** The smallest box that holds all that is seen; undefined if nothing is. */
function visibleBox({ width, height, rgba }: Premultiplied): Box | undefined {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (rgba[(y * width + x) * RGBA + 3]! < LEAST_VISIBLE) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
    }
  }
  return left < right ? { left, top, right, bottom } : undefined;
}

/**
 * The visible part of the picture of a glyph.
 *
 * @param left, top where the picture lies from the origin of the glyph
 * @param solid alpha of its body and rim, as large
 * @returns undefined if nothing is to be seen
 */
export function trimSprite(
  picture: Premultiplied,
  left: number,
  top: number,
  solid?: Grid,
): Sprite | undefined {
  const box = visibleBox(picture);
  if (!box) return undefined;
  const corner = { left: left + box.left, top: top + box.top };
  return { picture: cutPicture(picture, box), ...corner, solid: solid && cutGrid(solid, box) };
}
