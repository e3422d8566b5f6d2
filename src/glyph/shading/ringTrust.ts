import { RING_PX } from './ringSums.js';

/**
 * Standard deviations of colours (premultiplied, all four together) within a ring up to which it is trusted whole, and from
 * which on not at all. Outlines, glows and plain fills have up to .05, grain .1, flames and leaves .3 and more.
 */
const SPREAD = { whole: 0.08, none: 0.12 } as const;
/**
 * Pixels of an edge vary by about the variance between their rings; those of the outer edge of an outline by more, as it is not quite
 * parallel to the contour.
 */
const FORGIVEN = { edge: 1, outerEdge: 2 } as const;
/** From so far outside on, in pixels, an edge is an outer one. */
const OUTER_PX = 1.5;
/** Neighbouring rings: as far as a pixel reaches. */
export const EDGE_RINGS = Math.round(1.5 / RING_PX);
/** On each side of an edge so many rings are looked at. */
const BESIDE_RINGS = Math.round(3 / RING_PX);

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

/**
 * How far each ring is explained by its mean.
 *
 * @param variance within each ring
 * @param edge variance of the means around each ring
 * @param firstPx signed distance of the first ring
 */
export function ringTrust(variance: Float32Array, edge: Float32Array, firstPx: number): Float32Array {
  const outer = (OUTER_PX - firstPx) / RING_PX;
  const trust = variance.map((value, ring) =>
    trustOf(value - (ring > outer ? FORGIVEN.outerEdge : FORGIVEN.edge) * edge[ring]!),
  );
  const contour = Math.min(variance.length - 1, Math.round(-firstPx / RING_PX));
  return settled(chainedFrom(contour, betweenTrusted(trust, variance.map(trustOf))));
}
