import { resize } from '../fields/resize.js';
import { type Grid, type Premultiplied, RGBA, type Size } from '../grid.js';
import { BUCKETS, bucketAt, type Level, NO_PATCH, PATCH_RADIUS, STENCIL } from './level.js';
import { sharedBytes, sharedFloats, sharedInts, shareFloats } from './shared.js';
import { makeSheet, OUTSIDE, onSheet, pictureOnSheet, type Sheet } from './sheet.js';

/** What the levels are made of, at full size. */
export interface Material {
  readonly picture: Premultiplied;
  readonly exampleGuide: Grid;
  readonly targetGuide: Grid;
  readonly far: number;
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

/** A guide at every pixel and at four around it; rows come in parts that do not see each other. */
function stencils({ data, width }: Grid, partHeight: number, reach: number): Float32Array {
  const out = sharedFloats(data.length * STENCIL);
  for (let i = 0, o = 0; i < data.length; i++, o += STENCIL) {
    const x = i % width;
    const row = Math.floor(i / width);
    const top = row - (row % partHeight);
    const right = row * width + Math.min(width - 1, x + reach);
    const left = row * width + Math.max(0, x - reach);
    const below = Math.min(top + partHeight - 1, row + reach) * width + x;
    const above = Math.max(top, row - reach) * width + x;
    for (const [k, at] of [i, right, left, below, above].entries()) out[o + k] = data[at] as number;
  }
  return out;
}

/** Nonzero where a patch lies within the example. */
function centres({ width, height, partHeight, origin }: Sheet): Uint8Array {
  const isCentre = sharedBytes(origin.length);
  for (let y = PATCH_RADIUS; y < height - PATCH_RADIUS; y++) {
    const row = y % partHeight;
    if (row < PATCH_RADIUS || row >= partHeight - PATCH_RADIUS) continue;
    for (let x = PATCH_RADIUS; x < width - PATCH_RADIUS; x++) {
      const corners = [-PATCH_RADIUS, PATCH_RADIUS].flatMap((dy) =>
        [-PATCH_RADIUS, PATCH_RADIUS].map((dx) => (y + dy) * width + x + dx),
      );
      if (corners.every((i) => origin[i] !== OUTSIDE)) isCentre[y * width + x] = 1;
    }
  }
  return isCentre;
}

/** Sorts source centres by the guide, stably. */
function makeBuckets(guide: Float32Array, isCentre: Uint8Array, far: number) {
  const bucketStart = sharedInts(BUCKETS + 1);
  const bucket = (i: number) => bucketAt(guide[i] as number, far);
  for (let i = 0; i < guide.length; i++) {
    if (isCentre[i]) bucketStart[bucket(i) + 1] = (bucketStart[bucket(i) + 1] as number) + 1;
  }
  for (let b = 0; b < BUCKETS; b++)
    bucketStart[b + 1] = (bucketStart[b + 1] as number) + (bucketStart[b] as number);
  const next = bucketStart.slice();
  const bucketOf = sharedInts(bucketStart[BUCKETS] as number);
  for (let i = 0; i < guide.length; i++) {
    if (!isCentre[i]) continue;
    const place = next[bucket(i)] as number;
    bucketOf[place] = i;
    next[bucket(i)] = place + 1;
  }
  return { bucketStart, bucketOf };
}

function makeSource({ picture, exampleGuide, far, isDirected }: Material, scale: number, reach: number) {
  const size = scaled(picture, scale);
  const sheet = makeSheet(size, isDirected);
  const guide = onSheet(sheet, resize(exampleGuide.data, exampleGuide, size, 1), 1, far);
  const isCentre = centres(sheet);
  return {
    source: { width: sheet.width, height: sheet.height, partHeight: sheet.partHeight },
    sourcePicture: shareFloats(pictureOnSheet(sheet, resize(picture.rgba, picture, size, RGBA))),
    sourceGuide: stencils({ ...sheet, data: guide }, sheet.partHeight, reach),
    isCentre,
    ...makeBuckets(guide, isCentre, far),
    worth: guide.reduce((sum, value, i) => sum + (isCentre[i] && value < far ? 1 : 0), 0),
  };
}

/** One level, `scale` times smaller than the result. */
export function makeLevel(material: Material, scale: number, rounds: number): Level {
  const { targetGuide, far } = material;
  const reach = Math.max(1, Math.round(material.reachPx / scale));
  const { worth, ...source } = makeSource(material, scale, reach);
  const size = scaled(targetGuide, scale);
  const target = padded(resize(targetGuide.data, targetGuide, size, 1), size, far);
  const count = target.data.length;
  const isActive = sharedBytes(count);
  for (const [i, value] of target.data.entries()) if (value < far) isActive[i] = 1;
  const sourceCount = source.isCentre.length;
  return {
    ...source,
    target: { width: target.width, height: target.height },
    picture: sharedFloats(count * RGBA),
    guide: stencils(target, target.height, reach),
    isActive,
    nearest: sharedInts(count, NO_PATCH),
    before: sharedInts(count, NO_PATCH),
    cost: sharedFloats(count),
    uses: [sharedInts(sourceCount), sharedInts(sourceCount)],
    meanUses: isActive.reduce((sum, value) => sum + value, 0) / Math.max(1, worth),
    rounds,
  };
}
