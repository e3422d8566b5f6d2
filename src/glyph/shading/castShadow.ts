import { gaussianBlur } from '../../shared/fields/gaussianBlur.js';
import type { Grid } from '../../shared/fields/grid.js';
import { shift } from '../../shared/fields/shift.js';
import type { Size } from '../../shared/pictures/picture.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';

/** A shadow of one colour that an effect throws on what lies behind it. */
export interface CastShadow {
  /** How far it is moved to the right and down, and the standard deviation of its blur, in radii of the strokes. */
  readonly across: number;
  readonly down: number;
  readonly softness: number;
  /** Whether it is drawn out: also wherever it would be on the way there. */
  readonly isLong?: boolean;
  /** Premultiplied, of the darkest part. */
  readonly colour: readonly number[];
}

/** How a shadow lies, whatever its colour. */
export type ShadowPlace = Omit<CastShadow, 'colour'>;

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

/** What a silhouette covers on its way, by moves that double: as many as the logarithm of the way's pixels. */
export function drawnOut(silhouette: Float32Array, size: Size, dx: number, dy: number): Float32Array {
  const pixels = Math.max(Math.abs(dx), Math.abs(dy));
  let covered = silhouette;
  for (let [done, step] = [0, Math.min(1, pixels)]; done < pixels; step = Math.min(done + 1, pixels - done)) {
    const share = step / pixels;
    const moved = shift(covered, size, share * dx, share * dy);
    covered = covered.map((value, i) => Math.max(value, moved[i]!));
    done += step;
  }
  return covered;
}

/** How far a shadow covers what is behind a silhouette, 0..1. */
export function shadowMask(
  silhouette: Float32Array,
  size: Size,
  { across, down, softness, isLong }: ShadowPlace,
  radiusPx: number,
): Float32Array {
  const sigmaPx = Math.max(LEAST_SIGMA_PX, softness * radiusPx);
  const [dx, dy] = [across * radiusPx, down * radiusPx];
  if (isLong) return gaussianBlur(drawnOut(silhouette, size, dx, dy), size, sigmaPx);
  return shift(gaussianBlur(silhouette, size, sigmaPx), size, dx, dy);
}

/**
 * A shadow thrown by an effect.
 *
 * @param picture the effect, with or without the shadow: what is seen through throws none
 * @param radiusPx of the shape's strokes
 */
export function throwShadow(
  cast: CastShadow,
  picture: Premultiplied,
  shape: Grid,
  radiusPx: number,
): Premultiplied {
  const { width, height } = shape;
  const size = { width, height };
  const mask = shadowMask(silhouetteOf(picture, shape), size, cast, radiusPx);
  const rgba = new Float32Array(mask.length * RGBA);
  for (const [i, value] of mask.entries()) {
    for (let k = 0; k < RGBA; k++) rgba[i * RGBA + k] = value * cast.colour[k]!;
  }
  return { ...size, rgba };
}
