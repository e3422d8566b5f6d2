import { slopeAt } from '../../shared/fields/grid.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { type RingSums, ringSums } from './ringSums.js';
import type { Sites } from './sites.js';

/** Rings of pixels that are equally far from the contour are this wide: edges within a pixel can be told. */
export const RING_PX = 0.5;
/** Facings that are told apart, clockwise from the right; between them colours are mixed. */
export const FACINGS = 12;

/** The colours around a contour, where they depend on the distance to it, or also on where it faces, and on little else. */
export interface RimProfile {
  /** Signed distance of the first ring in pixels, inside. */
  readonly firstPx: number;
  readonly rings: number;
  /** [rings, FACINGS, RGBA] */
  readonly colours: Float32Array;
  /** How far the ring is explained by them, 0..1: what patches would make of it counts for the rest. */
  readonly trust: Float32Array;
  /** How much of the differences to them is kept, 0..1: at hard edges they are but the pixel grid's. */
  readonly kept: Float32Array;
}

/**
 * Standard deviations of colours (premultiplied, all four together) within a ring up to which it is trusted whole, and from
 * which on not at all. Outlines, glows and plain fills have up to .05, grain .1, flames and leaves .3 and more.
 */
const SPREAD = { whole: 0.08, none: 0.16 } as const;
/** Variance between neighbouring rings that makes a hard edge. */
const EDGE_VARIANCE = 0.01;
/** Neighbouring rings: as far as a pixel reaches. */
const EDGE_RINGS = 3;
/** On each side of an edge so many rings are looked at. */
const BESIDE_RINGS = 6;
/** A facing must lower the variance of a ring to this share to be told apart. */
const FACING_GAIN = 0.6;

/** The variance of mean colours between a ring and its neighbours. */
function edgeVariance({ rings, means }: RingSums, ring: number): number {
  const [from, to] = [Math.max(0, ring - EDGE_RINGS), Math.min(rings - 1, ring + EDGE_RINGS)];
  let sum = 0;
  for (let k = 0; k < RGBA; k++) {
    let [mean, square] = [0, 0];
    for (let r = from; r <= to; r++) {
      const value = means[r * RGBA + k]!;
      mean += value;
      square += value * value;
    }
    const count = to - from + 1;
    sum += square / count - (mean / count) ** 2;
  }
  return Math.max(0, sum);
}

/** From the standard deviation within a ring. */
function trustOf(variance: number): number {
  const spread = Math.sqrt(Math.max(0, variance));
  return Math.min(1, Math.max(0, (SPREAD.none - spread) / (SPREAD.none - SPREAD.whole)));
}

/**
 * Pixels of a hard edge lie on both of its sides, so that the variance between rings comes back within them: it is forgiven if there
 * are rings that need no forgiveness on both sides of it.
 *
 * @param trust with what is forgiven @param plain without
 */
function betweenTrusted(trust: Float32Array, plain: Float32Array): Float32Array {
  return trust.map((value, ring) => {
    const inside = plain.subarray(Math.max(0, ring - BESIDE_RINGS), ring + 1);
    const outside = plain.subarray(ring, ring + BESIDE_RINGS + 1);
    return Math.min(value, Math.max(...inside), Math.max(...outside));
  });
}

/**
 * The profile of an effect.
 *
 * @param picture as large as the shape that `sites` are of
 * @param isUpright whether facings may be told apart
 */
export function rimProfile(picture: Premultiplied, sites: Sites, isUpright: boolean): RimProfile {
  const sums = ringSums(picture, sites, { ringPx: RING_PX, facings: FACINGS });
  const { rings, firstPx } = sums;
  const colours = new Float32Array(rings * FACINGS * RGBA);
  const [trust, plain, kept] = [0, 1, 2].map(() => new Float32Array(rings)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let ring = 0; ring < rings; ring++) {
    const facesMatter = isUpright && sums.facingVariance[ring]! < FACING_GAIN * sums.variance[ring]!;
    const variance = facesMatter ? sums.facingVariance[ring]! : sums.variance[ring]!;
    const edge = edgeVariance(sums, ring);
    plain[ring] = trustOf(variance);
    trust[ring] = trustOf(variance - edge);
    kept[ring] = 1 - Math.min(1, edge / EDGE_VARIANCE);
    for (let facing = 0; facing < FACINGS; facing++) {
      for (let k = 0; k < RGBA; k++) {
        const cell = (ring * FACINGS + facing) * RGBA + k;
        colours[cell] = facesMatter ? sums.facingMeans[cell]! : sums.means[ring * RGBA + k]!;
      }
    }
  }
  return { firstPx, rings, colours, trust: smoothed(betweenTrusted(trust, plain)), kept };
}

/** Means of each value and its two neighbours. */
function smoothed(values: Float32Array): Float32Array {
  return values.map((value, i) => ((values[i - 1] ?? value) + value + (values[i + 1] ?? value)) / 3);
}

/** What a profile says of pixel i, between rings and between facings. */
export function profileAt(
  { firstPx, rings, colours, trust, kept }: RimProfile,
  { distance }: Sites,
  i: number,
  out: Float64Array,
): { readonly trust: number; readonly kept: number } {
  const position = Math.min(rings - 1, Math.max(0, (distance.data[i]! - firstPx) / RING_PX - 0.5));
  const ring = Math.min(rings - 2, Math.floor(position));
  const between = position - ring;
  const [dx, dy] = slopeAt(distance, i % distance.width, Math.floor(i / distance.width));
  const turn = (Math.atan2(dy, dx) / (2 * Math.PI) + 1) * FACINGS;
  const facing = Math.floor(turn);
  const turned = turn - facing;
  for (let k = 0; k < RGBA; k++) {
    const value = (r: number, f: number) => colours[(r * FACINGS + (f % FACINGS)) * RGBA + k]!;
    const ofRing = (r: number) => (1 - turned) * value(r, facing) + turned * value(r, facing + 1);
    out[k] = (1 - between) * ofRing(ring) + between * ofRing(ring + 1);
  }
  const mix = (values: Float32Array) => (1 - between) * values[ring]! + between * values[ring + 1]!;
  return { trust: mix(trust), kept: mix(kept) };
}
