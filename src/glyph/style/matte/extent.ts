import type { Grid } from '../../../shared/fields/grid.js';
import { indicesWhere, mapPixels, maskWhere } from '../../../shared/fields/perPixel.js';
import type { Picture } from '../../../shared/pictures/picture.js';
import { cutPicture, FIXED } from '../find/colourCut.js';
import { dilated } from '../find/morphology.js';
import { partsOf } from '../find/parts.js';
import type { GroundModel } from '../ground/groundModel.js';
import { deviations, fitMixture } from '../ground/mixture.js';
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
  if (model.kind === 'smooth') return maskWhere(data.length, (i) => data[i]! > 1);
  const far = indicesWhere(data.length, (i) => away.data[i]! > CLEAR_RADII * radiusPx);
  const mixture = far.length > 0 ? fitMixture(picture.pixels, far, COMPONENTS) : undefined;
  const offGround = mixture ? deviations(mixture, picture.pixels).map((deviation) => deviation / 3) : data;
  const outside = mapPixels(data.length, (i) => {
    if (away.data[i]! <= 0) return FIXED;
    return Math.min(MAX_COST, 4.5 * offGround[i]! ** 2);
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
  const near = maskWhere(isOdd.length, (i) => {
    const px = away.data[i]!;
    return px <= 0 || (isOdd[i] === 1 && px <= FURTHEST_RADII * radiusPx);
  });
  const ended = model.kind === 'smooth' ? undefined : endAtRim(picture, near, away, RIM_RADII * radiusPx);
  const mask = ended?.mask ?? near;
  // The contour's own pixels are mixed with the ground and differ from it without any effect.
  const beyond = maskWhere(mask.length, (i) => mask[i] === 1 && away.data[i]! > CONTOUR_PX);
  const nearBeyond = dilated(beyond, picture, 1.5);
  for (let i = 0; i < mask.length; i++) if (away.data[i]! > 0 && !nearBeyond[i]) mask[i] = 0;
  const parts = partsOf(mask, 1, picture, true);
  const { labels, areas } = parts;
  const nearest = areas.map(() => Number.POSITIVE_INFINITY);
  for (let i = 0; i < mask.length; i++) {
    const label = labels[i]!;
    if (label >= 0 && away.data[i]! < nearest[label]!) nearest[label] = away.data[i]!;
  }
  const extent = new Uint8Array(mask.length);
  parts.draw(
    extent,
    nearest.map((px, part) => px <= 0 || (areas[part]! >= LEAST_PART_PX && px <= LOOSE_RADII * radiusPx)),
  );
  return { extent, rim: ended?.rim };
}
