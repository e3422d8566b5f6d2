import { slidingMean } from '../fields/slidingMean.js';
import { oversampledPeaks } from './truePeak.js';

/** The gain begins to fall twice this long before a peak, is steady for this long around it, and is back as late. */
const GLIDE_S = 0.02;
/** The gain moves while the interpolator looks on, so a first pass can miss the ceiling by a hair. */
const PASSES = 4;
const TOLERANCE = 1e-5;

/**
 * The channels with all true peaks at or below `ceilingDb` (dBTP). One gain for all channels, so the stereo image
 * stays; it falls ahead of a peak and rises after it along a smooth curve, and is 1 elsewhere. Signals below
 * the ceiling come back as they are.
 */
export function limitTruePeak(
  channels: readonly Float32Array[],
  sampleRateHz: number,
  ceilingDb = -1,
): Float32Array[] {
  const ceiling = 10 ** (ceilingDb / 20);
  const halfSamples = Math.max(1, Math.round(GLIDE_S * sampleRateHz));
  const limited = channels.map((channel) => channel.slice());
  for (let pass = 0; pass < PASSES; pass++) {
    const peaks = linkedPeaks(limited, ceiling);
    const largest = peaks.reduce((a, b) => Math.max(a, b), 0);
    if (largest <= ceiling * (1 + TOLERANCE)) return limited;
    const gain = glide(
      peaks.map((peak) => (peak > ceiling ? ceiling / peak : 1)),
      halfSamples,
    );
    for (const channel of limited) {
      for (let i = 0; i < channel.length; i++) channel[i] = channel[i]! * gain[i]!;
    }
  }
  const excess = linkedPeaks(limited, ceiling).reduce((a, b) => Math.max(a, b), 0) / ceiling;
  return excess > 1 ? limited.map((channel) => channel.map((x) => x / excess)) : limited;
}

/** A peak between two samples belongs to both. @param floor peaks below this need not be found */
function linkedPeaks(channels: readonly Float32Array[], floor: number): Float32Array {
  const peaks = new Float32Array(channels[0]?.length ?? 0);
  for (const channel of channels) {
    oversampledPeaks(channel, floor).forEach((peak, i) => {
      if (peak > peaks[i]!) peaks[i] = peak;
      if (i + 1 < peaks.length && peak > peaks[i + 1]!) peaks[i + 1] = peak;
    });
  }
  return peaks;
}

/**
 * A smooth curve nowhere above `gain`: the least gain within `halfSamples`, then two running means that together
 * reach as far.
 */
function glide(gain: Float32Array, halfSamples: number): Float32Array {
  const reachSamples = Math.ceil(halfSamples / 2);
  return runningMean(runningMean(slidingMinimum(gain, 2 * reachSamples), reachSamples), reachSamples);
}

function runningMean(values: Float32Array, radius: number): Float32Array {
  const means = new Float32Array(values.length);
  slidingMean(values, means, { start: 0, stride: 1, length: values.length }, radius);
  return means;
}

/** Minimum of `values` within `halfSamples` on either side of each place (monotonic queue). */
function slidingMinimum(values: Float32Array, halfSamples: number): Float32Array {
  const out = new Float32Array(values.length);
  // A ring: the queue never holds more places than a window.
  const size = 2 * halfSamples + 2;
  const queue = new Int32Array(size);
  const valueAt = (position: number) => values[queue[position % size]!]!;
  let head = 0;
  let tail = 0;
  for (let i = 0; i < values.length + halfSamples; i++) {
    if (i < values.length) {
      while (tail > head && valueAt(tail - 1) >= values[i]!) tail -= 1;
      queue[tail++ % size] = i;
    }
    const centre = i - halfSamples;
    if (centre < 0) continue;
    while (queue[head % size]! < centre - halfSamples) head += 1;
    out[centre] = valueAt(head);
  }
  return out;
}
