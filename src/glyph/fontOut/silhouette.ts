/** The shape that an effect gives a letter, kept so that it can still be read. */

import { boxBlur } from '../../shared/fields/boxBlur.js';
import { COVERED, insideOf, reachedFrom } from '../../shared/fields/connected.js';
import type { Grid } from '../../shared/fields/grid.js';
import { nearestSites } from '../../shared/fields/nearestSite.js';
import { signedDistance } from '../../shared/fields/signedDistance.js';
import type { Size } from '../../shared/pictures/picture.js';
import { cutGrid } from '../alphabet/sprite.js';
import { strokeRadius } from '../fields/strokeRadius.js';

/** How far strokes may swell, in their radii: to the sides, and into gaps, which have to stay open. */
const SWELLING = { sides: 0.28, gaps: 0.08 } as const;
/** Over so much, in radii, what strokes may swell by changes from place to place. */
const GENTLE = 0.15;
/** Gaps up to twice this width, in radii of the strokes, belong to the letter: nothing may grow in them. */
const GAP = 1.3;

/** A map with a border of zeros. */
function padded({ width, height, data }: Grid, marginPx: number): Grid {
  const across = width + 2 * marginPx;
  const out = new Float32Array(across * (height + 2 * marginPx));
  for (let y = 0; y < height; y++) {
    out.set(data.subarray(y * width, (y + 1) * width), (y + marginPx) * across + marginPx);
  }
  return { width: across, height: height + 2 * marginPx, data: out };
}

/**
 * Pixels in gaps of a letter: those that a disc rolling around it does not reach (a morphological closing).
 *
 * @param distance with room for the disc around the letter
 */
function gapsOf(distance: Grid, radiusPx: number): Uint8Array {
  const far = Uint8Array.from(distance.data, (value) => (value > GAP * radiusPx ? 1 : 0));
  const nearest = nearestSites(far, distance);
  return Uint8Array.from(distance.data, (value, i) => {
    if (value <= 0) return 0;
    const site = nearest[i]!;
    return site < 0 || between(i, site, distance).length > GAP * radiusPx ? 1 : 0;
  });
}

function between(a: number, b: number, { width }: Size): { dx: number; length: number } {
  const dx = Math.abs((a % width) - (b % width));
  return { dx, length: Math.hypot(dx, Math.floor(a / width) - Math.floor(b / width)) };
}

/** Takes away what is not joined to the letter. */
function dropLoose(shape: Grid, isLetter: Uint8Array): void {
  const isJoined = reachedFrom(isLetter, shape);
  const { data } = shape;
  for (const [i, value] of data.entries()) if (value >= COVERED && !isJoined[i]) data[i] = 0;
}

/**
 * What is seen of a styled letter, without what would close its counters: strokes swell a little to all sides, and flames, drips
 * and the like go up and down as far as they do, where no other stroke is near.
 *
 * @param alpha of the styled letter, 0..1
 * @param letter coverage of the plain one, as large
 * @param share of what strokes may swell by at the most
 */
export function silhouette(alpha: Grid, letter: Grid, share = 1): Grid {
  const swelling = { sides: share * SWELLING.sides, gaps: share * SWELLING.gaps };
  const radiusPx = strokeRadius(signedDistance(letter));
  const marginPx = Math.ceil(2 * GAP * radiusPx) + 2;
  const [seen, plain] = [padded(alpha, marginPx), padded(letter, marginPx)];
  const distance = signedDistance(plain);
  const isLetter = insideOf(plain);
  const nearest = nearestSites(isLetter, plain);
  const gaps = gapsOf(distance, radiusPx);
  const room = distance.data.map((away, i) => {
    const site = nearest[i]!;
    if (isLetter[i] || site < 0) return swelling.gaps * radiusPx;
    const left = gaps[i]
      ? swelling.gaps * radiusPx - away
      : swelling.sides * radiusPx - Math.min(between(i, site, plain).dx, away);
    return Math.min(radiusPx, Math.max(-radiusPx, left));
  });
  // Where a gap begins there is no step.
  const { data: gentle } = boxBlur({ ...plain, data: room }, Math.max(1, GENTLE * radiusPx));
  const data = seen.data.map((value, i) => {
    if (isLetter[i]) return value;
    return value * Math.min(1, Math.max(0, gentle[i]! + COVERED));
  });
  dropLoose({ ...seen, data }, isLetter);
  const { width, height } = alpha;
  const box = { left: marginPx, top: marginPx, right: marginPx + width, bottom: marginPx + height };
  return cutGrid({ ...seen, data }, box);
}
