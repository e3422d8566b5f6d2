/** The last touch of a patch result: every sample moves to where the example is as far from its contour as the pixel is. */
import type { Grid } from '../../shared/fields/grid.js';
import { mapPixels } from '../../shared/fields/perPixel.js';
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

/** Weights of the patches around a pixel, row by row, by how near their middles are. */
const NEARNESS = Float64Array.from({ length: (2 * RADIUS + 1) ** 2 }, (_, k) => {
  const across = (k % (2 * RADIUS + 1)) - RADIUS;
  const down = Math.floor(k / (2 * RADIUS + 1)) - RADIUS;
  return Math.exp((across ** 2 + down ** 2) / (-2 * SPREAD_PX ** 2));
});

/** Of each pixel of a sheet its distance, and the way of a pixel's length along which that grows; none where it does not say where to go. */
interface Ways {
  readonly distance: Float32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

function waysOn({ sheet: { width, origin }, distance }: Source): Ways {
  const onSheet = mapPixels(origin.length, (pixel) => {
    const i = origin[pixel]!;
    return i === OUTSIDE ? 0 : distance[i]!;
  });
  const [x, y] = [new Float32Array(origin.length), new Float32Array(origin.length)];
  for (let j = width + 1; j < origin.length - width - 1; j++) {
    const slopeX = (onSheet[j + 1]! - onSheet[j - 1]!) / 2;
    const slopeY = (onSheet[j + width]! - onSheet[j - width]!) / 2;
    const square = slopeX * slopeX + slopeY * slopeY;
    if (square <= SLOPE.least || square >= SLOPE.most) continue;
    const length = Math.sqrt(square);
    x[j] = slopeX / length;
    y[j] = slopeY / length;
  }
  return { distance: onSheet, x, y };
}

/** Adds a share of the colour of a pixel of the sheet; beside the example there is none. */
function addPixel(sum: Float64Array, { sheet, rgba }: Source, pixel: number, share: number): void {
  const i = sheet.origin[pixel]! * RGBA;
  if (i < 0) return;
  sum[0] = sum[0]! + share * rgba[i]!;
  sum[1] = sum[1]! + share * rgba[i + 1]!;
  sum[2] = sum[2]! + share * rgba[i + 2]!;
  sum[3] = sum[3]! + share * rgba[i + 3]!;
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

/**
 * Adds what source pixel j, which has neighbours all around, says of a pixel that is `distance` away from the contour.
 *
 * @param share of the way to go that is gone
 */
function addAligned(
  sum: Float64Array,
  source: Source,
  ways: Ways,
  j: number,
  distance: number,
  share: number,
  weight: number,
): void {
  const miss = share * (distance - ways.distance[j]!);
  const fit = Math.exp((miss * miss) / (-2 * MISS_SPREAD_PX ** 2)) + LEAST_WEIGHT;
  const step = Math.max(-MOST_PX, Math.min(MOST_PX, miss));
  const { width } = source.sheet;
  const row = Math.floor(j / width);
  addSample(sum, source, j - row * width + ways.x[j]! * step, row + ways.y[j]! * step, weight * fit);
}

/**
 * Paints a field, each sample of the source moved along the slope of the distance until that is the pixel's own. Patches only
 * fit by whole pixels; effects that change within a pixel, such as outlines, would be ragged.
 *
 * @param distance signed distance of the target in pixels
 */
export function paintAligned(field: Field, source: Source, distance: Grid): Premultiplied {
  const { width, height, nearest, trust } = field;
  const ways = waysOn(source);
  const rgba = new Float32Array(width * height * RGBA);
  const sum = new Float64Array(RGBA + 1);
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      if (nearest[p] === NO_PATCH) continue;
      sum.fill(0);
      const px = distance.data[p]!;
      // Far from the contour things follow themselves, not it: moved, flames would be torn.
      const share = Math.min(
        1,
        Math.max(0, (ALIGNED_PX.none - Math.abs(px)) / (ALIGNED_PX.none - ALIGNED_PX.all)),
      );
      for (let v = Math.max(0, y - RADIUS); v <= Math.min(height - 1, y + RADIUS); v++) {
        for (let u = Math.max(0, x - RADIUS); u <= Math.min(width - 1, x + RADIUS); u++) {
          const centre = v * width + u;
          const q = nearest[centre]!;
          if (q === NO_PATCH) continue;
          const weight = NEARNESS[(v - y + RADIUS) * (2 * RADIUS + 1) + u - x + RADIUS]! * trust[centre]!;
          const j = q - (v - y) * source.sheet.width - (u - x);
          if (share > 0) addAligned(sum, source, ways, j, px, share, weight);
          else {
            addPixel(sum, source, j, weight);
            sum[RGBA] = sum[RGBA]! + weight;
          }
        }
      }
      for (let k = 0; k < RGBA; k++) rgba[p * RGBA + k] = sum[k]! / sum[RGBA]!;
    }
  }
  return { width, height, rgba };
}
