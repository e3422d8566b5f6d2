/** The last touch of a patch result: every sample moves to where the example is as far from its contour as the pixel is. */
import type { Grid } from '../../shared/fields/grid.js';
import type { Size } from '../../shared/pictures/picture.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { NO_PATCH } from './level.js';
import { OUTSIDE, type Sheet } from './sheet.js';

/** Signed distances to the contours of an example's shape and of a target's, in pixels. */
export interface Contours {
  readonly example: Grid;
  readonly target: Grid;
}

/** What is painted from: see `PatchField`. */
interface Field extends Size {
  readonly nearest: Int32Array;
  readonly trust: Float32Array;
}

/** An example's distances and colours, [height, width], and the sheet that it lies on. */
interface Source {
  readonly sheet: Sheet;
  readonly distance: Float32Array;
  readonly rgba: Float32Array;
}

/** Patches whose middle is up to this many pixels away have a say, the nearer the more. */
const RADIUS = 1;
const SPREAD_PX = 0.7;
/** Samples that have to move this much count for less: a normal distribution. */
const MISS_SPREAD_PX = 1.5;
/** Samples move all they have to up to the first of these distances from the contour in pixels, and not at all from the second on. */
const ALIGNED_PX = { all: 6, none: 14 } as const;
/** No sample moves farther: a stroke that is thinner than those of the example keeps what the search chose. */
const MOST_PX = 6;
/** The distance grows by one a pixel, but for ridges: its slope, squared, is within these where it says where to go. */
const SLOPE = { least: 0.25, most: 4 } as const;
/** Every patch counts a little, or there might be none. */
const LEAST_WEIGHT = 1e-9;

/** Adds a share of the colour of a pixel of the sheet; beside the example there is none. */
function addPixel(sum: Float64Array, { sheet, rgba }: Source, pixel: number, share: number): void {
  const i = sheet.origin[pixel]! * RGBA;
  if (i < 0) return;
  for (let k = 0; k < RGBA; k++) sum[k] = sum[k]! + share * rgba[i + k]!;
}

/** The distance at a pixel of the sheet. */
function distanceAt({ sheet, distance }: Source, pixel: number): number {
  const i = sheet.origin[pixel]!;
  return i === OUTSIDE ? 0 : distance[i]!;
}

/** Adds the colour at a place between pixels of the sheet to `sum`, `weight` times. */
function addSample(sum: Float64Array, source: Source, x: number, y: number, weight: number): void {
  const { sheet } = source;
  const left = Math.min(sheet.width - 2, Math.max(0, Math.floor(x)));
  const top = Math.min(sheet.height - 2, Math.max(0, Math.floor(y)));
  const u = Math.min(1, Math.max(0, x - left));
  const v = Math.min(1, Math.max(0, y - top));
  const i = top * sheet.width + left;
  addPixel(sum, source, i, weight * (1 - u) * (1 - v));
  addPixel(sum, source, i + 1, weight * u * (1 - v));
  addPixel(sum, source, i + sheet.width, weight * (1 - u) * v);
  addPixel(sum, source, i + sheet.width + 1, weight * u * v);
  sum[RGBA] = sum[RGBA]! + weight;
}

/** Adds what source pixel j, which has neighbours all around, says of a pixel that is `distance` away from the contour. */
function addAligned(sum: Float64Array, source: Source, j: number, distance: number, weight: number): void {
  const { width } = source.sheet;
  // Far from the contour things follow themselves, not it: moved, flames would be torn.
  const share = (ALIGNED_PX.none - Math.abs(distance)) / (ALIGNED_PX.none - ALIGNED_PX.all);
  const miss = Math.min(1, Math.max(0, share)) * (distance - distanceAt(source, j));
  const fit = Math.exp((miss * miss) / (-2 * MISS_SPREAD_PX ** 2)) + LEAST_WEIGHT;
  const slopeX = (distanceAt(source, j + 1) - distanceAt(source, j - 1)) / 2;
  const slopeY = (distanceAt(source, j + width) - distanceAt(source, j - width)) / 2;
  const square = slopeX * slopeX + slopeY * slopeY;
  const canMove = square > SLOPE.least && square < SLOPE.most;
  const step = canMove ? Math.max(-MOST_PX, Math.min(MOST_PX, miss)) / Math.sqrt(square) : 0;
  const [x, y] = [j % width, Math.floor(j / width)];
  if (canMove) addSample(sum, source, x + slopeX * step, y + slopeY * step, weight * fit);
  else addSample(sum, source, x, y, weight * fit);
}

/**
 * Paints a field, each sample of the source moved along the slope of the distance until that is the pixel's own. Patches only
 * fit by whole pixels; effects that change within a pixel, such as outlines, would be ragged.
 *
 * @param distance signed distance of the target in pixels
 */
export function paintAligned(field: Field, source: Source, distance: Grid): Premultiplied {
  const { width, height, nearest, trust } = field;
  const rgba = new Float32Array(width * height * RGBA);
  const sum = new Float64Array(RGBA + 1);
  for (let p = 0; p < nearest.length; p++) {
    if (nearest[p] === NO_PATCH) continue;
    sum.fill(0);
    const [x, y] = [p % width, Math.floor(p / width)];
    for (let v = Math.max(0, y - RADIUS); v <= Math.min(height - 1, y + RADIUS); v++) {
      for (let u = Math.max(0, x - RADIUS); u <= Math.min(width - 1, x + RADIUS); u++) {
        const centre = v * width + u;
        const q = nearest[centre]!;
        if (q === NO_PATCH) continue;
        const nearness = Math.exp(((u - x) ** 2 + (v - y) ** 2) / (-2 * SPREAD_PX ** 2));
        const j = q - (v - y) * source.sheet.width - (u - x);
        addAligned(sum, source, j, distance.data[p]!, nearness * trust[centre]!);
      }
    }
    for (let k = 0; k < RGBA; k++) rgba[p * RGBA + k] = sum[k]! / sum[RGBA]!;
  }
  return { width, height, rgba };
}
