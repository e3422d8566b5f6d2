import type { Recipe } from '../recipe.js';
import { type ChunkPlan, planChunks } from './chunks.js';

/** Pieces: long enough for the statistics of a style, short enough for memory. */
const PIECE_S = { longest: 8, shortest: 0.75, overlap: 0.5 };

/** How a signal of `length` samples at the working rate is cut; what is too short for a piece is mirrored. */
export function planPieces(length: number, { sampleRateHz, stft: { hopSize } }: Recipe): ChunkPlan {
  const samples = (seconds: number) => Math.ceil((seconds * sampleRateHz) / hopSize) * hopSize;
  return planChunks(Math.max(length, samples(PIECE_S.shortest)), {
    maximum: samples(PIECE_S.longest),
    overlap: samples(PIECE_S.overlap),
    hopSize,
  });
}
