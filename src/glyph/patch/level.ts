import type { Size } from '../../shared/pictures/picture.js';

/** Patches are squares of 2 * PATCH_RADIUS + 1 pixels. */
export const PATCH_RADIUS = 2;
/** Pixels in a patch. */
export const PATCH_AREA = (2 * PATCH_RADIUS + 1) ** 2;
/**
 * Values of the guide at a pixel: the distance at the pixel itself, then to the right, left, below and above of it; and the
 * same for the contour, which is sharp, and seen from nearby only.
 */
export const STENCIL = 10;
/** Where in the stencil the contour begins. */
export const CONTOUR = 5;
/** No source patch. */
export const NO_PATCH = -1;

/**
 * One level of the pyramid; every array lies in memory that all threads share. Target arrays have a border of
 * `PATCH_RADIUS` pixels around, so that every patch lies within them.
 */
export interface Level {
  readonly target: Size;
  /** A sheet of one or more turns of the example, see `Sheet`. */
  readonly source: Size & { readonly partHeight: number };
  /** [target.height, target.width, 4]: the result so far, premultiplied, 0..255. Whole numbers compare twice as fast. */
  readonly picture: Uint8Array;
  /** [source.height, source.width, 4], premultiplied, 0..255. */
  readonly sourcePicture: Uint8Array;
  /** [height, width, STENCIL] of both, 0..GUIDE_MAX. */
  readonly guide: Uint8Array;
  readonly sourceGuide: Uint8Array;
  /** What a step of the guide's distances means, in radii. */
  readonly guideStep: number;
  /** Target pixels that are worked on. */
  readonly isActive: Uint8Array;
  /** Source pixels that a patch can be centred at. */
  readonly isCentre: Uint8Array;
  /** Indices of source centres, those with a similar guide beside each other; and where each bucket begins. */
  readonly bucketOf: Int32Array;
  readonly bucketStart: Int32Array;
  /** For each target pixel the source pixel whose patch lies there, or `NO_PATCH`; and as it was one round before. */
  readonly nearest: Int32Array;
  readonly before: Int32Array;
  /** How badly the patch fits; and, made of it, how much it counts in votes. */
  readonly cost: Float32Array;
  readonly trust: Float32Array;
  /** How often each source pixel is used: in this round and as counted for the next. */
  readonly uses: readonly [Int32Array, Int32Array];
  /** Uses of each source pixel if all were used alike. */
  readonly meanUses: number;
  readonly rounds: number;
}

/** The guide's values are whole numbers up to this: the furthest distance, and all inside the contour. */
export const GUIDE_MAX = 255;

/** Buckets of the guide's value at the pixel itself. */
export const BUCKETS = 64;

/** The bucket of a guide's value. */
export function bucketAt(value: number): number {
  return (value * BUCKETS) >> 8;
}
