import type { Grid } from '../../shared/fields/grid.js';
import { signedDistance } from '../../shared/fields/signedDistance.js';
import { strokeRadius } from '../fields/strokeRadius.js';
import type { Site } from './basis.js';
import { type Letters, lettersOf } from './letterBoxes.js';

/** Tells where the pixels of a shape are. */
export interface Sites {
  readonly shape: Grid;
  readonly letters: Letters;
  /** Signed, in pixels. */
  readonly distance: Grid;
  /** What counts as 1 of depth. */
  readonly radiusPx: number;
}

/**
 * @param unitPx what counts as 1 of depth; half the width of the strokes, if left out
 * @returns `undefined` for a shape with nothing inside
 */
export function sitesOf(shape: Grid, unitPx?: number): Sites | undefined {
  const letters = lettersOf(shape);
  const distance = signedDistance(shape);
  const radiusPx = unitPx ?? strokeRadius(distance);
  return letters && radiusPx > 0 ? { shape, letters, distance, radiusPx } : undefined;
}

/** Distance of a pixel to the contour, in radii; negative outside. */
export const depthAt = ({ distance, radiusPx }: Sites, i: number): number => -distance.data[i]! / radiusPx;

/** Where pixel i is. @param leastDepth what depths below it count as */
export function siteAt(sites: Sites, i: number, leastDepth = 0): Site {
  const { letters, distance } = sites;
  const { boxes, letterOfColumn, word } = letters;
  const [x, y] = [i % distance.width, Math.floor(i / distance.width)];
  const { left, top, right, bottom } = boxes[letterOfColumn[x]!]!;
  return {
    across: (x + 0.5 - left) / (right - left),
    down: (y + 0.5 - top) / (bottom - top),
    acrossWord: (x + 0.5 - word.left) / (word.right - word.left),
    depth: Math.max(leastDepth, depthAt(sites, i)),
  };
}
