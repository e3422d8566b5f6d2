import { flowAt, flowOf } from '../../../src/image/render/flow.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';
import type { Rng } from '../../../src/shared/rng.js';
import { smoothStep } from '../../../src/shared/smoothStep.js';
import { between } from './draws.js';
import { Noise } from './noise.js';
import { nearestOf, randomPalette } from './palette.js';
import { type Colour, colourNear, lit, mix, pictureOf, pixelAt, scaledPx } from './pixels.js';

type Tile = { x: number; y: number; cos: number; sin: number };
type Nearest = Readonly<{ tile: number; distance: number; gap: number; u: number; v: number }>;

/** Rounds in which tiles move to the middle of their cells; after four they hardly do. */
const ROUNDS = 5;

/** Square stones that lie along the shapes of the motif, in mortar (Hausner 2001: Voronoi cells of the city-block kind). */
export function layMosaic(motif: Picture, rng: Rng): Picture {
  const sidePx = scaledPx(motif, between(rng, 8, 17));
  const flow = flowOf(motif, scaledPx(motif, 10));
  const turn = (tile: Tile) => {
    const { x, y } = flowAt(flow, pixelAt(motif, tile.x, tile.y));
    [tile.cos, tile.sin] = [x, y];
  };
  const tiles = firstTiles(motif, sidePx, rng);
  for (let round = 0; round < ROUNDS; round++) {
    tiles.forEach(turn);
    settle(tiles, motif, sidePx);
  }
  return stonesOf(motif, tiles, sidePx, rng);
}

function stonesOf(motif: Picture, tiles: readonly Tile[], sidePx: number, rng: Rng): Picture {
  const palette = randomPalette(rng, 12);
  const [paletteShare, variety] = [between(rng, 0, 0.8), between(rng, 0.05, 0.16)];
  const colours = tiles.map(({ x, y }): Colour => {
    const colour = colourNear(motif, x, y);
    return lit(mix(colour, nearestOf(palette, colour), paletteShare), 1 + variety * rng.normal());
  });
  const mortar = lit(mix([0.75, 0.72, 0.66], palette[0]!, rng.uniform()), between(rng, 0.4, 1));
  const noise = new Noise(rng);
  const search = searchOf(tiles, motif, sidePx);
  return pictureOf(motif, (x, y) => {
    const { tile, gap, distance, u, v } = search(x, y);
    const grain = noise.fractalAt(x / 5 + tile, y / 5, 3);
    // Stones are lit from the upper left, and worn at their edges.
    const light =
      1 + 0.1 * grain - (0.12 * (u + v)) / sidePx - 0.14 * smoothStep(0.3, 0.5, distance / sidePx);
    const stone = smoothStep(0.06, 0.14, gap / sidePx) * smoothStep(0.62, 0.56, distance / sidePx);
    return mix(lit(mortar, 1 + 0.15 * noise.valueAt(x / 2, y / 2)), lit(colours[tile]!, light), stone);
  });
}

function firstTiles({ width, height }: Picture, sidePx: number, rng: Rng): Tile[] {
  const tiles: Tile[] = [];
  for (let y = sidePx / 2; y < height + sidePx / 2; y += sidePx) {
    for (let x = sidePx / 2; x < width + sidePx / 2; x += sidePx)
      tiles.push({ x: x + 0.3 * sidePx * rng.normal(), y: y + 0.3 * sidePx * rng.normal(), cos: 1, sin: 0 });
  }
  return tiles;
}

/** Each tile goes to the middle of the pixels that are nearest to it. */
function settle(tiles: readonly Tile[], { width, height }: Picture, sidePx: number): void {
  const sums = tiles.map(() => ({ x: 0, y: 0, count: 0 }));
  const search = searchOf(tiles, { width, height }, sidePx);
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const sum = sums[search(x, y).tile]!;
      [sum.x, sum.y, sum.count] = [sum.x + x, sum.y + y, sum.count + 1];
    }
  }
  for (const [k, { x, y, count }] of sums.entries())
    if (count > 0) [tiles[k]!.x, tiles[k]!.y] = [x / count, y / count];
}

/** Finds the tile that is nearest to a point by the larger of both distances along its sides, and by how much. */
function searchOf(
  tiles: readonly Tile[],
  { width, height }: { width: number; height: number },
  sidePx: number,
): (x: number, y: number) => Nearest {
  const cellPx = 1.5 * sidePx;
  const columns = Math.ceil(width / cellPx) + 4;
  const cellOf = (x: number, y: number) =>
    (Math.floor(y / cellPx) + 2) * columns + Math.floor(x / cellPx) + 2;
  const cells: number[][] = Array.from({ length: columns * (Math.ceil(height / cellPx) + 4) }, () => []);
  for (const [k, { x, y }] of tiles.entries()) cells[cellOf(x, y)]?.push(k);
  return (x, y) => {
    let nearest: Nearest = { tile: 0, distance: Number.MAX_VALUE, gap: 0, u: 0, v: 0 };
    let second = Number.MAX_VALUE;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        for (const k of cells[cellOf(x, y) + dy * columns + dx] ?? []) {
          const tile = tiles[k]!;
          const [u, v] = [x - tile.x, y - tile.y];
          const distance = Math.max(
            Math.abs(u * tile.cos + v * tile.sin),
            Math.abs(v * tile.cos - u * tile.sin),
          );
          if (distance < nearest.distance) {
            second = nearest.distance;
            nearest = { tile: k, distance, gap: 0, u, v };
          } else if (distance < second) second = distance;
        }
      }
    }
    return { ...nearest, gap: second - nearest.distance };
  };
}
