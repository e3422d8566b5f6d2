/** Gains by mel band, made gains by bin of a transform. */

/**
 * Values of bands [bands] spread over bins [bins]: a mean of the bands that a bin belongs to, weighted by its share in
 * them; bins outside all bands take the value of the nearest bin inside.
 *
 * @param bank [bins, bands]
 */
export function spreadOverBins(values: Float32Array, bank: Float32Array): Float32Array {
  const bands = values.length;
  const bins = bank.length / bands;
  const spread = new Float32Array(bins).fill(Number.NaN);
  for (let bin = 0; bin < bins; bin++) {
    let sum = 0;
    let weights = 0;
    for (let band = 0; band < bands; band++) {
      const weight = bank[bin * bands + band]!;
      weights += weight;
      sum += weight * values[band]!;
    }
    if (weights > 0) spread[bin] = sum / weights;
  }
  return fillEnds(spread);
}

function fillEnds(values: Float32Array): Float32Array {
  const first = values.findIndex((x) => !Number.isNaN(x));
  for (let i = 0; i < first; i++) values[i] = values[first]!;
  for (let i = first + 1; i < values.length; i++) {
    if (Number.isNaN(values[i])) values[i] = values[i - 1]!;
  }
  return values;
}
