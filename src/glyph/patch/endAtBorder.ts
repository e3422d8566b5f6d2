import type { Grid } from '../../shared/fields/grid.js';

/** So near to the border, in radii of the strokes, an effect begins to come to its end. */
const ENDS_WITHIN_RADII = 0.6;

/**
 * A target's guide that calls what lies outside the shape ever further away towards the border of the picture, so that what does
 * not fit into it ends as the example's effect does at its end, with tips, and is not cut straight.
 *
 * @param guide distances in radii, see `strokeDistance`: up to 1 inside
 * @param far where nothing of the effect is left
 */
export function endAtBorder({ width, height, data }: Grid, far: number, radiusPx: number): Grid {
  const withinPx = ENDS_WITHIN_RADII * radiusPx;
  const out = data.map((distance, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const awayPx = Math.min(x, y, width - 1 - x, height - 1 - y);
    if (distance <= 1 || awayPx >= withinPx) return distance;
    return Math.max(distance, far - (awayPx / withinPx) * (far - 1));
  });
  return { width, height, data: out };
}
