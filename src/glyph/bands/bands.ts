import type { Grid } from '../../shared/fields/grid.js';
import { upwardness } from '../fields/upwardness.js';

/** Distances to the contour, in stroke radii, at which a zone is all there is; in between, two neighbours share. */
const ZONES = [
  { name: 'body', centre: -1, hasSides: false },
  { name: 'rim', centre: 0, hasSides: true },
  { name: 'halo', centre: 1.25, hasSides: true },
  { name: 'far', centre: 3, hasSides: false },
] as const;

/** A part of the picture by its distance to the contour, and by the side of the shape it lies on. */
export interface Band {
  readonly name: string;
  /** [height, width]: how much each pixel belongs to it; over all bands a pixel's sum is 1. */
  readonly weights: Float32Array;
}

/** The share of zone `i` in a place: triangles with their tops at the zones' distances. */
function zoneShare(i: number, distance: number): number {
  const centre = ZONES[i]!.centre;
  const neighbour = ZONES[distance < centre ? i - 1 : i + 1];
  if (!neighbour) return 1;
  return Math.max(0, 1 - Math.abs(distance - centre) / Math.abs(neighbour.centre - centre));
}

/** Above, beside and below the shape, by the outward normal: squares of its parts, which sum to 1. */
const SIDES = [
  { name: 'up', share: (along: number) => (along > 0 ? along ** 2 : 0) },
  { name: 'side', share: (along: number) => 1 - along ** 2 },
  { name: 'down', share: (along: number) => (along < 0 ? along ** 2 : 0) },
] as const;

/**
 * Divides a picture into bands around its shape.
 *
 * @param distance to the contour in stroke radii, negative inside
 * @param isDirected whether above, beside and below the shape are told apart
 */
export function bandsOf(distance: Grid, isDirected: boolean): Band[] {
  const along = upwardness(distance);
  return ZONES.flatMap(({ name, hasSides }, i): Band[] => {
    const zone = distance.data.map((value) => zoneShare(i, value));
    if (!hasSides || !isDirected) return [{ name, weights: zone }];
    return SIDES.map((side) => ({
      name: `${name} ${side.name}`,
      weights: zone.map((value, pixel) => value * side.share(along[pixel]!)),
    }));
  });
}
