import { type Picture, RGB } from '../../../shared/pictures/picture.js';
import type { Grid } from '../../grid.js';
import { barrierFrom } from '../find/barrier.js';
import { edgesOf } from '../find/view.js';

/** An edge is hard if so much of the difference to the ground comes over two pixels. */
const HARD_SHARE = 0.5;
/** Less difference from the ground is none. */
const LEAST_DIFFERENCE = 0.05;
/** A shadow's channels are the ground's, all times the same, within this; and darker than so much of it. */
const SHADOW = { spread: 0.1, darkest: 0.97, leastGround: 0.12 } as const;
/** Of the contour: what surrounds more of it is a rim, for a shadow lies on one side. */
const AROUND_SHARE = 0.8;

/** Whether a colour is its ground's in shade. */
function isShade(pixels: Float32Array, ground: Float32Array, i: number): boolean {
  let [least, most, count] = [1, 0, 0];
  for (let k = i * RGB; k < i * RGB + RGB; k++) {
    if (ground[k]! < SHADOW.leastGround) continue;
    const ratio = pixels[k]! / ground[k]!;
    least = Math.min(least, ratio);
    most = Math.max(most, ratio);
    count++;
  }
  return count > 0 && most < SHADOW.darkest && most - least < SHADOW.spread;
}

/** Share of a shape's contour that a set of pixels lies along. */
function shareAround(away: Grid, isSet: Uint8Array): number {
  let [along, touched] = [0, 0];
  const { width, data } = away;
  for (let i = 0; i < data.length; i++) {
    if (data[i]! < 1 || data[i]! > 2.5) continue;
    along++;
    if ([0, 1, -1, width, -width].some((step) => isSet[i + step])) touched++;
  }
  return touched / Math.max(1, along);
}

/**
 * What of an effect is opaque: what has a hard edge towards the ground, all around the shape; a cast shadow may have a hard edge
 * and is not.
 *
 * @param ground [height, width, 3], what lies under the effect
 * @param extent 1 in the effect and the shape
 * @param away signed distance to the shape's contour, negative inside
 * @returns 1 where it is opaque beyond the shape
 */
export function opaqueParts(picture: Picture, ground: Float32Array, extent: Uint8Array, away: Grid): Uint8Array {
  const { width, height, pixels } = picture;
  const residual = pixels.map((value, k) => value - ground[k]!);
  const heights = edgesOf({ width, height, pixels: residual });
  for (let i = 0; i < extent.length; i++) if (away.data[i]! <= 0) heights.data[i] = Number.POSITIVE_INFINITY;
  const sources = Uint32Array.from(extent.keys()).filter((i) => !extent[i]);
  const barrier = barrierFrom(heights, sources);
  const difference = (i: number) => Math.hypot(residual[i * RGB]!, residual[i * RGB + 1]!, residual[i * RGB + 2]!);
  const isHard = Uint8Array.from(extent, (set, i) => {
    if (!set || away.data[i]! <= 0) return 0;
    const own = difference(i);
    return own > LEAST_DIFFERENCE && barrier.data[i]! > HARD_SHARE * own ? 1 : 0;
  });
  const isShaded = isHard.map((set, i) => (set && isShade(pixels, ground, i) ? 1 : 0));
  const isShadow = shareAround(away, isShaded) < AROUND_SHARE;
  return isShadow ? isHard.map((set, i) => (set && !isShaded[i] ? 1 : 0)) : isHard;
}
