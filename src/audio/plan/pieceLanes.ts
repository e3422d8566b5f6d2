import { availableMemory } from 'node:process';
import type { Recipe } from '../recipe.js';
import { planPieces } from './pieces.js';

/** Memory of one piece that is being made, with its programs: 10 s of stereo took 494 MB with one lane and 649 to 695 MB with two. */
const LANE_BYTES = 200e6;

/**
 * How many pieces of a signal can be made at the same time: no more than there are, and than fit into half of the memory.
 *
 * @param length samples at the working rate
 * @param availableBytes what this process may still use; asked of the system if left out
 */
export function pieceLanes(
  length: number,
  recipe: Pick<Recipe, 'sampleRateHz' | 'longestPieceS' | 'stft'>,
  availableBytes = availableMemory(),
): number {
  const fitting = Math.floor(availableBytes / 2 / LANE_BYTES);
  return Math.max(1, Math.min(planPieces(length, recipe).starts.length, fitting));
}
