import { gaussianBlur } from '../../shared/fields/gaussianBlur.js';
import type { Grid } from '../../shared/fields/grid.js';
import { shift } from '../../shared/fields/shift.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';

/** A shadow of one colour that an effect throws on what lies behind it. */
export interface CastShadow {
  /** How far it is moved to the right and down, and the standard deviation of its blur, in radii of the strokes. */
  readonly across: number;
  readonly down: number;
  readonly softness: number;
  /** Premultiplied, of the darkest part. */
  readonly colour: readonly number[];
}

/** From here on an effect hides what is behind it, and throws a shadow. */
const OPAQUE = 0.97;
/** Edges are never sharper than pixels. */
export const LEAST_SIGMA_PX = 0.3;
/** Glows throw none: of what is half seen through, this power leaves little. */
const STEEPNESS = 8;

/** Coverage of what throws a shadow: the shape, and what of the effect is opaque. */
export function silhouetteOf({ rgba }: Premultiplied, { data }: Grid): Float32Array {
  return data.map((value, i) => Math.max(value, Math.min(1, rgba[i * RGBA + 3]! / OPAQUE) ** STEEPNESS));
}

/**
 * A shadow thrown by an effect.
 *
 * @param picture the effect, with or without the shadow: what is seen through throws none
 * @param radiusPx of the shape's strokes
 */
export function throwShadow(
  { across, down, softness, colour }: CastShadow,
  picture: Premultiplied,
  shape: Grid,
  radiusPx: number,
): Premultiplied {
  const { width, height } = shape;
  const size = { width, height };
  const sigmaPx = Math.max(LEAST_SIGMA_PX, softness * radiusPx);
  const blurred = gaussianBlur(silhouetteOf(picture, shape), size, sigmaPx);
  const mask = shift(blurred, size, across * radiusPx, down * radiusPx);
  const rgba = new Float32Array(mask.length * RGBA);
  for (const [i, value] of mask.entries()) {
    for (let k = 0; k < RGBA; k++) rgba[i * RGBA + k] = value * colour[k]!;
  }
  return { ...size, rgba };
}
