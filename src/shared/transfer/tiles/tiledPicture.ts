import type { ArrayValue } from '../../engine/objective.js';
import type { Side } from '../../terms/term.js';
import type { Places } from '../graph.js';
import { PlaceWeights } from './placeWeights.js';
import { cutTile, type Tile, type TileGrid } from './tileGrid.js';

/** Colours of a pixel. */
const CHANNELS = 3;

/** A picture of which one tile at a time is looked at. */
export interface TiledPicture {
  readonly grid: TileGrid;
  /** [height, width, 3] of the whole. */
  readonly pixels: Float32Array;
  readonly places: Readonly<Record<Side, PlaceWeights>>;
}

/** A picture in tiles, and how much its places count. */
export function tiledPicture(grid: TileGrid, pixels: Float32Array, places: Places = {}): TiledPicture {
  return {
    grid,
    pixels,
    places: {
      style: new PlaceWeights(grid, places.style),
      content: new PlaceWeights(grid, places.content),
      prior: new PlaceWeights(grid, undefined),
    },
  };
}

/** Tells graphs of tiles apart. */
export const keyOf = ({ whole, tile }: TileGrid) =>
  `${tile.width}x${tile.height} of ${whole.width}x${whole.height}`;

/** The pixels of a tile, as views take them. @param pixels [height, width, 3] of the whole */
export function variableOf(grid: TileGrid, pixels: Float32Array, tile: Tile): ArrayValue {
  const { width, height } = grid.tile;
  return { shape: [1, height, width, CHANNELS], data: cutTile(pixels, grid, tile) };
}
