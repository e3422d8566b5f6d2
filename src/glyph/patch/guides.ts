import type { Grid } from '../../shared/fields/grid.js';
import { signedDistance } from '../../shared/fields/signedDistance.js';
import type { Premultiplied } from '../../shared/pictures/premultiplied.js';
import { strokeDistance } from '../fields/strokeDistance.js';
import { strokeRadius } from '../fields/strokeRadius.js';
import type { ShapedExample } from '../synthesis.js';
import { endAtBorder } from './endAtBorder.js';
import { reachOutwards, withinReach } from './outwards.js';

/** What says which places of example and target belong together. */
export interface Guides {
  /** Distance in strokes' radii, see `strokeDistance`, up to `far`. */
  readonly example: Grid;
  readonly target: Grid;
  /** 1 in the target where there may be something of the effect, else 0. */
  readonly isWorthwhile: Grid;
  /** Signed distances to the contours, in pixels. */
  readonly exampleDistance: Grid;
  readonly targetDistance: Grid;
  /** From here on there is nothing of the effect. */
  readonly far: number;
  /** Half the width of the example's strokes and of the target's, in pixels. */
  readonly exampleRadiusPx: number;
  readonly targetRadiusPx: number;
}

/** How much further than the effect the guide tells distances apart. */
const BEYOND = 1.12;
/** How much further it is worked on than the effect reaches, in radii. */
const SLACK = 0.1;
/** A texture has no strokes; this only must be something. */
const TEXTURE_RADIUS_PX = 1;
/** Room around the inside of a shape that a texture is also made for, in pixels: patches at the contour are whole then. */
const TEXTURE_BLEED_PX = 24;

function upTo(far: number, { data, ...size }: Grid): Grid {
  return { ...size, data: data.map((value) => Math.min(far, value)) };
}

/** Signed distances to the contours of an example's shape and of a target, in pixels. */
type Distances = Pick<Guides, 'exampleDistance' | 'targetDistance'>;

const measured = (shape: Grid, target: Grid): Distances => ({
  exampleDistance: signedDistance(shape),
  targetDistance: signedDistance(target),
});

/**
 * Guides for an example with a shape, and a target. Outside both count in the example's strokes.
 *
 * @param isDirected whether above and below are different things
 * @param distances where they are known already
 */
export function makeGuides(
  { picture, shape }: ShapedExample,
  target: Grid,
  isDirected: boolean,
  { exampleDistance, targetDistance } = measured(shape, target),
): Guides {
  const exampleRadiusPx = strokeRadius(exampleDistance);
  const outwardsPx = reachOutwards(picture, exampleDistance);
  const reachPx = isDirected ? outwardsPx : outwardsPx.fill(Math.max(...outwardsPx));
  const far = 1 + (Math.max(...reachPx) * BEYOND) / exampleRadiusPx + SLACK;
  return {
    example: upTo(far, strokeDistance(exampleDistance, exampleRadiusPx)),
    target: endAtBorder(upTo(far, strokeDistance(targetDistance, exampleRadiusPx)), far, exampleRadiusPx),
    isWorthwhile: withinReach(targetDistance, reachPx, SLACK * exampleRadiusPx),
    exampleDistance,
    targetDistance,
    far,
    exampleRadiusPx,
    targetRadiusPx: strokeRadius(targetDistance),
  };
}

/** Guides that tell nothing but where to work: all places of a texture are alike. */
export function textureGuides({ width, height }: Premultiplied, target: Grid): Guides {
  const distance = signedDistance(target);
  const example = { width, height, data: new Float32Array(width * height) };
  const blank = { width: target.width, height: target.height, data: new Float32Array(target.data.length) };
  return {
    example,
    target: blank,
    isWorthwhile: { ...blank, data: distance.data.map((px) => (px < TEXTURE_BLEED_PX ? 1 : 0)) },
    exampleDistance: example,
    targetDistance: blank,
    far: 1,
    exampleRadiusPx: TEXTURE_RADIUS_PX,
    targetRadiusPx: strokeRadius(distance),
  };
}
