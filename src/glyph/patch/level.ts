import { NO_PATCH } from '../../shared/patches/lookAround.js';
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
export { NO_PATCH };

/** What is made: all arrays have a border of `PATCH_RADIUS` pixels around, so that every patch lies within them. */
export interface LevelTarget extends Size {
  /** [height, width, 4]: the result so far, premultiplied, 0..255. Whole numbers compare twice as fast. */
  readonly picture: Uint8Array;
  /** [height, width, STENCIL], 0..GUIDE_MAX. */
  readonly guide: Uint8Array;
  /** Pixels that are worked on. */
  readonly isActive: Uint8Array;
}

/** Where patches are taken from: a sheet of one or more turns of the example, see `Sheet`. */
export interface LevelSource extends Size {
  readonly partHeight: number;
  /** [height, width, 4], premultiplied, 0..255. */
  readonly picture: Uint8Array;
  /** [height, width, STENCIL], 0..GUIDE_MAX. */
  readonly guide: Uint8Array;
  /** Pixels that a patch can be centred at. */
  readonly isCentre: Uint8Array;
  readonly buckets: Buckets;
}

/** Centres of the source, sorted by the guide. */
export interface Buckets {
  /** Indices of centres, those with a similar guide beside each other. */
  readonly centres: Int32Array;
  /** [BUCKETS + 1]: where each bucket begins. */
  readonly starts: Int32Array;
}

/** Which patch lies at each pixel of the target. */
export interface LevelField {
  /** The source pixel whose patch lies there, or `NO_PATCH`; and as it was one round before. */
  readonly nearest: Int32Array;
  readonly before: Int32Array;
  /** How badly the patch fits; and, made of it, how much it counts in votes. */
  readonly cost: Float32Array;
  readonly trust: Float32Array;
}

/** How often each source pixel is used. */
export interface LevelUses {
  /** In this round, and as counted for the next; they take turns. */
  readonly counts: readonly [Int32Array, Int32Array];
  /** Uses of each if all were used alike. */
  readonly mean: number;
}

/** One level of the pyramid; every array lies in memory that all threads share. */
export interface Level {
  readonly target: LevelTarget;
  readonly source: LevelSource;
  readonly field: LevelField;
  readonly uses: LevelUses;
  /** What a step of the guide's distances means, in radii. */
  readonly guideStep: number;
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
