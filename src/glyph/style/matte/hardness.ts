import type { Grid } from '../../../shared/fields/grid.js';
import { type Picture, RGB } from '../../../shared/pictures/picture.js';
import { barrierFrom } from '../find/barrier.js';
import { dilated } from '../find/morphology.js';
import { edgesOf } from '../find/view.js';
import { isShade } from '../ground/shade.js';

/** An edge is hard if so much of the difference to the ground, the most there is within a few pixels, comes over two pixels. */
const HARD_SHARE = 0.6;
const NEARBY_PX = 4;
/** Less difference from the ground is none. */
const LEAST_DIFFERENCE = 0.05;
/** How far a contour's pixels are mixed. */
const CONTOUR_PX = 0.8;
/** Of the contour: what surrounds more of it is a rim, for a shadow lies on one side. */
const AROUND_SHARE = 0.8;

/** The highest value within some steps across and down. */
function highestNearby({ width, height, data }: Grid, steps: number): Float32Array {
  let from = data;
  for (let step = 0; step < steps; step++) {
    const to = Float32Array.from(from);
    for (let i = 0; i < from.length; i++) {
      const x = i % width;
      if (x > 0) to[i] = Math.max(to[i]!, from[i - 1]!);
      if (x < width - 1) to[i] = Math.max(to[i]!, from[i + 1]!);
      if (i >= width) to[i] = Math.max(to[i]!, from[i - width]!);
      if (i < width * (height - 1)) to[i] = Math.max(to[i]!, from[i + width]!);
    }
    from = to;
  }
  return from;
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
export function opaqueParts(
  picture: Picture,
  ground: Float32Array,
  extent: Uint8Array,
  away: Grid,
): Uint8Array {
  const { width, height, pixels } = picture;
  const residual = pixels.map((value, k) => value - ground[k]!);
  const heights = edgesOf({ width, height, pixels: residual });
  for (let i = 0; i < extent.length; i++) if (away.data[i]! <= 0) heights.data[i] = Number.POSITIVE_INFINITY;
  const sources = Uint32Array.from(extent.keys()).filter((i) => !extent[i]);
  const barrier = barrierFrom(heights, sources);
  const difference = Float32Array.from(extent, (set, i) => {
    if (!set || away.data[i]! <= 0) return 0;
    return Math.hypot(residual[i * RGB]!, residual[i * RGB + 1]!, residual[i * RGB + 2]!);
  });
  const most = highestNearby({ width, height, data: difference }, NEARBY_PX);
  const isHard = Uint8Array.from(difference, (step, i) => {
    // Where no way leads to, as in a counter that is all glow, nothing is known of its edge.
    const height = barrier.data[i]!;
    return step > LEAST_DIFFERENCE && height < Number.POSITIVE_INFINITY && height > HARD_SHARE * most[i]!
      ? 1
      : 0;
  });
  // A single row along the contour is no rim: it is the contour's step pixels over something soft.
  const isThick = dilated(
    isHard.map((set, i) => (set && away.data[i]! > CONTOUR_PX ? 1 : 0)),
    picture,
    1.5,
  );
  for (let i = 0; i < isHard.length; i++) if (!isThick[i]) isHard[i] = 0;
  const isShaded = isHard.map((set, i) => (set && isShade(pixels, ground, i) ? 1 : 0));
  const isShadow = shareAround(away, isShaded) < AROUND_SHARE;
  return isShadow ? isHard.map((set, i) => (set && !isShaded[i] ? 1 : 0)) : isHard;
}
