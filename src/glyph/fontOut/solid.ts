/** What of a styled letter belongs to its outline: body and rim, and no glow. */
import type { Grid } from '../../shared/fields/grid.js';
import { signedDistance } from '../../shared/fields/signedDistance.js';
import type { Sprite } from '../alphabet/sprite.js';
import { coverageOf } from '../fields/coverage.js';
import { covered } from '../fields/covered.js';
import { flatten, type Outline } from '../text/outline.js';

/** A styled letter, and the plain one in its place. */
export interface SolidGlyph {
  /** Alpha of body and rim, 0..1; what is soft around them, such as glows, is nothing. */
  readonly alpha: Grid;
  /** Signed distance to the plain letter in pixels. */
  readonly distance: Grid;
  readonly letter: Grid;
}

/**
 * Outside of the letter what is less opaque than this is none of it: rims are opaque, glows are so where they begin at the most. The
 * slope makes the edge of a rim a pixel wide again.
 */
const OPAQUE = { level: 0.85, slope: 3 } as const;
/** Edges of letters are up to a pixel wide: up to here it is the letter. */
const EDGE_PX = 0.75;

/** The styled glyph, and the plain one as the sprite has it. */
export function solidGlyph(sprite: Sprite, plain: Outline, scale: number): SolidGlyph | undefined {
  const { solid, left, top } = sprite;
  if (!solid) return undefined;
  const letter = coverageOf(flatten(plain, { scale, dx: -left, dy: -top }), solid);
  const distance = signedDistance(letter);
  const data = solid.data.map((value, i) => {
    if (distance.data[i]! < EDGE_PX) return value;
    return Math.min(1, Math.max(0, (value - OPAQUE.level) * OPAQUE.slope + 0.5));
  });
  return { alpha: { ...solid, data }, distance, letter };
}

/** Rims are looked for up to this far from letters, in pixels of letters of `REFERENCE_EM_PX`. */
const REACH_PX = 24;
/** Rings that are told apart. */
const RING_PX = 0.25;
/** A rim is even if so much of it, in pixels along the contour, lies elsewhere than its width says; and so much of the body is missing. */
const UNEVEN_PX = 0.35;
/** Wide rims may be so much more uneven, as a share of their width: round corners take room. */
const UNEVEN_SHARE = 0.15;

/** How much there is in each ring, and how many pixels it has. */
interface Rings {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

function ringsOf(glyphs: readonly SolidGlyph[]): Rings {
  const count = REACH_PX / RING_PX;
  const rings = { sums: new Float64Array(count), counts: new Float64Array(count) };
  for (const { alpha, distance } of glyphs) {
    for (const [i, px] of distance.data.entries()) {
      const ring = Math.floor(px / RING_PX);
      if (px < 0 || ring >= count) continue;
      rings.sums[ring]! += alpha.data[i]!;
      rings.counts[ring]! += 1;
    }
  }
  return rings;
}

/**
 * The width of a rim that goes evenly around all letters, in pixels; 0 if there is none and letters are as they were; undefined if
 * what is seen is no even rim: flames, leaves, letters that are eaten away.
 */
export function evenRimPx(glyphs: readonly SolidGlyph[]): number | undefined {
  const { sums, counts } = ringsOf(glyphs);
  let widthPx = 0;
  for (const [ring, count] of counts.entries()) {
    const share = count > 0 ? sums[ring]! / count : 0;
    widthPx += share * RING_PX;
  }
  // Half a pixel of the letter's edge lies outside of it.
  widthPx = widthPx < EDGE_PX ? 0 : widthPx;
  let [uneven, contour] = [0, 0];
  for (const { alpha, distance } of glyphs) {
    for (const [i, px] of distance.data.entries()) {
      if (Math.abs(px) < 0.5) contour++;
      if (Math.abs(px) < EDGE_PX) continue;
      const expected = covered(px - widthPx);
      uneven += Math.abs(alpha.data[i]! - expected);
    }
  }
  return uneven <= contour * (UNEVEN_PX + UNEVEN_SHARE * widthPx) ? widthPx : undefined;
}
