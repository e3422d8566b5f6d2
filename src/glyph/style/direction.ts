import { signedDistance } from '../fields/signedDistance.js';
import { strokeRadius } from '../fields/strokeRadius.js';
import { type Grid, RGBA } from '../grid.js';
import type { Direction, EffectExample } from '../synthesis.js';

/** Sectors of the compass that the outward normals are sorted into. */
const SECTORS = 8;
/** Distances to the contour that are sorted apart, so that a mere halo does not count as variation. */
const RINGS = 4;
/** From which share of its variance on that the direction explains an effect. */
const DIRECTED_SHARE = 0.05;

/** Sector of the outward normal, by central differences of the distance. */
function sectorAt({ data, width }: Grid, i: number): number {
  const dx = (data[i + 1] as number) - (data[i - 1] as number);
  const dy = (data[i + width] as number) - (data[i - width] as number);
  const turn = Math.atan2(dy, dx) / (2 * Math.PI) + 1 + 0.5 / SECTORS;
  return Math.floor((turn % 1) * SECTORS);
}

/**
 * How much of the variation of an effect around its shape is explained by the direction that the contour looks to there,
 * beyond what the distance to it explains: eta squared, 0..1, of premultiplied colours up to one stroke's radius away.
 */
export function directedShare({ picture, shape }: Required<EffectExample>): number {
  const distance = signedDistance(shape);
  const radiusPx = strokeRadius(distance);
  const groups = Array.from({ length: RINGS * SECTORS }, () => ({
    count: 0,
    sums: [0, 0, 0, 0],
    squares: 0,
  }));
  const { width, height } = shape;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const away = (distance.data[i] as number) / radiusPx;
      if (away <= 0 || away >= 1) continue;
      const group = groups[Math.floor(away * RINGS) * SECTORS + sectorAt(distance, i)];
      if (!group) continue;
      group.count++;
      for (let c = 0; c < RGBA; c++) {
        const value = picture.rgba[i * RGBA + c] as number;
        group.sums[c] = (group.sums[c] as number) + value;
        group.squares += value * value;
      }
    }
  }
  const between = (members: typeof groups) => {
    const count = members.reduce((sum, group) => sum + group.count, 0);
    const square = [0, 1, 2, 3].reduce(
      (sum, c) => sum + members.reduce((part, { sums }) => part + (sums[c] as number), 0) ** 2,
      0,
    );
    return count === 0 ? 0 : square / count;
  };
  const rings = Array.from({ length: RINGS }, (_, ring) =>
    between(groups.slice(ring * SECTORS, (ring + 1) * SECTORS)),
  ).reduce((a, b) => a + b, 0);
  const cells = groups.reduce((sum, group) => sum + between([group]), 0);
  const total = groups.reduce((sum, { squares }) => sum + squares, 0) - rings;
  return total <= 1e-9 ? 0 : (cells - rings) / total;
}

/** Whether an effect must be kept upright. A texture without a shape has no direction to go by, and is. */
export function isDirected({ picture, shape }: EffectExample, direction: Direction): boolean {
  if (direction !== 'auto') return direction !== 'none';
  return !shape || directedShare({ picture, shape }) > DIRECTED_SHARE;
}
