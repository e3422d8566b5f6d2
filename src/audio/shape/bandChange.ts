import { hzToMel, MEL_LOW_HZ } from '../../shared/dsp/mel.js';
import { MOMENT_BANDS } from '../features/bands.js';
import type { SpectralShaper } from './spectralShape.js';

/** Levels of bands [frames * 40] of two signals, the second less the first, in neper of power. */
export function bandChange(shaper: SpectralShaper, before: Float32Array, after: Float32Array): Float32Array {
  const levels = shaper.logMel(before);
  return shaper.logMel(after).map((level, i) => level - levels[i]!);
}

const ROUNDING = 1e-6;

/** How many of the 40 bands lie below a frequency. */
export function bandsBelow(limitHz: number, sampleRateHz: number): number {
  const [low, high] = [hzToMel(MEL_LOW_HZ), hzToMel(sampleRateHz / 2)];
  const spacing = (high - low) / (MOMENT_BANDS + 1);
  // Each ends a spacing above its centre; rounding errors take none away.
  const count = Math.floor((hzToMel(limitHz) - low) / spacing + ROUNDING) - 1;
  return Math.min(MOMENT_BANDS, Math.max(1, count));
}

/** Mean of the highest `count` of some bands of every frame, [frames]. @param below how many bands there are to take from */
export function topBands(levels: Float32Array, count: number, below = MOMENT_BANDS): Float32Array {
  const taken = Math.min(count, below);
  return Float32Array.from({ length: levels.length / MOMENT_BANDS }, (_, t) => {
    const end = t * MOMENT_BANDS + below;
    return levels.subarray(end - taken, end).reduce((sum, x) => sum + x, 0) / taken;
  });
}
