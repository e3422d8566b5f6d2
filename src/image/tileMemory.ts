/** What work in tiles takes, and how large tiles may be. */
import { availableMemory } from 'node:process';
import type { Size } from '../shared/pictures/picture.js';
import { tilePlanFor } from '../shared/transfer/tiles/tiledView.js';
import {
  checkMemory,
  largestSide,
  lastStage,
  predictMemory,
  recipeBytes,
  type StagePixels,
  stageBytes,
} from './memory.js';
import type { Recipe } from './recipe.js';
import { recipeTerms } from './recipeTerms.js';
import { rejectMemory } from './rejectMemory.js';
import { tileFields, tilesObstacle } from './tiledStage.js';

/**
 * What is held of each pixel while the picture is worked on in tiles: 14 times three colours in float32, for the content, what the run and
 * the stage start from, the optimiser's four and two pairs, the best picture and two gradients; and as much again as one of them for what is not
 * collected at once.
 */
const HELD_BYTES = 15 * 12;
/** And of each pixel of a style: as it was read, and at the stage's size. */
const HELD_STYLE_BYTES = 24;
/** Tiles that are larger save less than a tenth of the work. */
const LARGEST_TILE_PX = 1024;
/** Sides of tiles go in these steps. */
const TILE_STEP_PX = 32;

/** The smallest tile that is worth while: a third of its side is counted. */
function smallestTile(recipe: Recipe): number {
  const terms = recipeTerms(recipe);
  const { reachPx, stepPx } = tilePlanFor(terms, tileFields(recipe), LARGEST_TILE_PX);
  return Math.ceil((3 * (reachPx + stepPx)) / TILE_STEP_PX) * TILE_STEP_PX;
}

/** How much memory a stage takes in tiles, in bytes. */
export function tiledBytes(recipe: Recipe, pixels: StagePixels, tilePx: number): number {
  const { base, content, style } = recipeBytes(recipe);
  const held = HELD_BYTES * pixels.content + HELD_STYLE_BYTES * pixels.style;
  return base + held + (content + 2 * style) * tilePx ** 2;
}

/**
 * The side of tiles for a stage; undefined if it fits in one piece, or is not to be worked on in tiles.
 *
 * @param limitBytes what may be taken; undefined: no tiles
 */
export function tileFor(
  recipe: Recipe,
  pixels: StagePixels,
  limitBytes: number | undefined,
): number | undefined {
  if (limitBytes === undefined || stageBytes(recipe, pixels) <= limitBytes) return undefined;
  const leastPx = smallestTile(recipe);
  let tilePx = LARGEST_TILE_PX;
  while (tilePx > leastPx && tiledBytes(recipe, pixels, tilePx) > limitBytes) tilePx -= TILE_STEP_PX;
  return tilePx;
}

/** How much a size takes at least. */
function leastBytes(recipe: Recipe, size: Size, styleScale: number): number {
  const inTiles = tiledBytes(recipe, lastStage(recipe, size, styleScale), smallestTile(recipe));
  return Math.min(inTiles, predictMemory(recipe, size, styleScale));
}

/** What is asked for, and what there is. */
export interface MemoryPlanQuestion {
  readonly styleScale: number;
  /** What may be taken; half of what is free, if left out. */
  readonly memory: number | undefined;
  /** What this process may still use. */
  readonly availableBytes?: number;
}

/**
 * How much memory the work may take, beyond which it goes on in tiles. Where half of what is free is too little for that, it is all of it.
 *
 * @returns undefined for recipes that cannot be worked on in tiles
 * @throws NstError NST_MEMORY for what does not fit, with the size that would
 */
export function planMemory(
  recipe: Recipe,
  size: Size,
  longSidePx: number,
  { styleScale, memory, availableBytes = availableMemory() }: MemoryPlanQuestion,
): number | undefined {
  const obstacle = tilesObstacle(recipe);
  const most = memory ?? availableBytes;
  const isAsked = memory !== undefined;
  if (obstacle !== undefined) {
    checkMemory(recipe, size, longSidePx, { styleScale, availableBytes: most, isAsked, obstacle });
    return undefined;
  }
  const neededBytes = leastBytes(recipe, size, styleScale);
  if (neededBytes > most) {
    const fits = largestSide(size, (fitted) => leastBytes(recipe, fitted, styleScale) <= most);
    rejectMemory({ size, sizePx: longSidePx, neededBytes, availableBytes: most, fits, isAsked });
  }
  return memory ?? (neededBytes <= availableBytes / 2 ? availableBytes / 2 : availableBytes);
}
