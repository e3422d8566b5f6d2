import type { Grid } from '../../shared/fields/grid.js';
import { resizeGrid } from '../../shared/fields/resizeGrid.js';
import { sharedBytes, sharedFloats, sharedInts } from '../../shared/patches/sharedArrays.js';
import type { Size } from '../../shared/pictures/picture.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import { GUIDE_MAX, type Level, type LevelField, type LevelTarget, NO_PATCH, PATCH_RADIUS } from './level.js';
import { makeSource } from './makeSource.js';
import { type Material, scaled, softContour } from './material.js';
import { quantised, stencilsOf } from './stencils.js';

/** [height, width] with a border around of one value. */
function padded(values: Float32Array, { width, height }: Size, border: number): Grid {
  const size = { width: width + 2 * PATCH_RADIUS, height: height + 2 * PATCH_RADIUS };
  const data = new Float32Array(size.width * size.height).fill(border);
  for (let y = 0; y < height; y++) {
    const row = values.subarray(y * width, (y + 1) * width);
    data.set(row, (y + PATCH_RADIUS) * size.width + PATCH_RADIUS);
  }
  return { ...size, data };
}

/** The target, `scale` times smaller than it is, and nothing in it yet. @param reachPx of the stencils */
function makeTarget(material: Material, scale: number, reachPx: number): LevelTarget {
  const { targetGuide, targetDistance, isWorthwhile, far } = material;
  const size = scaled(targetGuide, scale);
  const distance = padded(resizeGrid(targetGuide, size).data, size, far);
  const contour = padded(softContour(targetDistance, size, scale), size, 0);
  const worthwhile = padded(resizeGrid(isWorthwhile, size).data, size, 0);
  const isActive = sharedBytes(worthwhile.data.length);
  for (const [i, value] of worthwhile.data.entries()) if (value > 0) isActive[i] = 1;
  return {
    width: distance.width,
    height: distance.height,
    picture: sharedBytes(isActive.length * RGBA),
    guide: stencilsOf(
      { distance: quantised(distance, far), contour: quantised(contour, 1), partHeight: distance.height },
      reachPx,
    ),
    isActive,
  };
}

/** No patch anywhere. */
const emptyField = (count: number): LevelField => ({
  nearest: sharedInts(count, NO_PATCH),
  before: sharedInts(count, NO_PATCH),
  cost: sharedFloats(count),
  trust: sharedFloats(count),
});

/** One level, `scale` times smaller than the result. */
export function makeLevel(material: Material, scale: number, rounds: number): Level {
  const reachPx = material.reachPx === 0 ? 0 : Math.max(1, Math.round(material.reachPx / scale));
  const { source, worth } = makeSource(material, scale, reachPx);
  const target = makeTarget(material, scale, reachPx);
  const sourceCount = source.isCentre.length;
  return {
    source,
    target,
    field: emptyField(target.isActive.length),
    uses: {
      counts: [sharedInts(sourceCount), sharedInts(sourceCount)],
      mean: target.isActive.reduce((sum, value) => sum + value, 0) / Math.max(1, worth),
    },
    guideStep: material.far / GUIDE_MAX,
    rounds,
  };
}
