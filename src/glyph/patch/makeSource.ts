import { resizeGrid } from '../../shared/fields/resizeGrid.js';
import { sharedBytes, shareLevels } from '../../shared/patches/sharedArrays.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import { resizePremultiplied } from '../../shared/pictures/resize.js';
import { makeBuckets } from './buckets.js';
import { GUIDE_MAX, type LevelSource, PATCH_RADIUS } from './level.js';
import { type Material, scaled, softContour } from './material.js';
import { makeSheet, OUTSIDE, onSheet, type Sheet } from './sheet.js';
import { type ByteMap, quantised, stencilsOf } from './stencils.js';

/** Nonzero where a patch lies within the example. */
function centres({ width, height, partHeight, origin }: Sheet): Uint8Array {
  const isCentre = sharedBytes(origin.length);
  const isInside = (x: number, y: number) => origin[y * width + x] !== OUTSIDE;
  const r = PATCH_RADIUS;
  for (let y = r; y < height - r; y++) {
    const row = y % partHeight;
    if (row < r || row >= partHeight - r) continue;
    for (let x = r; x < width - r; x++) {
      // The turns of an example are rectangles: their corners tell.
      const fits =
        isInside(x - r, y - r) && isInside(x + r, y - r) && isInside(x - r, y + r) && isInside(x + r, y + r);
      if (fits) isCentre[y * width + x] = 1;
    }
  }
  return isCentre;
}

/** A source, and how many of its centres have something of the effect. */
export interface WorthySource {
  readonly source: LevelSource;
  readonly worth: number;
}

/** Lays out the example, `scale` times smaller than it is. @param reachPx of the stencils */
export function makeSource(material: Material, scale: number, reachPx: number): WorthySource {
  const { picture, exampleGuide, exampleDistance, far, isDirected } = material;
  const size = scaled(picture, scale);
  const sheet = makeSheet(size, isDirected);
  const { width, height, partHeight } = sheet;
  const lay = (map: ByteMap, blank: number) => {
    const data = new Uint8Array(sheet.origin.length);
    return { width, height, data: onSheet(sheet, map.data, 1, blank, data) };
  };
  const distance = lay(quantised(resizeGrid(exampleGuide, size), far), GUIDE_MAX);
  const contour = lay(quantised({ ...size, data: softContour(exampleDistance, size, scale) }, 1), 0);
  const guide = stencilsOf({ distance, contour, partHeight }, reachPx);
  const isCentre = centres(sheet);
  const levels = shareLevels(resizePremultiplied(picture, size).rgba);
  const small = onSheet(sheet, levels, RGBA, 0, sharedBytes(sheet.origin.length * RGBA));
  return {
    source: {
      width,
      height,
      partHeight,
      picture: small,
      guide,
      isCentre,
      buckets: makeBuckets(guide, isCentre),
    },
    worth: distance.data.reduce((sum, value, i) => sum + (isCentre[i] && value < GUIDE_MAX ? 1 : 0), 0),
  };
}
