import type { Grid } from '../../../shared/fields/grid.js';
import type { Picture } from '../../../shared/pictures/picture.js';
import { cutPicture, FIXED } from '../find/colourCut.js';
import { dilated } from '../find/morphology.js';
import { partsOf } from '../find/parts.js';
import type { GroundModel } from '../ground/groundModel.js';
import { deviation, fitMixture } from '../ground/mixture.js';
import { endAtRim } from './endAtRim.js';

/** What lies further from a shape than so many radii of its strokes is no part of its effect. */
const FURTHEST_RADII = 3.5;
/** Parts that hang together with nothing are, if they begin within so many radii. */
const LOOSE_RADII = 2.5;
/** Loose parts of fewer pixels are noise. */
const LEAST_PART_PX = 4;
/** How far a contour's pixels are mixed. */
const CONTOUR_PX = 0.8;
/** Ground is what lies further than so many radii from a shape on a texture. */
const CLEAR_RADII = 1.4;
/** Rims lie nearer. */
const RIM_RADII = 1;
/** Colours of a photograph. */
const COMPONENTS = 8;
/** On a texture: what it costs to call a pixel effect, in the squared deviations that its ground has, and more by the radius. */
const EFFECT_COST = { near: 3, byRadius: 1.5 } as const;
const MAX_COST = 12;
const SMOOTHNESS = 8;

/**
 * Pixels that the ground does not explain; on a texture by a cut, for single ones mean nothing there. What there is further out is
 * ground, too: a photograph's border shows but a part of what is in it.
 */
function unexplained(picture: Picture, model: GroundModel, away: Grid, radiusPx: number): Uint8Array {
  const { data } = model.distance;
  if (model.kind === 'smooth') return Uint8Array.from(data, (distance) => (distance > 1 ? 1 : 0));
  const far = Uint32Array.from(away.data.keys()).filter((i) => away.data[i]! > CLEAR_RADII * radiusPx);
  const mixture = far.length > 0 ? fitMixture(picture.pixels, far, COMPONENTS) : undefined;
  const outside = data.map((distance, i) => {
    if (away.data[i]! <= 0) return FIXED;
    const deviations = mixture ? deviation(mixture, picture.pixels, i) / 3 : distance;
    return Math.min(MAX_COST, 4.5 * deviations ** 2);
  });
  const inside = away.data.map((px) => {
    if (px <= 0) return 0;
    return px > FURTHEST_RADII * radiusPx ? FIXED : EFFECT_COST.near + (EFFECT_COST.byRadius * px) / radiusPx;
  });
  return cutPicture(picture, { outside, inside }, SMOOTHNESS);
}

/** Where an effect is. */
export interface Extent {
  /** 1 inside the shape and in its effect. */
  readonly extent: Uint8Array;
  /** 1 in a rim that ends it, which is opaque. Left out: there is none for certain. */
  readonly rim?: Uint8Array | undefined;
}

/**
 * Where an effect is: what its ground does not explain, around a shape and near it, without specks.
 *
 * @param away signed distance to the shape's contour, negative inside
 */
export function effectExtent(picture: Picture, model: GroundModel, away: Grid, radiusPx: number): Extent {
  const isOdd = unexplained(picture, model, away, radiusPx);
  const near = isOdd.map((odd, i) => {
    const px = away.data[i]!;
    return px <= 0 || (odd && px <= FURTHEST_RADII * radiusPx) ? 1 : 0;
  });
  const ended = model.kind === 'smooth' ? undefined : endAtRim(picture, near, away, RIM_RADII * radiusPx);
  const mask = ended?.mask ?? near;
  // The contour's own pixels are mixed with the ground and differ from it without any effect.
  const beyond = mask.map((set, i) => (set && away.data[i]! > CONTOUR_PX ? 1 : 0));
  const nearBeyond = dilated(beyond, picture, 1.5);
  for (const [i, px] of away.data.entries()) if (px > 0 && !nearBeyond[i]) mask[i] = 0;
  const { labels, areas } = partsOf(mask, 1, picture, true);
  const nearest = areas.map(() => Number.POSITIVE_INFINITY);
  for (const [i, label] of labels.entries()) {
    if (label >= 0) nearest[label] = Math.min(nearest[label]!, away.data[i]!);
  }
  const extent = mask.map((set, i) => {
    const label = labels[i]!;
    if (!set || nearest[label]! <= 0) return set;
    return areas[label]! >= LEAST_PART_PX && nearest[label]! <= LOOSE_RADII * radiusPx ? 1 : 0;
  });
  return { extent, rim: ended?.rim };
}
