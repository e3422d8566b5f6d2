import type { Grid } from '../../shared/fields/grid.js';
import { resizeGrid } from '../../shared/fields/resizeGrid.js';
import type { Size } from '../../shared/pictures/picture.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { resizePremultiplied } from '../../shared/pictures/resize.js';
import {
  BUCKETS,
  bucketAt,
  CONTOUR,
  GUIDE_MAX,
  type Level,
  NO_PATCH,
  PATCH_RADIUS,
  STENCIL,
} from './level.js';
import { sharedBytes, sharedFloats, sharedInts, shareLevels } from './shared.js';
import { makeSheet, OUTSIDE, onSheet, pictureOnSheet, type Sheet } from './sheet.js';

/** The contour is seen from half of this many pixels away, and from its stencil's neighbours as much further. */
const CONTOUR_WIDTH_PX = 5;
const CONTOUR_REACH_PX = 2;

/** What the levels are made of, at full size. */
export interface Material {
  readonly picture: Premultiplied;
  readonly exampleGuide: Grid;
  readonly targetGuide: Grid;
  /** Signed distances to the contours, in pixels. */
  readonly exampleDistance: Grid;
  readonly targetDistance: Grid;
  readonly far: number;
  /** Above 0 in the target where there may be something of the effect. */
  readonly isWorthwhile: Grid;
  /** How far the stencil reaches, in pixels. */
  readonly reachPx: number;
  readonly isDirected: boolean;
}

const scaled = ({ width, height }: Size, scale: number): Size => ({
  width: Math.max(1, Math.round(width / scale)),
  height: Math.max(1, Math.round(height / scale)),
});

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

/** The value of each pixel and of four around it, into a stencil from `first` on; rows come in parts that do not see each other. */
function fillStencil(
  out: Uint8Array,
  first: number,
  { data, width }: Grid,
  partHeight: number,
  reach: number,
): void {
  for (let i = 0, o = first; i < data.length; i++, o += STENCIL) {
    const x = i % width;
    const row = Math.floor(i / width);
    const top = row - (row % partHeight);
    out[o] = data[i]!;
    out[o + 1] = data[row * width + Math.min(width - 1, x + reach)]!;
    out[o + 2] = data[row * width + Math.max(0, x - reach)]!;
    out[o + 3] = data[Math.min(top + partHeight - 1, row + reach) * width + x]!;
    out[o + 4] = data[Math.max(top, row - reach) * width + x]!;
  }
}

/** @param most the distance that becomes GUIDE_MAX; the contour's 1 does */
function stencils(
  distance: Grid,
  contour: Grid,
  partHeight: number,
  reach: number,
  most: number,
): Uint8Array {
  const out = sharedBytes(distance.data.length * STENCIL);
  const whole = ({ data, ...size }: Grid, full: number): Grid => ({
    ...size,
    data: data.map((value) => Math.min(GUIDE_MAX, Math.max(0, Math.round((value / full) * GUIDE_MAX)))),
  });
  fillStencil(out, 0, whole(distance, most), partHeight, reach);
  fillStencil(out, CONTOUR, whole(contour, 1), partHeight, CONTOUR_REACH_PX);
  return out;
}

/** From 0 outside the contour to 1 inside, over a few pixels of a level. */
function softContour(distance: Grid, size: Size, scale: number): Float32Array {
  return resizeGrid(distance, size).data.map((px) =>
    Math.min(1, Math.max(0, 0.5 - px / scale / CONTOUR_WIDTH_PX)),
  );
}

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

/** Sorts source centres by the guide, stably. */
function makeBuckets(guide: Uint8Array, isCentre: Uint8Array) {
  const bucketStart = sharedInts(BUCKETS + 1);
  const bucket = (i: number) => bucketAt(guide[i * STENCIL]!);
  for (let i = 0; i < isCentre.length; i++) {
    if (isCentre[i]) bucketStart[bucket(i) + 1] = bucketStart[bucket(i) + 1]! + 1;
  }
  for (let b = 0; b < BUCKETS; b++) bucketStart[b + 1] = bucketStart[b + 1]! + bucketStart[b]!;
  const next = bucketStart.slice();
  const bucketOf = sharedInts(bucketStart[BUCKETS]!);
  for (let i = 0; i < isCentre.length; i++) {
    if (!isCentre[i]) continue;
    const slot = next[bucket(i)]!;
    bucketOf[slot] = i;
    next[bucket(i)] = slot + 1;
  }
  return { bucketStart, bucketOf };
}

function makeSource(material: Material, scale: number, reach: number) {
  const { picture, exampleGuide, exampleDistance, far, isDirected } = material;
  const size = scaled(picture, scale);
  const sheet = makeSheet(size, isDirected);
  const guide = onSheet(sheet, resizeGrid(exampleGuide, size).data, 1, far);
  const contour = onSheet(sheet, softContour(exampleDistance, size, scale), 1, 0);
  const isCentre = centres(sheet);
  const sourceGuide = stencils(
    { ...sheet, data: guide },
    { ...sheet, data: contour },
    sheet.partHeight,
    reach,
    far,
  );
  return {
    source: { width: sheet.width, height: sheet.height, partHeight: sheet.partHeight },
    sourcePicture: shareLevels(pictureOnSheet(sheet, resizePremultiplied(picture, size).rgba)),
    sourceGuide,
    isCentre,
    ...makeBuckets(sourceGuide, isCentre),
    worth: guide.reduce((sum, value, i) => sum + (isCentre[i] && value < far ? 1 : 0), 0),
  };
}

/** One level, `scale` times smaller than the result. */
export function makeLevel(material: Material, scale: number, rounds: number): Level {
  const { targetGuide, targetDistance, isWorthwhile, far } = material;
  const reach = material.reachPx === 0 ? 0 : Math.max(1, Math.round(material.reachPx / scale));
  const { worth, ...source } = makeSource(material, scale, reach);
  const size = scaled(targetGuide, scale);
  const target = padded(resizeGrid(targetGuide, size).data, size, far);
  const contour = padded(softContour(targetDistance, size, scale), size, 0);
  const count = target.data.length;
  const isActive = sharedBytes(count);
  const worthwhile = padded(resizeGrid(isWorthwhile, size).data, size, 0);
  for (const [i, value] of worthwhile.data.entries()) if (value > 0) isActive[i] = 1;
  const sourceCount = source.isCentre.length;
  return {
    ...source,
    target: { width: target.width, height: target.height },
    picture: sharedBytes(count * RGBA),
    guide: stencils(target, contour, target.height, reach, far),
    guideStep: far / GUIDE_MAX,
    isActive,
    nearest: sharedInts(count, NO_PATCH),
    before: sharedInts(count, NO_PATCH),
    cost: sharedFloats(count),
    trust: sharedFloats(count),
    uses: [sharedInts(sourceCount), sharedInts(sourceCount)],
    meanUses: isActive.reduce((sum, value) => sum + value, 0) / Math.max(1, worth),
    rounds,
  };
}
