import type { Grid } from '../../../shared/fields/grid.js';
import { type Picture, RGB } from '../../../shared/pictures/picture.js';

/** Colours of a ring are one if they differ by less than this from their median, of the channels together. */
const ONE_COLOUR = 0.15;
/** Share of a ring that has its colour, in a rim: letters that touch take some of it away. */
const RIM_SHARE = 0.85;
/** And less than this, where a ground is of many colours. */
const BUSY_SHARE = 0.6;
/** A rim is at least so wide. */
const LEAST_RIM_PX = 2;
/** Outer edges of rims are mixed with the ground, and not quite parallel to the contour: by so much. */
const EDGE_PX = 1;

/** The pixels beyond a contour that are from n to n + 1 pixels away from it. */
export interface Ring {
  readonly members: readonly number[];
  /** The median of its colours. */
  readonly colour: readonly number[];
  /** Whether it has little else. */
  readonly isRim: boolean;
  /** Whether it has so many that nothing on them is told by its colour. */
  readonly isBusy: boolean;
}

/** A rim of one colour all around a shape, on a ground of many colours. */
export interface OuterRim {
  readonly rings: readonly Ring[];
  /** How far out its edge is past. */
  readonly endPx: number;
}

/** Whether a pixel has a ring's colour. */
export function isOfRing({ pixels }: Picture, i: number, { colour }: Ring): boolean {
  return Math.hypot(...colour.map((value, c) => pixels[i * RGB + c]! - value)) < ONE_COLOUR;
}

function ringOf(picture: Picture, members: readonly number[]): Ring {
  const middle = members.length >> 1;
  const colour = [0, 1, 2].map(
    (c) => Float32Array.from(members, (i) => picture.pixels[i * RGB + c]!).toSorted()[middle] ?? 0,
  );
  const ring = { members, colour, isRim: false, isBusy: false };
  const share = members.filter((i) => isOfRing(picture, i, ring)).length / Math.max(1, members.length);
  return { ...ring, isRim: share >= RIM_SHARE, isBusy: share < BUSY_SHARE };
}

/**
 * The outermost rim that a shape has all around, if what follows it is busy as far as is looked.
 *
 * @param away signed distance to the shape's contour, negative inside
 * @param reachPx how far out is looked
 */
export function outerRim(picture: Picture, away: Grid, reachPx: number): OuterRim | undefined {
  const members = Array.from({ length: Math.ceil(reachPx) }, (): number[] => []);
  for (const [i, px] of away.data.entries()) if (px > 0) members[Math.floor(px)]?.push(i);
  const rings = members.map((pixels) => ringOf(picture, pixels));
  const past = rings.findLastIndex(({ isRim }) => isRim) + 1;
  const rim = rings.slice(Math.max(0, past - LEAST_RIM_PX), past);
  const isWide = rim.length === LEAST_RIM_PX && rim.every(({ isRim }) => isRim);
  const beyond = rings.slice(past + EDGE_PX);
  const isLast = beyond.length > 0 && beyond.every(({ isBusy }) => isBusy);
  return isWide && isLast ? { rings, endPx: past + EDGE_PX } : undefined;
}
