/** Levels in dB, and what of a sound is loud and what a pause. */

/** Digital silence, in dBFS: nothing that is written with 24 bits lies below. */
export const SILENCE_DB = -144;
/** The loud level of a sound is reached or gone beyond in this share of the time. */
const LOUD_SHARE = 0.05;
/** What lies so far below the loud level is a pause: nothing is heard in it beside what sounds. */
export const PAUSE_DEPTH_DB = 40;

/** A power in dB, no less than digital silence. */
export function decibels(power: number): number {
  return Math.max(SILENCE_DB, 10 * Math.log10(power));
}

/** The level of several powers together, each given in dB. */
export function sumDb(levelsDb: Float64Array): number {
  return decibels(levelsDb.reduce((sum, level) => sum + 10 ** (level / 10), 0));
}

/** The loud level of a sound, by those of steps of equal length; that of silence if there are none. */
export function loudLevelDb(levelsDb: Float32Array | Float64Array): number {
  const sorted = levelsDb.slice().sort();
  return sorted[Math.floor((1 - LOUD_SHARE) * (sorted.length - 1))] ?? SILENCE_DB;
}
