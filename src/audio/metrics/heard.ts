import type { Spectrogram } from './analysis.js';

/** Frames so far below the loud ones are pauses: they have no timbre, and what hisses in them is none that was gained. */
const PAUSE_DEPTH_DB = 40;
/** The level that depths are counted from is reached or gone beyond in this share of all frames. */
const LOUD_SHARE = 0.05;

/** Whether there is something to be heard in each frame: it is less than 40 dB below the loud ones, [frames]. */
export function heardFrames({ frames, bins, amplitude }: Spectrogram): readonly boolean[] {
  const energies = Array.from({ length: frames }, (_, t) =>
    amplitude.subarray(t * bins, (t + 1) * bins).reduce((sum, a) => sum + a * a, 0),
  );
  const loud = energies.toSorted((a, b) => a - b)[Math.floor((1 - LOUD_SHARE) * (frames - 1))] ?? 0;
  return energies.map((energy) => energy >= loud * 10 ** (-PAUSE_DEPTH_DB / 10));
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
