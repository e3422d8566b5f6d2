import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { FACING_FUNCTIONS, type Facings, facingAt, fitFacings, RINGS_TOGETHER, seenAt } from './facings.js';
import { type RingSums, ringSums } from './ringSums.js';
import type { Sites } from './sites.js';

/** Rings of pixels that are equally far from the contour are this wide: lines within a pixel can be told. */
const RING_PX = 0.125;

/** The colours around a contour, where they depend on the distance to it, or also on where it faces, and on little else. */
export interface RimProfile {
  readonly sums: RingSums;
  readonly facings: Facings;
  /** 1 where it matters where the contour faces, else 0, [groups of rings]. */
  readonly facesMatter: Uint8Array;
  /** What it leaves of the variance within each ring. */
  readonly variance: Float32Array;
  /** How far the ring is explained by them, 0..1: what patches would make of it counts for the rest. */
  readonly trust: Float32Array;
  /** How much of the differences to them is kept, 0..1: at hard edges they are but the pixel grid's. */
  readonly kept: Float32Array;
}

/**
 * Standard deviations of colours (premultiplied, all four together) within a ring up to which it is trusted whole, and from
 * which on not at all. Outlines, glows and plain fills have up to .05, grain .1, flames and leaves .3 and more.
 */
const SPREAD = { whole: 0.08, none: 0.12 } as const;
/** Variance between neighbouring rings that makes a hard edge. */
const EDGE_VARIANCE = 0.01;
/**
 * Pixels of an edge vary by about the variance between their rings; those of the outer edge of an outline by more, as it is not quite
 * parallel to the contour.
 */
const FORGIVEN = { edge: 1, outerEdge: 2 } as const;
/** From so far outside on, in pixels, an edge is an outer one. */
const OUTER_PX = 1.5;
/** Neighbouring rings: as far as a pixel reaches. */
const EDGE_RINGS = Math.round(1.5 / RING_PX);
/** On each side of an edge so many rings are looked at. */
const BESIDE_RINGS = Math.round(3 / RING_PX);
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

/** From the variance within a ring. */
function trustOf(variance: number): number {
  const spread = Math.sqrt(Math.max(0, variance));
  return Math.min(1, Math.max(0, (SPREAD.none - spread) / (SPREAD.none - SPREAD.whole)));
}

/**
 * Pixels of a hard edge lie on both of its sides, so that the variance between rings comes back within them: it is forgiven if there
 * are rings that need no forgiveness on both sides of it.
 *
 * @param trust with what is forgiven
 * @param plain without
 */
function betweenTrusted(trust: Float32Array, plain: Float32Array): Float32Array {
  return trust.map((value, ring) => {
    const inside = plain.subarray(Math.max(0, ring - BESIDE_RINGS), ring + 1);
    const outside = plain.subarray(ring, ring + BESIDE_RINGS + 1);
    return Math.min(value, Math.max(...inside), Math.max(...outside));
  });
}

/**
 * What lies beyond something that is not explained, seen from the contour, is not trusted more than that: behind flames it is chance
 * that few of them reach so far.
 */
function chainedFrom(contour: number, trust: Float32Array): Float32Array {
  const chained = trust.slice();
  for (let ring = contour + 1; ring < trust.length; ring++) {
    chained[ring] = Math.min(chained[ring]!, chained[ring - 1]!);
  }
  for (let ring = contour - 1; ring >= 0; ring--) {
    chained[ring] = Math.min(chained[ring]!, chained[ring + 1]!);
  }
  return chained;
}

/** The least of each value and its neighbours, averaged over them: what is trusted begins and ends gently, within itself. */
function settled(values: Float32Array): Float32Array {
  const around = (source: Float32Array, i: number) =>
    source.subarray(Math.max(0, i - EDGE_RINGS), i + EDGE_RINGS + 1);
  const least = values.map((_, i) => Math.min(...around(values, i)));
  return least.map((_, i) => {
    const part = around(least, i);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
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
  const seen = facings.isSeen.filter((share) => share === 1).length / facings.isSeen.length;
  if (seen < LEAST_SEEN) return new Uint8Array(facings.variance.length);
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
  const sums = ringSums(picture, sites, RING_PX);
  const facings = fitFacings(picture, sites, sums, RING_PX);
  const edge = Float32Array.from(sums.variance, (_, ring) => edgeVariance(sums, ring));
  const facesMatter = whereFacesMatter(sums, facings, edge).map((value) => (isUpright ? value : 0));
  const variance = sums.variance.map((value, ring) => {
    const group = Math.floor(ring / RINGS_TOGETHER);
    return facesMatter[group] ? facings.variance[group]! : value;
  });
  const outer = (OUTER_PX - sums.firstPx) / RING_PX;
  const trust = variance.map((value, ring) =>
    trustOf(value - (ring > outer ? FORGIVEN.outerEdge : FORGIVEN.edge) * edge[ring]!),
  );
  const kept = edge.map((value) => 1 - Math.min(1, value / EDGE_VARIANCE));
  const contour = Math.min(sums.rings - 1, Math.round(-sums.firstPx / RING_PX));
  return {
    sums: { ...sums, means: withoutNoise(sums.means, kept) },
    facings,
    facesMatter,
    variance,
    trust: settled(chainedFrom(contour, betweenTrusted(trust, variance.map(trustOf)))),
    kept,
  };
}

/** The mean over the rings inside a shape of what a profile leaves of their variance. */
export function varianceInside({ sums, variance }: RimProfile): number {
  const inside = variance.subarray(0, Math.max(1, Math.round(-sums.firstPx / RING_PX)));
  return inside.reduce((sum, value) => sum + value, 0) / inside.length;
}

/** What a profile says of a pixel. */
export interface RimColour {
  /** [RGBA], premultiplied. */
  readonly colour: Float64Array;
  readonly trust: number;
  readonly kept: number;
  /** Less than 1 where it matters where the contour faces, and nothing is known of contours that face so. */
  readonly known: number;
}

/** Reads a profile at the pixels of a shape, between rings. */
export class RimReader {
  readonly #colour = new Float64Array(RGBA);
  readonly #facing = new Float64Array(FACING_FUNCTIONS);

  constructor(
    private readonly profile: RimProfile,
    private readonly sites: Sites,
  ) {}

  /** @returns of pixel i; its colour is overwritten by the next call */
  colourOf(i: number): RimColour {
    const { sums, trust, kept } = this.profile;
    const { firstPx, rings, means } = sums;
    const position = (this.sites.distance.data[i]! - firstPx) / RING_PX - 0.5;
    const clamped = Math.min(rings - 1, Math.max(0, position));
    const ring = Math.min(rings - 2, Math.floor(clamped));
    const between = clamped - ring;
    const mix = (values: Float32Array, step: number, k: number) =>
      (1 - between) * values[ring * step + k]! + between * values[(ring + 1) * step + k]!;
    for (let k = 0; k < RGBA; k++) this.#colour[k] = mix(means, RGBA, k);
    const known = this.#addFacing(i, Math.min(rings - 1, Math.round(clamped)));
    return { colour: this.#colour, trust: mix(trust, 1, 0), kept: mix(kept, 1, 0), known };
  }

  /** @returns how far it is known what there is where the contour faces so */
  #addFacing(i: number, ring: number): number {
    const { facings, facesMatter } = this.profile;
    const group = Math.floor(ring / RINGS_TOGETHER);
    if (!facesMatter[group]) return 1;
    facingAt(this.sites, i, this.#facing);
    for (let k = 0; k < RGBA; k++) {
      let sum = 0;
      for (let f = 0; f < FACING_FUNCTIONS; f++) {
        sum += this.#facing[f]! * facings.coefficients[(group * FACING_FUNCTIONS + f) * RGBA + k]!;
      }
      this.#colour[k] = this.#colour[k]! + sum;
    }
    return seenAt(facings, this.sites, i);
  }
}
