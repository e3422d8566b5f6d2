import type { Grid } from '../../../shared/fields/grid.js';
import { indicesWhere, mapPixels, maskWhere } from '../../../shared/fields/perPixel.js';
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
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        let most = from[i]!;
        if (x > 0) most = Math.max(most, from[i - 1]!);
        if (x < width - 1) most = Math.max(most, from[i + 1]!);
        if (y > 0) most = Math.max(most, from[i - width]!);
        if (y < height - 1) most = Math.max(most, from[i + width]!);
        to[i] = most;
      }
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
    if (isSet[i] || isSet[i + 1] || isSet[i - 1] || isSet[i + width] || isSet[i - width]) touched++;
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
  const sources = indicesWhere(extent.length, (i) => !extent[i]);
  const barrier = barrierFrom(heights, sources).data;
  const difference = mapPixels(extent.length, (i) => {
    if (!extent[i] || away.data[i]! <= 0) return 0;
    return Math.sqrt(residual[i * RGB]! ** 2 + residual[i * RGB + 1]! ** 2 + residual[i * RGB + 2]! ** 2);
  });
  const most = highestNearby({ width, height, data: difference }, NEARBY_PX);
  // Where no way leads to, as in a counter that is all glow, nothing is known of its edge.
  const isHard = maskWhere(
    extent.length,
    (i) =>
      difference[i]! > LEAST_DIFFERENCE &&
      barrier[i]! < Number.POSITIVE_INFINITY &&
      barrier[i]! > HARD_SHARE * most[i]!,
  );
  // A single row along the contour is no rim: it is the contour's step pixels over something soft.
  const isThick = dilated(
    maskWhere(isHard.length, (i) => isHard[i] === 1 && away.data[i]! > CONTOUR_PX),
    picture,
    1.5,
  );
  for (let i = 0; i < isHard.length; i++) if (!isThick[i]) isHard[i] = 0;
  const isShaded = maskWhere(isHard.length, (i) => isHard[i] === 1 && isShade(pixels, ground, i));
  const isShadow = shareAround(away, isShaded) < AROUND_SHARE;
  return isShadow ? isHard.map((set, i) => (set && !isShaded[i] ? 1 : 0)) : isHard;
}
