import type { Grid } from '../../shared/fields/grid.js';
import { signedDistance } from '../../shared/fields/signedDistance.js';
import type { Size } from '../../shared/pictures/picture.js';
import { fitTo, wideEnough } from '../../shared/pictures/picture.js';

/** Farther than this many stroke radii from the contour, all places are alike. */
const FARTHEST = 8;

/** A size as large as `scale` says, and large enough for the network. */
export function scaledSize(size: Size, scale: number): Size {
  return wideEnough(fitTo(size, Math.max(1, Math.round(Math.max(size.width, size.height) * scale))));
}

/** Signed distance to the contour of a shape in stroke radii, negative inside. @param coverage in 0..1 */
export function distanceInRadii(coverage: Grid, radiusPx: number): Grid {
  const { width, height, data } = signedDistance(coverage);
  const limit = (value: number) => Math.max(-FARTHEST, Math.min(FARTHEST, value / radiusPx));
  return { width, height, data: data.map(limit) };
}
