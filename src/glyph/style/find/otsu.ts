const BINS = 256;
/** A class with less in it is none: rounding errors are divided by it. */
const SLIVER = 1e-6;

/** Otsu's threshold (1979) of values in 0..1: what it parts differs most between the parts, and least within. */
export function otsuThreshold(values: Float32Array): number {
  const bins = new Float64Array(BINS);
  for (const value of values) {
    const bin = Math.min(BINS - 1, Math.floor(value * BINS));
    bins[bin] = bins[bin]! + 1 / values.length;
  }
  const sum = bins.reduce((total, share, b) => total + (share * (b + 0.5)) / BINS, 0);
  let [best, first, last, share, part] = [0, 0, 0, 0, 0];
  for (let b = 0; b < BINS - 1; b++) {
    share += bins[b]!;
    part += (bins[b]! * (b + 0.5)) / BINS;
    const isSplit = share > SLIVER && share < 1 - SLIVER;
    const between = isSplit ? (sum * share - part) ** 2 / (share * (1 - share)) : 0;
    if (between > best + SLIVER) [best, first] = [between, b + 1];
    if (between > best - SLIVER) last = b + 1;
  }
  // Between two classes with nothing between them all thresholds are alike: the middle one.
  return (first + last) / 2 / BINS;
}
