import type { Grid } from '../../shared/fields/grid.js';
import { signedDistance } from '../../shared/fields/signedDistance.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import { outwardTurn } from '../fields/outwardTurn.js';
import { strokeRadius } from '../fields/strokeRadius.js';
import type { ShadowSearch } from '../shading/findShadow.js';
import { unshadowed } from '../shading/shadowLayer.js';
import type { Direction, EffectExample, ShapedExample } from '../synthesis.js';
import { grainCoherence } from './grainDirection.js';

/** Sectors of the compass that the outward normals are sorted into. */
const SECTORS = 8;
/** Distances to the contour that are sorted apart, so that a mere halo does not count as variation. */
const RINGS = 4;
/** From which share of its variance on that the direction explains an effect. */
const DIRECTED_SHARE = 0.05;
/** From which coherence on grain runs one way. */
const COHERENT = 0.5;

/** Sector of the outward normal, by central differences of the distance. */
function sectorAt(distance: Grid, i: number): number {
  return Math.floor(((outwardTurn(distance, i) + 0.5 / SECTORS) % 1) * SECTORS);
}

/** Pixels of one ring that face one way. */
interface Group {
  count: number;
  readonly sums: [number, number, number, number];
}

/** Squared means of groups, as far as they are one, times their pixels. */
function between(members: readonly Group[]): number {
  const count = members.reduce((sum, group) => sum + group.count, 0);
  const square = [0, 1, 2, 3].reduce(
    (sum, c) => sum + members.reduce((part, { sums }) => part + sums[c]!, 0) ** 2,
    0,
  );
  return count === 0 ? 0 : square / count;
}

/** `directedShare` of one side of the contour: 1 outside, -1 inside. */
function shareOnSide({ picture, shape }: ShapedExample, distance: Grid, side: 1 | -1): number {
  const radiusPx = strokeRadius(distance);
  const groups = Array.from({ length: RINGS * SECTORS }, (): Group => ({ count: 0, sums: [0, 0, 0, 0] }));
  const { width, height } = shape;
  let squares = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const away = (side * distance.data[i]!) / radiusPx;
      if (away <= 0 || away >= 1) continue;
      const group = groups[Math.floor(away * RINGS) * SECTORS + sectorAt(distance, i)];
      if (!group) continue;
      group.count++;
      for (const c of [0, 1, 2, 3] as const) {
        const value = picture.rgba[i * RGBA + c]!;
        group.sums[c] += value;
        squares += value * value;
      }
    }
  }
  const rings = Array.from({ length: RINGS }, (_, ring) =>
    between(groups.slice(ring * SECTORS, (ring + 1) * SECTORS)),
  ).reduce((a, b) => a + b, 0);
  const cells = groups.reduce((sum, group) => sum + between([group]), 0);
  // Of all the variation there is, with that by the distance: what little is left of a smooth halo is the pixel grid's.
  const variation = squares - between(groups);
  return variation <= 1e-9 ? 0 : (cells - rings) / variation;
}

/**
 * How much of the variation of an effect around its shape is explained by the direction that the contour looks to there,
 * beyond what the distance to it explains: eta squared, 0..1, of premultiplied colours up to one stroke's radius away. Of the
 * outside, where flames and shadows are, and the inside, where the light of a bevel is, the larger.
 *
 * @param distance to the shape's contour, where that is known
 */
export function directedShare(
  example: ShapedExample,
  distance: Grid = signedDistance(example.shape),
): number {
  return Math.max(shareOnSide(example, distance, 1), shareOnSide(example, distance, -1));
}

/**
 * Whether an effect must be kept upright. A shadow does not count: it is thrown by the result anew. A texture without a shape has no
 * direction to go by, and is.
 *
 * @param shadow what it throws, and `known` the distance to the shape's contour, where that is known
 */
export function isDirected(
  { picture, shape }: EffectExample,
  direction: Direction,
  shadow?: ShadowSearch,
  known?: Grid,
): boolean {
  if (direction !== 'auto') return direction !== 'none';
  if (!shape) return true;
  const lit = { picture: unshadowed({ picture, shape }, undefined, shadow), shape };
  const distance = known ?? signedDistance(shape);
  return directedShare(lit, distance) > DIRECTED_SHARE || grainCoherence(lit, distance) > COHERENT;
}
