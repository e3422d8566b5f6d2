import { gaussianBlur } from '../../../src/shared/fields/gaussianBlur.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';
import { clamp01, lumaGrid, scaledPx } from './pixels.js';

/** Brightness is told apart in this many steps when pixels are ranked. */
const STEPS = 256;

/** The picture's brightness, blurred. @param blurPx deviation, for a picture whose longer side is 512 px */
export function softTones(picture: Picture, blurPx: number): Grid {
  const data = gaussianBlur(lumaGrid(picture).data, picture, scaledPx(picture, blurPx));
  return { width: picture.width, height: picture.height, data };
}

/**
 * Brightness spread over all of 0..1, so that a print of a dark picture has light places too.
 *
 * @param share 0 leaves the values, 1 gives each pixel the share of pixels that are darker
 */
export function spreadTones({ width, height, data }: Grid, share: number): Grid {
  const stepOf = (value: number) => Math.round(clamp01(value) * (STEPS - 1));
  const counts = new Float64Array(STEPS);
  for (const value of data) counts[stepOf(value)]!++;
  let below = 0;
  const ranks = counts.map((count) => {
    const rank = (below + count / 2) / data.length;
    below += count;
    return rank;
  });
  return { width, height, data: data.map((value) => value + share * (ranks[stepOf(value)]! - value)) };
}

/** The brightness that a share of the pixels is darker than. */
export function toneAtShare({ data }: Grid, share: number): number {
  return data.toSorted()[Math.floor(share * (data.length - 1))]!;
}
