import type { Grid } from '../../../shared/fields/grid.js';
import type { Picture } from '../../../shared/pictures/picture.js';
import { isOfRing, outerRim } from '../find/outerRings.js';

/** Of a rim at least this share is part of the effect, and beyond it less than the other: more would be one more part of it. */
const SHARE = { rim: 0.8, scraps: 0.5 } as const;

/** An effect that a rim ends. */
export interface EndedEffect {
  /** 1 in the shape and its effect. */
  readonly mask: Uint8Array;
  /** 1 in the rim, which is opaque. */
  readonly rim: Uint8Array;
}

/**
 * Ends an effect at its rim, on a ground of many colours: beyond a rim of one colour all around there are but scraps, as a shadow on
 * such a ground could not be told from it.
 *
 * @param mask 1 in the shape and its effect
 * @param away signed distance to the shape's contour, negative inside
 * @param reachPx how far out rims are looked for
 * @returns the mask, without scraps, and with all that has the rim's colour in it, and that alone; undefined where there is no such rim
 */
export function endAtRim(
  picture: Picture,
  mask: Uint8Array,
  away: Grid,
  reachPx: number,
): EndedEffect | undefined {
  const rim = outerRim(picture, away, reachPx);
  if (!rim) return undefined;
  const { rings, endPx } = rim;
  const isEffect = ({ members }: { readonly members: readonly number[] }, share: number) =>
    members.filter((i) => mask[i]).length > share * members.length;
  const isWhole = rings.every((ring) => !ring.isRim || isEffect(ring, SHARE.rim));
  if (!isWhole || rings.slice(endPx).some((ring) => isEffect(ring, SHARE.scraps))) return undefined;
  const inRim = new Uint8Array(mask.length);
  for (const ring of rings.filter(({ isRim }) => isRim)) {
    for (const i of ring.members) inRim[i] = isOfRing(picture, i, ring) ? 1 : 0;
  }
  return { mask: mask.map((set, i) => (away.data[i]! > endPx ? 0 : set | inRim[i]!)), rim: inRim };
}
