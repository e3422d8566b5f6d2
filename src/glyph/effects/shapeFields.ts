import type { Grid } from '../../shared/fields/grid.js';
import { signedDistance } from '../../shared/fields/signedDistance.js';
import type { Size } from '../../shared/pictures/picture.js';
import { strokeRadius } from '../fields/strokeRadius.js';

/** A shape, and what effects are drawn from. */
export interface ShapeFields extends Size {
  /** How much of each pixel the shape covers, 0..1. */
  readonly coverage: Float32Array;
  /** Of each pixel's centre to the contour, in pixels, negative inside; finite. */
  readonly distance: Float32Array;
  /** Half the width of the strokes in pixels; at least 1. */
  readonly radiusPx: number;
  /** Pixels of the picture for one pixel of an option: 2 for a picture at twice its size. */
  readonly pixelRatio: number;
}

/** What effects need to know about a shape. */
export function shapeFields(shape: Grid, pixelRatio = 1): ShapeFields {
  const { width, height, data: coverage } = shape;
  const distance = signedDistance(shape);
  const radiusPx = Math.max(1, strokeRadius(distance));
  // Where there is no contour at all it is as far away as it could be.
  const farthest = width + height;
  const finite = distance.data.map((value) => Math.max(-farthest, Math.min(farthest, value)));
  return {
    width,
    height,
    coverage,
    distance: finite,
    radiusPx: Number.isFinite(radiusPx) ? radiusPx : farthest,
    pixelRatio,
  };
}
