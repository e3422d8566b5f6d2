import type { Recipe } from '../recipe.js';
import { type ChunkPlan, planChunks } from './chunks.js';

/** Long enough for the longest filters of any network. */
const SHORTEST_S = 0.75;
/** Neighbours fade into each other over this time. */
const OVERLAP_S = 0.5;

/** How a signal of `length` samples at the working rate is cut; what is too short for a piece is mirrored. */
export function planPieces(
  length: number,
  {
    sampleRateHz,
    longestPieceS,
    stft: { hopSamples },
  }: Pick<Recipe, 'sampleRateHz' | 'longestPieceS' | 'stft'>,
): ChunkPlan {
  const samples = (seconds: number) => Math.ceil((seconds * sampleRateHz) / hopSamples) * hopSamples;
  return planChunks(Math.max(length, samples(SHORTEST_S)), {
    longestSamples: samples(longestPieceS),
    overlapSamples: samples(OVERLAP_S),
    hopSamples,
  });
}
