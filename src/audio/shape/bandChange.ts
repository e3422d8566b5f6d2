import { MOMENT_BANDS } from '../features/bands.js';
import type { SpectralShaper } from './spectralShape.js';

/** Levels of bands [frames * 40] of two signals, the second less the first, in neper of power. */
export function bandChange(shaper: SpectralShaper, before: Float32Array, after: Float32Array): Float32Array {
  const levels = shaper.logMel(before);
  return shaper.logMel(after).map((level, i) => level - levels[i]!);
}

/** Mean of the highest `count` bands of every frame, [frames]. */
export function topBands(levels: Float32Array, count: number): Float32Array {
  return Float32Array.from({ length: levels.length / MOMENT_BANDS }, (_, t) => {
    const end = (t + 1) * MOMENT_BANDS;
    return levels.subarray(end - count, end).reduce((sum, x) => sum + x, 0) / count;
  });
}
