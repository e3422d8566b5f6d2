import type { Grid } from '../../shared/fields/grid.js';
import { NOWHERE, nearestSites } from '../../shared/fields/nearestSite.js';
import { strokeRadius } from './strokeRadius.js';

/** Ridges nearer to the contour than this are noise of the pixel grid. */
const MIN_RIDGE_PX = 1.5;
/**
 * Where the slope of the distance is weaker than this (squared), two sides of the contour are equally near. The ridge that
 * runs into a right-angled corner has 0.5 and is left out: a corner is not a thinner stroke.
 */
const MAX_RIDGE_SLOPE = 0.45;
/** How much narrower than the typical stroke a stroke may be; spurs of the ridge would say 0. */
const MIN_RADIUS_SHARE = 0.4;

/** Nonzero on the middle lines of strokes. */
function ridges({ data, width, height }: Grid): Uint8Array {
  const isRidge = new Uint8Array(data.length);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      if (data[i]! > -MIN_RIDGE_PX) continue;
      const slopeX = (data[i + 1]! - data[i - 1]!) / 2;
      const slopeY = (data[i + width]! - data[i - width]!) / 2;
      if (slopeX * slopeX + slopeY * slopeY < MAX_RIDGE_SLOPE) isRidge[i] = 1;
    }
  }
  return isRidge;
}

/**
 * Where every pixel is relative to the strokes of a shape: 0 on the middle line, 1 on the contour, outside 1 plus the
 * distance to the contour in units (T-Effect's distance map, Yang et al. 2017; a ridge of the distance in place of a pruned
 * skeleton). Inside it adapts to the width of each stroke, outside it does not.
 *
 * @param distance signed distance to the contour in pixels, negative inside
 * @param unitPx pixels that count as 1 outside
 * @param typicalPx half the width of a typical stroke
 */
export function strokeDistance(distance: Grid, unitPx: number, typicalPx = strokeRadius(distance)): Grid {
  const { data, width, height } = distance;
  const nearest = nearestSites(ridges(distance), distance);
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const signed = data[i]!;
      if (signed >= 0) {
        out[i] = 1 + signed / unitPx;
        continue;
      }
      const ridge = nearest[i]!;
      const toRidge = ridge === NOWHERE ? 0 : Math.hypot((ridge % width) - x, Math.floor(ridge / width) - y);
      const radius = Math.max(MIN_RADIUS_SHARE * typicalPx, toRidge - signed);
      out[i] = Math.max(0, 1 + signed / radius);
    }
  }
  return { width, height, data: out };
}
