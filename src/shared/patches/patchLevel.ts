import { RGB, type Size } from '../pictures/picture.js';
import { NO_PATCH } from './lookAround.js';
import type { Strip } from './strips.js';

/**
 * Patches are squares of 2 * RADIUS_PX + 1 pixels; what they reach over grows with the coarseness of a level. With 2 in place of
 * 3, courses of bricks break up.
 */
export const RADIUS_PX = 3;
/** Pixels in a patch. */
export const PATCH_AREA = (2 * RADIUS_PX + 1) ** 2;
export { NO_PATCH };
/** A feature of 1 as it is stored: whole numbers compare twice as fast as floats. */
export const FEATURE_UNIT = 255;
/** The first channels are what is made; those behind them are given, on both sides. */
export const MADE_CHANNELS = RGB;

/** Features of a picture, [height, width, channels], in FEATURE_UNIT. */
export interface FeatureMap extends Size {
  readonly features: Int16Array;
}

/** Where patches are taken from. */
export interface PatchSource extends FeatureMap {
  /** Nonzero where a patch can be centred. */
  readonly isCentre: Uint8Array;
  /** All these pixels. */
  readonly centres: Int32Array;
}

/** Which patch lies at each pixel of the target. */
export interface PatchField {
  /** The source pixel whose patch lies there, or `NO_PATCH` where none can; and as it was one round before. */
  readonly nearest: Int32Array;
  readonly before: Int32Array;
  /** How badly it fits: mean squared difference of features, summed over channels. */
  readonly cost: Float32Array;
}

/** One level of a pyramid; every array lies in memory that all threads share. */
export interface PatchLevel {
  readonly channels: number;
  /**
   * Whether the right side of the target goes on at the left, and its foot at its head. It then has a border of RADIUS_PX all
   * around, which repeats what is at the other side.
   */
  readonly isWrapped: boolean;
  readonly target: FeatureMap;
  readonly source: PatchSource;
  readonly field: PatchField;
  /** How often each source pixel is used: in this round, and as counted for the next; they take turns. */
  readonly uses: readonly [Int32Array, Int32Array];
  readonly rounds: number;
}

/** Pixels of the target that patches are centred at, from the first up to, not including, the last row and column. */
export interface CentreArea extends Strip {
  readonly left: number;
  readonly right: number;
}

/** Every patch lies within the target, with its border if it has one. */
export function centreArea({ target: { width, height } }: Pick<PatchLevel, 'target'>): CentreArea {
  return { left: RADIUS_PX, right: width - RADIUS_PX, top: RADIUS_PX, bottom: height - RADIUS_PX };
}
