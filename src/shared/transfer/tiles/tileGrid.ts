import type { Size } from '../../pictures/picture.js';
import { placeStretches, type Stretch, type TilePlan } from './stretches.js';

/** One tile of a picture. */
export interface Tile {
  readonly down: Stretch;
  readonly across: Stretch;
}

/** A picture in tiles of one size. */
export interface TileGrid {
  readonly whole: Size;
  readonly tile: Size;
  readonly tiles: readonly Tile[];
}

/** Tiles row by row; undefined if they would be too small. */
export function tileGrid(whole: Size, plan: TilePlan): TileGrid | undefined {
  const down = placeStretches(whole.height, plan);
  const across = placeStretches(whole.width, plan);
  if (!down || !across) return undefined;
  return {
    whole,
    tile: { height: down.lengthPx, width: across.lengthPx },
    tiles: down.stretches.flatMap((y) => across.stretches.map((x) => ({ down: y, across: x }))),
  };
}

/** The tile of a plane [height, width, channels]. */
export function cutTile(
  plane: Float32Array,
  { whole, tile }: TileGrid,
  { down, across }: Tile,
): Float32Array {
  const channels = plane.length / (whole.width * whole.height);
  const result = new Float32Array(tile.width * tile.height * channels);
  for (let y = 0; y < tile.height; y++) {
    const begin = ((down.first + y) * whole.width + across.first) * channels;
    result.set(plane.subarray(begin, begin + tile.width * channels), y * tile.width * channels);
  }
  return result;
}

/** Adds a tile to the plane that it is of. */
export function addTile(
  plane: Float32Array,
  part: Float32Array,
  { whole, tile }: TileGrid,
  { down, across }: Tile,
): void {
  const length = (tile.width * plane.length) / (whole.width * whole.height);
  const channels = length / tile.width;
  for (let y = 0; y < tile.height; y++) {
    const to = ((down.first + y) * whole.width + across.first) * channels;
    const from = y * length;
    for (let i = 0; i < length; i++) plane[to + i]! += part[from + i]!;
  }
}
