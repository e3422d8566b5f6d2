import { signedDistance } from '../fields/signedDistance.js';
import { strokeDistance } from '../fields/strokeDistance.js';
import { strokeRadius } from '../fields/strokeRadius.js';
import { type Grid, type Premultiplied, RGBA } from '../grid.js';
import type { EffectExample } from '../synthesis.js';

/** What says which places of example and target belong together. */
export interface Guides {
  /** Distance in strokes' radii, see `strokeDistance`, up to `far`. */
  readonly example: Grid;
  readonly target: Grid;
  /** Signed distances to the contours, in pixels. */
  readonly exampleDistance: Grid;
  readonly targetDistance: Grid;
  /** From here on there is nothing of the effect. */
  readonly far: number;
  /** Half the width of the example's strokes and of the target's, in pixels. */
  readonly exampleRadiusPx: number;
  readonly targetRadiusPx: number;
}

/** Share of the alpha outside the shape that is left out: specks. */
const SPECKS = 0.003;
/** How much further than the effect the guide tells distances apart. */
const BEYOND = 1.12;
const DISTANCE_BINS = 1024;
/** A texture has no strokes; this only must be something. */
const TEXTURE_RADIUS_PX = 1;

/** The guide's value that all but specks of the effect's alpha lies within; 1 if nothing is outside. */
export function reachOf(picture: Premultiplied, guide: Grid): number {
  const furthest = guide.data.reduce((most, value) => Math.max(most, value), 1);
  const bins = new Float64Array(DISTANCE_BINS + 1);
  let total = 0;
  for (const [i, value] of guide.data.entries()) {
    if (value <= 1) continue;
    const alpha = picture.rgba[i * RGBA + 3] as number;
    const bin = Math.floor(((value - 1) / furthest) * DISTANCE_BINS);
    bins[bin] = (bins[bin] as number) + alpha;
    total += alpha;
  }
  let bin = DISTANCE_BINS;
  for (let left = 0; bin >= 0; bin--) {
    left += bins[bin] as number;
    if (left > SPECKS * total) break;
  }
  return 1 + (Math.max(0, bin + 1) / DISTANCE_BINS) * furthest;
}

function upTo(far: number, { data, ...size }: Grid): Grid {
  return { ...size, data: data.map((value) => Math.min(far, value)) };
}

/** Measures the distances of an example with a shape, and of a target. Outside both count in the example's strokes. */
export function makeGuides({ picture, shape }: Required<EffectExample>, target: Grid): Guides {
  const [exampleDistance, targetDistance] = [signedDistance(shape), signedDistance(target)];
  const exampleRadiusPx = strokeRadius(exampleDistance);
  const example = strokeDistance(exampleDistance, exampleRadiusPx);
  const far = 1 + (reachOf(picture, example) - 1) * BEYOND + 0.1;
  return {
    example: upTo(far, example),
    target: upTo(far, strokeDistance(targetDistance, exampleRadiusPx)),
    exampleDistance,
    targetDistance,
    far,
    exampleRadiusPx,
    targetRadiusPx: strokeRadius(targetDistance),
  };
}

/** Room around the inside of a shape that a texture is also made for, in pixels: patches at the contour are whole then. */
const TEXTURE_BLEED_PX = 24;

/** Guides that tell nothing but where to work: all places of a texture are alike. */
export function textureGuides({ width, height }: Premultiplied, target: Grid): Guides {
  const targetDistance = signedDistance(target);
  const blank = { width, height, data: new Float32Array(width * height) };
  const size = { width: target.width, height: target.height };
  return {
    example: blank,
    target: { ...size, data: targetDistance.data.map((value) => (value < TEXTURE_BLEED_PX ? 0 : 1)) },
    exampleDistance: blank,
    targetDistance: { ...size, data: new Float32Array(target.data.length) },
    far: 1,
    exampleRadiusPx: TEXTURE_RADIUS_PX,
    targetRadiusPx: strokeRadius(targetDistance),
  };
}
