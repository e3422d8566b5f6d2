import { boxBlur } from '../../shared/fields/boxBlur.js';
import type { Grid } from '../../shared/fields/grid.js';
import { signedDistance } from '../../shared/fields/signedDistance.js';
import { lumaPlane } from '../../shared/pictures/luma.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { covered } from '../fields/covered.js';
import { strokeRadius } from '../fields/strokeRadius.js';

/** How far the grain of a texture moves the contour, in radii of the strokes. */
const RAGGEDNESS = 0.12;
/** The contour moves outwards less than inwards: grains that stand alone beyond it look like dirt. */
const OUTWARDS = 0.35;
/** Grain finer than the first of these and coarser than the second (radii of box blurs, in strokes' radii) does not. */
const GRAIN = { fine: 0.04, coarse: 0.35 } as const;
/** Grain is counted up to so many standard deviations. */
const MOST = 1.5;
/** How much darker the texture is at the very contour, and how far in, in radii: it gives the letters a body. */
const SHADE = { depth: 0.35, reach: 0.16 } as const;

/** The texture's relief: brightness between two blurs, in standard deviations, -1..1. */
function grainOf({ width, height, rgba }: Premultiplied, radiusPx: number): Float32Array {
  const data = lumaPlane(rgba, RGBA);
  const fine = boxBlur({ width, height, data }, GRAIN.fine * radiusPx);
  const coarse = boxBlur(fine, Math.max(1, GRAIN.coarse * radiusPx));
  const band = fine.data.map((value, i) => value - coarse.data[i]!);
  const spread = Math.sqrt(band.reduce((sum, value) => sum + value * value, 0) / band.length) + 1e-6;
  return band.map((value) => Math.max(-1, Math.min(1, value / (MOST * spread))));
}

/** Cuts a shape out of a texture, along a contour that follows its grain a little. */
export function cutOut(texture: Premultiplied, shape: Grid): Premultiplied {
  const distance = signedDistance(shape);
  const radiusPx = strokeRadius(distance);
  const grain = grainOf(texture, radiusPx);
  const rgba = texture.rgba.slice();
  for (const [i, signed] of distance.data.entries()) {
    const moved = signed - RAGGEDNESS * radiusPx * Math.min(OUTWARDS, grain[i]!);
    const alpha = covered(moved);
    const shade = 1 - SHADE.depth * Math.exp(Math.min(0, moved) / (SHADE.reach * radiusPx));
    for (let c = 0; c < RGBA; c++) {
      rgba[i * RGBA + c] = alpha * (c === 3 ? 1 : shade) * texture.rgba[i * RGBA + c]!;
    }
  }
  return { width: texture.width, height: texture.height, rgba };
}
