import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import type { Sites } from './sites.js';

/** Rings of pixels that are equally far from the contour are this wide: lines within a pixel can be told. */
export const RING_PX = 0.125;

/** Mean colours and variances of rings of pixels that are equally far from a contour. */
export interface RingSums {
  /** Signed distance of the first ring in pixels. */
  readonly firstPx: number;
  readonly rings: number;
  /** [rings, RGBA]; of a ring with too few pixels those of the ring before. */
  readonly means: Float32Array;
  /** Within each ring, all channels together. */
  readonly variance: Float32Array;
  /** 1 for pixels that differ from the rest of their ring as few do: specks and holes. */
  readonly isOutlier: Uint8Array;
}

/** Alpha below this is nothing. */
const VISIBLE = 1 / 255;
/** Rings with fewer pixels take the means of the ring before. */
const LEAST_PIXELS = 4;
/** Specks and holes are no part of a ring: pixels whose squared difference to the mean is so many times the variance. */
const OUTLIER_VARIANCES = 6;
/** Squared differences that are seen as such. */
const LEAST_OUTLIER = 0.01;
/** Room beyond the effect in which there is nothing, so that it ends. */
const BEYOND_PX = 2;

/** How far outside there is anything of an effect. */
function reachPx({ rgba }: Premultiplied, { data }: Sites['distance']): number {
  let most = 0;
  for (let i = 0; i < data.length; i++) {
    if (rgba[i * RGBA + 3]! >= VISIBLE && data[i]! > most) most = data[i]!;
  }
  return most;
}

/** Counts, sums and sums of squares of rings. */
class Rings {
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  readonly #squares: Float64Array;

  constructor(count: number) {
    this.counts = new Float64Array(count);
    this.sums = new Float64Array(count * RGBA);
    this.#squares = new Float64Array(count);
  }

  add(ring: number, rgba: Float32Array, i: number): void {
    this.counts[ring] = this.counts[ring]! + 1;
    for (let k = 0; k < RGBA; k++) {
      const value = rgba[i * RGBA + k]!;
      this.sums[ring * RGBA + k] = this.sums[ring * RGBA + k]! + value;
      this.#squares[ring] = this.#squares[ring]! + value * value;
    }
  }

  isOutlier(ring: number, rgba: Float32Array, i: number): boolean {
    const count = this.counts[ring]!;
    let square = 0;
    for (let k = 0; k < RGBA; k++) {
      square += (rgba[i * RGBA + k]! - this.sums[ring * RGBA + k]! / count) ** 2;
    }
    return square > LEAST_OUTLIER && square > OUTLIER_VARIANCES * this.variance(ring);
  }

  variance(ring: number): number {
    const count = this.counts[ring]!;
    if (count === 0) return 0;
    let square = 0;
    for (let k = 0; k < RGBA; k++) square += this.sums[ring * RGBA + k]! ** 2;
    return Math.max(0, this.#squares[ring]! - square / count) / count;
  }
}

const leastOf = (values: Float32Array) => values.reduce((a, b) => Math.min(a, b), 0);

/** Sorts the pixels of an effect by their distance to the contour. */
export function ringSums(picture: Premultiplied, { distance }: Sites): RingSums {
  const firstPx = RING_PX * Math.floor(leastOf(distance.data) / RING_PX);
  const rings = Math.max(2, Math.ceil((reachPx(picture, distance) + BEYOND_PX - firstPx) / RING_PX));
  const ringOf = (i: number) => Math.floor((distance.data[i]! - firstPx) / RING_PX);
  const [every, usual] = [new Rings(rings), new Rings(rings)];
  for (let i = 0; i < distance.data.length; i++) {
    if (ringOf(i) < rings) every.add(ringOf(i), picture.rgba, i);
  }
  const isOutlier = new Uint8Array(distance.data.length);
  for (let i = 0; i < distance.data.length; i++) {
    const ring = ringOf(i);
    if (ring >= rings) continue;
    if (every.isOutlier(ring, picture.rgba, i)) isOutlier[i] = 1;
    else usual.add(ring, picture.rgba, i);
  }
  return { firstPx, rings, isOutlier, ...summary(usual, rings) };
}

function summary(usual: Rings, rings: number): Pick<RingSums, 'means' | 'variance'> {
  const [means, variance] = [new Float32Array(rings * RGBA), new Float32Array(rings)];
  const isFull = (ring: number) => usual.counts[ring]! >= LEAST_PIXELS;
  let full = Math.max(0, Array.from({ length: rings }, (_, ring) => ring).findIndex(isFull));
  for (let ring = 0; ring < rings; ring++) {
    if (ring > full && isFull(ring)) full = ring;
    variance[ring] = usual.variance(full);
    for (let k = 0; k < RGBA; k++) {
      means[ring * RGBA + k] = usual.sums[full * RGBA + k]! / Math.max(1, usual.counts[full]!);
    }
  }
  return { means, variance };
}
