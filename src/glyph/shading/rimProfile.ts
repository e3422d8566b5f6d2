import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { type Facings, fitFacings, RINGS_TOGETHER, seenFacings } from './facings.js';
import { RING_PX, type RingSums, ringSums } from './ringSums.js';
import { EDGE_RINGS, ringTrust } from './ringTrust.js';
import type { Sites } from './sites.js';

/** The colours around a contour, where they depend on the distance to it, or also on where it faces, and on little else. */
export interface RimProfile {
  readonly sums: RingSums;
  /** Left out: where the contour faces is not looked at, or too few ways are faced. */
  readonly facings?: Facings | undefined;
  /** How far it is known what there is where the contour faces each way. */
  readonly isSeen: Float32Array;
  /** 1 where it matters where the contour faces, else 0, [groups of rings]. */
  readonly facesMatter: Uint8Array;
  /** What it leaves of the variance within each ring. */
  readonly variance: Float32Array;
  /** How far the ring is explained by them, 0..1: what patches would make of it counts for the rest. */
  readonly trust: Float32Array;
  /** How much of the differences to them is kept, 0..1: at hard edges they are but the pixel grid's. */
  readonly kept: Float32Array;
}

/** Variance between neighbouring rings that makes a hard edge. */
const EDGE_VARIANCE = 0.01;
/** Where there is no edge, means are those of so many rings on each side. */
const NOISE_RINGS = Math.round(0.75 / RING_PX);
/** Facings must lower the variance of rings to this share to be told apart. */
const FACING_GAIN = 0.6;
/** Differences with a smaller variance can't be seen. */
const LEAST_VARIANCE = 4e-4;
/** A letter of straight strokes does not tell how light falls on a round one: this share of all ways must be faced. */
const LEAST_SEEN = 0.6;

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

/** Means without the noise of few pixels, but for edges. @param kept 0 at edges */
function withoutNoise(means: Float32Array, kept: Float32Array): Float32Array {
  return means.map((value, cell) => {
    const [ring, k] = [Math.floor(cell / RGBA), cell % RGBA];
    const [from, to] = [Math.max(0, ring - NOISE_RINGS), Math.min(kept.length - 1, ring + NOISE_RINGS)];
    let sum = 0;
    for (let r = from; r <= to; r++) sum += means[r * RGBA + k]!;
    return value + kept[ring]! * (sum / (to - from + 1) - value);
  });
}

/** Whether it matters in a group of rings where the contour faces. */
function whereFacesMatter({ rings, variance }: RingSums, facings: Facings, edge: Float32Array): Uint8Array {
  return Uint8Array.from(facings.variance, (left, group) => {
    const from = group * RINGS_TOGETHER;
    const mean = (values: Float32Array) => {
      const part = values.subarray(from, Math.min(rings, from + RINGS_TOGETHER));
      return part.reduce((sum, value) => sum + value, 0) / part.length;
    };
    // Beside what the pixels of an edge vary by, whichever way it faces.
    const excess = mean(variance) - mean(edge);
    return excess > LEAST_VARIANCE && left - mean(edge) < FACING_GAIN * excess ? 1 : 0;
  });
}

/**
 * The profile of an effect.
 *
 * @param picture as large as the shape that `sites` are of
 * @param isUpright whether facings may be told apart
 */
export function rimProfile(picture: Premultiplied, sites: Sites, isUpright: boolean): RimProfile {
  const sums = ringSums(picture, sites);
  const isSeen = seenFacings(sites);
  const seen = isSeen.filter((share) => share === 1).length / isSeen.length;
  const facings = isUpright && seen >= LEAST_SEEN ? fitFacings(picture, sites, sums) : undefined;
  const edge = Float32Array.from(sums.variance, (_, ring) => edgeVariance(sums, ring));
  const facesMatter = facings
    ? whereFacesMatter(sums, facings, edge)
    : new Uint8Array(Math.ceil(sums.rings / RINGS_TOGETHER));
  const variance = sums.variance.map((value, ring) => {
    const group = Math.floor(ring / RINGS_TOGETHER);
    return facings && facesMatter[group] ? facings.variance[group]! : value;
  });
  const kept = edge.map((value) => 1 - Math.min(1, value / EDGE_VARIANCE));
  return {
    sums: { ...sums, means: withoutNoise(sums.means, kept) },
    facings,
    isSeen,
    facesMatter,
    variance,
    trust: ringTrust(variance, edge, sums.firstPx),
    kept,
  };
}

/** The mean over the rings inside a shape of what a profile leaves of their variance. */
export function varianceInside({ sums, variance }: RimProfile): number {
  const inside = variance.subarray(0, Math.max(1, Math.round(-sums.firstPx / RING_PX)));
  return inside.reduce((sum, value) => sum + value, 0) / inside.length;
}
