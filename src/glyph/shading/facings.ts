import { slopeAt } from '../../shared/fields/grid.js';
import { LeastSquares } from '../../shared/linalg/leastSquares.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { outwardTurn } from '../fields/outwardTurn.js';
import { RING_PX, type RingSums } from './ringSums.js';
import type { Sites } from './sites.js';

/** Waves around the compass: the first is light from one side, the others make it as sharp as it is. */
const WAVES = 4;
/** Functions of where a contour faces. */
export const FACING_FUNCTIONS = 1 + 2 * WAVES;
/** Rings that are taken together: where a contour faces matters less exactly than how far it is. */
export const RINGS_TOGETHER = 4;
/** Holds what few facings tell to what is plain. */
const RIDGE = 0.02;

/** How colours depart from the means of their rings by where the contour faces. */
export interface Facings {
  /** [groups of rings, FACING_FUNCTIONS, RGBA] */
  readonly coefficients: Float32Array;
  /** What is left of the variance, [groups]. */
  readonly variance: Float32Array;
}

/** Ways that a contour may face, clockwise from the right. */
const SECTORS = 24;
/** A way is known if this share of the contour faces it, or one beside it. */
const ENOUGH = 0.008;
/** What is this near to the contour tells which ways it faces, in pixels. */
const NEAR_PX = 1;

/**
 * How far it is known what there is where a contour faces each of `SECTORS` ways, 0..1: by the share of it that faces this way or
 * one beside it.
 */
export function seenFacings(sites: Sites): Float32Array {
  const counts = new Float32Array(SECTORS);
  let all = 0;
  for (let i = 0; i < sites.distance.data.length; i++) {
    if (Math.abs(sites.distance.data[i]!) > NEAR_PX) continue;
    const sector = Math.round(SECTORS * outwardTurn(sites.distance, i)) % SECTORS;
    counts[sector] = counts[sector]! + 1;
    all++;
  }
  return counts.map((count, sector) => {
    const beside = Math.max(counts[(sector + 1) % SECTORS]!, counts[(sector + SECTORS - 1) % SECTORS]!);
    return Math.min(1, Math.max(count, beside) / Math.max(1, ENOUGH * all));
  });
}

/** How far it is known what there is where the contour faces as at pixel i. @param isSeen as `seenFacings` says */
export function seenAt(isSeen: Float32Array, sites: Sites, i: number): number {
  const turn = SECTORS * outwardTurn(sites.distance, i);
  const sector = Math.floor(turn);
  const share = turn - sector;
  return (1 - share) * isSeen[sector]! + share * isSeen[(sector + 1) % SECTORS]!;
}

/** The functions at a pixel. @param out [FACING_FUNCTIONS], is overwritten */
export function facingAt({ distance }: Sites, i: number, out: Float64Array): void {
  const [dx, dy] = slopeAt(distance, i % distance.width, Math.floor(i / distance.width));
  const turn = Math.atan2(dy, dx);
  // On the middle line of a stroke it faces no way.
  const weight = dx === 0 && dy === 0 ? 0 : 1;
  out[0] = 1;
  for (let wave = 1; wave <= WAVES; wave++) {
    // So that a ridge asks for smoothness: what few facings tell is no reason for waves between them.
    const scale = weight / wave ** 2;
    out[2 * wave - 1] = scale * Math.cos(wave * turn);
    out[2 * wave] = scale * Math.sin(wave * turn);
  }
}

/** Fits the departures from the means of rings. */
export function fitFacings(
  picture: Premultiplied,
  sites: Sites,
  { firstPx, rings, means, isOutlier }: RingSums,
): Facings {
  const groups = Math.ceil(rings / RINGS_TOGETHER);
  const sums = Array.from({ length: groups }, () => new LeastSquares(FACING_FUNCTIONS, RGBA));
  const functions = new Float64Array(FACING_FUNCTIONS);
  const departure = new Float64Array(RGBA);
  for (let i = 0; i < isOutlier.length; i++) {
    const ring = Math.floor((sites.distance.data[i]! - firstPx) / RING_PX);
    if (ring >= rings || isOutlier[i]) continue;
    facingAt(sites, i, functions);
    for (let k = 0; k < RGBA; k++) departure[k] = picture.rgba[i * RGBA + k]! - means[ring * RGBA + k]!;
    sums[Math.floor(ring / RINGS_TOGETHER)]!.add(functions, departure, 1);
  }
  const coefficients = new Float32Array(groups * FACING_FUNCTIONS * RGBA);
  const variance = new Float32Array(groups);
  for (const [group, sum] of sums.entries()) {
    if (sum.weight < 2 * FACING_FUNCTIONS) continue;
    const fitted = sum.solve(RIDGE);
    coefficients.set(fitted, group * FACING_FUNCTIONS * RGBA);
    variance[group] = sum.error(fitted) / sum.weight;
  }
  return { coefficients, variance };
}
