/**
 * Distributions of values by their quantiles, outside of graphs: sorting has no place there.
 *
 * A quantile function is an array of `POINTS` values, the lowest first: the values below which 0, 1/255, 2/255 ... 1 of all
 * lie.
 */
export const POINTS = 256;
/** Values that a quantile function is read from: enough for 256 points of noise, and sorted in a millisecond. */
const MOST_SAMPLES = 8192;

/**
 * Positions spread evenly over what counts: each is taken as often as its weight says.
 *
 * @param count of all positions
 * @param weights [count], at least 0; all alike, without them
 */
export function samplePositions(count: number, weights?: Float32Array): Int32Array {
  const total = weights ? weights.reduce((sum, weight) => sum + weight, 0) : count;
  const samples = Math.min(count, MOST_SAMPLES);
  const positions = new Int32Array(samples);
  let [position, passed] = [0, weights?.[0] ?? 1];
  for (let k = 0; k < samples; k++) {
    const rank = ((k + 0.5) / samples) * total;
    while (passed < rank && position < count - 1) passed += weights?.[++position] ?? (weights ? 0 : 1);
    if (!weights) position = Math.min(count - 1, Math.floor(rank));
    positions[k] = position;
  }
  return positions;
}

/** The quantile function of one channel of `features` [count, channels] at some positions. */
export function quantilesOf(
  features: Float32Array,
  channels: number,
  channel: number,
  positions: Int32Array,
): Float32Array {
  const values = new Float32Array(positions.length);
  for (let k = 0; k < positions.length; k++) values[k] = features[positions[k]! * channels + channel]!;
  values.sort();
  return Float32Array.from({ length: POINTS }, (_, k) => {
    const position = (k / (POINTS - 1)) * (values.length - 1);
    const below = Math.floor(position);
    const low = values[below]!;
    const high = values[Math.min(values.length - 1, below + 1)]!;
    return low + (position - below) * (high - low);
  });
}

/** The first index of a sorted array whose value is above `value`, or not below it. */
function boundOf(sorted: Float32Array, value: number, isAbove: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = sorted[middle]!;
    if (entry < value || (isAbove && entry === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The share of a distribution that lies below a value, 0..1. Of a value that many share, such as the zeros behind a ReLU,
 * the middle of their shares.
 */
export function rankOf(quantiles: Float32Array, value: number): number {
  const last = quantiles.length - 1;
  const first = boundOf(quantiles, value, false);
  if (quantiles[first] === value) return (first + boundOf(quantiles, value, true) - 1) / 2 / last;
  if (first === 0) return 0;
  if (first > last) return 1;
  const [low, high] = [quantiles[first - 1]!, quantiles[first]!];
  return (first - 1 + (value - low) / (high - low)) / last;
}

/** The value below which a share of a distribution lies. @param rank in 0..1 */
export function valueAt(quantiles: Float32Array, rank: number): number {
  const position = rank * (quantiles.length - 1);
  const below = Math.floor(position);
  const low = quantiles[below]!;
  const high = quantiles[Math.min(quantiles.length - 1, below + 1)]!;
  return low + (position - below) * (high - low);
}

/** Of a mean of 1: a position that counts for less says nothing in a loss. */
const LEAST_WEIGHT = 1e-6;

/**
 * The value of every channel that a position would have if its channel were distributed as another: of the same rank.
 *
 * @param features [count, channels]
 * @param from quantile functions of the features, by channel
 * @param to those that are wanted
 * @param weights [count], of mean 1: where nothing counts, values stay as they are, so that many regions take no longer than one
 * @returns [count, channels]
 */
export function remap(
  features: Float32Array,
  from: readonly Float32Array[],
  to: readonly Float32Array[],
  weights?: Float32Array,
): Float32Array {
  const channels = from.length;
  const mapped = features.slice();
  for (let position = 0; position < features.length / channels; position++) {
    if (weights && weights[position]! < LEAST_WEIGHT) continue;
    for (let channel = 0; channel < channels; channel++) {
      const i = position * channels + channel;
      mapped[i] = valueAt(to[channel]!, rankOf(from[channel]!, features[i]!));
    }
  }
  return mapped;
}
