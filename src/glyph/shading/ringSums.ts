import { slopeAt } from '../../shared/fields/grid.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import type { Sites } from './sites.js';

/** Mean colours and variances of rings of pixels that are equally far from a contour. */
export interface RingSums {
  /** Signed distance of the first ring in pixels. */
  readonly firstPx: number;
  readonly rings: number;
  /** [rings, RGBA] */
  readonly means: Float32Array;
  /** Within each ring, all channels together. */
  readonly variance: Float32Array;
  /** [rings, facings, RGBA]; where nothing faces that way, as the nearest facings do. */
  readonly facingMeans: Float32Array;
  /** Within facings of each ring. */
  readonly facingVariance: Float32Array;
}

/** Specks and holes are no part of a ring: pixels whose squared difference to the mean is so many times the variance. */
const OUTLIER_VARIANCES = 6;
/** Squared differences that are seen as such. */
const LEAST_OUTLIER = 0.01;

interface RingPlan {
  readonly ringPx: number;
  readonly facings: number;
}

/** Alpha below this is nothing. */
const VISIBLE = 1 / 255;
/** Rings with fewer pixels take the means of the ring before. */
const LEAST_PIXELS = 8;

/** How far outside there is anything of an effect. */
function reachPx({ rgba }: Premultiplied, { data }: Sites['distance']): number {
  let most = 0;
  for (let i = 0; i < data.length; i++) {
    if (rgba[i * RGBA + 3]! >= VISIBLE && data[i]! > most) most = data[i]!;
  }
  return most;
}

/** Which of `facings` sectors a pixel's outward normal is nearest to. */
function facingOf({ distance }: Sites, i: number, facings: number): number {
  const [dx, dy] = slopeAt(distance, i % distance.width, Math.floor(i / distance.width));
  return Math.round((Math.atan2(dy, dx) / (2 * Math.PI) + 1) * facings) % facings;
}

/** Counts, sums and sums of squares of cells, [cells, RGBA]. */
class Cells {
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  readonly #squares: Float64Array;

  constructor(count: number) {
    this.counts = new Float64Array(count);
    this.sums = new Float64Array(count * RGBA);
    this.#squares = new Float64Array(count);
  }

  add(cell: number, rgba: Float32Array, i: number): void {
    this.counts[cell] = this.counts[cell]! + 1;
    for (let k = 0; k < RGBA; k++) {
      const value = rgba[i * RGBA + k]!;
      this.sums[cell * RGBA + k] = this.sums[cell * RGBA + k]! + value;
      this.#squares[cell] = this.#squares[cell]! + value * value;
    }
  }

  /** Whether a pixel differs from the rest of its cell as few do. */
  isOutlier(cell: number, rgba: Float32Array, i: number): boolean {
    const count = this.counts[cell]!;
    let square = 0;
    for (let k = 0; k < RGBA; k++) square += (rgba[i * RGBA + k]! - this.sums[cell * RGBA + k]! / count) ** 2;
    return square > OUTLIER_VARIANCES * (this.scatter(cell) / count) && square > LEAST_OUTLIER;
  }

  /** Sum of squared differences to the mean. */
  scatter(cell: number): number {
    const count = this.counts[cell]!;
    if (count === 0) return 0;
    let square = 0;
    for (let k = 0; k < RGBA; k++) square += this.sums[cell * RGBA + k]! ** 2;
    return Math.max(0, this.#squares[cell]! - square / count);
  }
}

/** Fills [facings] means where nothing faces that way from those that face most nearly so. */
function meanOfFacing(cells: Cells, ring: number, facing: number, facings: number, k: number): number {
  for (let away = 0; away <= facings / 2; away++) {
    let [sum, count] = [0, 0];
    for (const side of away === 0 ? [0] : [-away, away]) {
      const cell = ring * facings + ((facing + side + facings) % facings);
      sum += cells.sums[cell * RGBA + k]!;
      count += cells.counts[cell]!;
    }
    if (count > 0) return sum / count;
  }
  return 0;
}

/** Sorts the pixels of an effect by their distance to the contour and by where that faces. */
export function ringSums(picture: Premultiplied, sites: Sites, { ringPx, facings }: RingPlan): RingSums {
  const { distance } = sites;
  const firstPx = ringPx * Math.floor(leastOf(distance.data) / ringPx);
  const rings = Math.max(2, Math.ceil((reachPx(picture, distance) + 2 - firstPx) / ringPx));
  const [every, byRing, byFacing] = [new Cells(rings), new Cells(rings), new Cells(rings * facings)];
  const ringOf = (i: number) => Math.floor((distance.data[i]! - firstPx) / ringPx);
  for (let i = 0; i < distance.data.length; i++) {
    if (ringOf(i) < rings) every.add(ringOf(i), picture.rgba, i);
  }
  for (let i = 0; i < distance.data.length; i++) {
    const ring = ringOf(i);
    if (ring >= rings || every.isOutlier(ring, picture.rgba, i)) continue;
    byRing.add(ring, picture.rgba, i);
    byFacing.add(ring * facings + facingOf(sites, i, facings), picture.rgba, i);
  }
  return summarise(byRing, byFacing, { firstPx, rings, facings });
}

const leastOf = (values: Float32Array) => values.reduce((a, b) => Math.min(a, b), 0);

function summarise(
  byRing: Cells,
  byFacing: Cells,
  { firstPx, rings, facings }: { firstPx: number; rings: number; facings: number },
): RingSums {
  const means = new Float32Array(rings * RGBA);
  const facingMeans = new Float32Array(rings * facings * RGBA);
  const [variance, facingVariance] = [new Float32Array(rings), new Float32Array(rings)];
  // Inwards to outwards; the few pixels of the innermost ring are those of the next one that has enough.
  const enough = (ring: number) => byRing.counts[ring]! >= LEAST_PIXELS;
  const firstFull = Math.max(0, Array.from({ length: rings }, (_, ring) => ring).findIndex(enough));
  let full = firstFull;
  for (let ring = 0; ring < rings; ring++) {
    if (ring > firstFull && enough(ring)) full = ring;
    const count = Math.max(1, byRing.counts[full]!);
    variance[ring] = byRing.scatter(full) / count;
    let within = 0;
    for (let f = 0; f < facings; f++) within += byFacing.scatter(full * facings + f);
    facingVariance[ring] = within / count;
    for (let k = 0; k < RGBA; k++) {
      means[ring * RGBA + k] = byRing.sums[full * RGBA + k]! / count;
      for (let f = 0; f < facings; f++) {
        facingMeans[(ring * facings + f) * RGBA + k] = meanOfFacing(byFacing, full, f, facings, k);
      }
    }
  }
  return { firstPx, rings, means, variance, facingMeans, facingVariance };
}
