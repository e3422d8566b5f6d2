/** Pictures of single glyphs, cut out as tightly as they can be. */
import { type Premultiplied, RGBA } from '../grid.js';

/** The picture of a glyph, and where it stands: pixels from the origin on the baseline, x to the right, y downwards. */
export interface Sprite {
  readonly picture: Premultiplied;
  readonly left: number;
  readonly top: number;
}

/** A rectangle of pixels; right and bottom are the first that do not belong to it. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Fainter pixels are not seen on any background: half a level of eight bits. */
const VISIBLE_ALPHA = 0.5 / 255;

/** The smallest box within `box` that holds all that is seen; undefined if nothing is. */
function visibleBox({ width, rgba }: Premultiplied, box: Box): Box | undefined {
  let [left, top, right, bottom] = [box.right, box.bottom, box.left, box.top];
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      if ((rgba[(y * width + x) * RGBA + 3] as number) < VISIBLE_ALPHA) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
    }
  }
  return left < right ? { left, top, right, bottom } : undefined;
}

/**
 * Cuts a glyph out of a picture.
 *
 * @param cell where it may be
 * @param originX, originY where its origin stands in the picture
 * @returns undefined if nothing is to be seen there
 */
export function cutSprite(
  picture: Premultiplied,
  cell: Box,
  originX: number,
  originY: number,
): Sprite | undefined {
  const box = visibleBox(picture, cell);
  if (!box) return undefined;
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const rgba = new Float32Array(width * height * RGBA);
  for (let y = 0; y < height; y++) {
    const from = ((box.top + y) * picture.width + box.left) * RGBA;
    rgba.set(picture.rgba.subarray(from, from + width * RGBA), y * width * RGBA);
  }
  return { picture: { width, height, rgba }, left: box.left - originX, top: box.top - originY };
}
