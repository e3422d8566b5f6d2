import type { BlendMode } from './blend.js';

/**
 * Where a paint goes: under the picture, onto what lies within the shape, or onto what lies around it. The last two know
 * that a pixel on the contour has both kinds of things in it.
 */
export type PaintLayer = 'behind' | 'inside' | 'outside';

/** A coat of colour over a picture. */
export interface Paint {
  readonly layer: PaintLayer;
  readonly blend: BlendMode;
  /** Straight red, green and blue in 0..1: one for all pixels, or [height, width, 3]. */
  readonly colour: Float32Array;
  /** How thick the paint is where it goes, 0..1, for each pixel. */
  readonly alpha: Float32Array;
  /** How much of each pixel it goes to, 0..1: at most what the shape covers, or leaves. Left out: all of it. */
  readonly region?: Float32Array;
}
