import { decibels, loudLevelDb, PAUSE_DEPTH_DB } from '../../shared/dsp/levels.js';
import type { Spectrogram } from './analysis.js';

/** Whether there is something to be heard in each frame, [frames]: pauses have no timbre, and what hisses in them is none that was gained. */
export function heardFrames({ frames, bins, amplitude }: Spectrogram): readonly boolean[] {
  const levelsDb = Float64Array.from({ length: frames }, (_, t) =>
    decibels(amplitude.subarray(t * bins, (t + 1) * bins).reduce((sum, a) => sum + a * a, 0)),
  );
  const leastDb = loudLevelDb(levelsDb) - PAUSE_DEPTH_DB;
  return Array.from(levelsDb, (level) => level >= leastDb);
}

/**
 * The rows of some frames one after the other.
 *
 * @param rows [frames, size]
 * @param heard which frames are kept; those beyond its end are not. If it keeps none, all are kept
 */
export function rowsHeard(rows: Float32Array, size: number, heard: readonly boolean[]): Float32Array {
  const kept = heard.flatMap((isHeard, t) => (isHeard && (t + 1) * size <= rows.length ? [t] : []));
  if (kept.length === 0) return rows;
  const result = new Float32Array(kept.length * size);
  for (const [i, t] of kept.entries()) result.set(rows.subarray(t * size, (t + 1) * size), i * size);
  return result;
}
