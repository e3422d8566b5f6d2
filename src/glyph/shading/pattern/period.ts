/** How often something repeats, told by how like itself it is some way further on. */

/** Likeness, in -1..1, that makes a repetition. */
const LIKE = 0.2;
/** By how much it is more like itself at repetitions than between them, in the mean. */
const LEAST_CONTRAST = 0.5;
/** Repetitions that are looked at, as far as they are known. */
const REPETITIONS = { most: 3, least: 2 } as const;

/** The lag of a maximum, between steps, by the parabola through it and its neighbours. */
function peakOf(likeness: Float64Array, lag: number): number {
  const [before, here, after] = [likeness[lag - 1]!, likeness[lag]!, likeness[lag + 1]!];
  const bend = before - 2 * here + after;
  return bend < 0 ? lag + (before - after) / (2 * bend) : lag;
}

/** How much more like itself it is at repetitions than between them. */
function contrastOf(likeness: Float64Array, period: number): number {
  let [sum, count] = [0, 0];
  for (let k = 1; k <= REPETITIONS.most && Math.ceil(k * period) < likeness.length; k++) {
    sum += likeness[Math.round(k * period)]! - likeness[Math.round((k - 0.5) * period)]!;
    count++;
  }
  return count < REPETITIONS.least ? 0 : sum / count;
}

/**
 * The period of an autocorrelation: its first peak after it was negative that comes back. Of noise with a grain the first may be high,
 * but not those after it.
 *
 * @param likeness by lag, 1 at lag 0
 * @returns lags between repetitions; `undefined` if it does not repeat
 */
export function periodOf(likeness: Float64Array): number | undefined {
  const trough = likeness.findIndex((value) => value < 0);
  if (trough < 0) return undefined;
  for (let lag = trough; lag + 1 < likeness.length; lag++) {
    const value = likeness[lag]!;
    if (value < LIKE || value < likeness[lag - 1]! || value < likeness[lag + 1]!) continue;
    const period = peakOf(likeness, lag);
    if (contrastOf(likeness, period) >= LEAST_CONTRAST) return period;
  }
  return undefined;
}
