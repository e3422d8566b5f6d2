/** The pitch of a sound over time by pYIN (Mauch & Dixon 2014): candidates of all thresholds, and the likeliest path. */
import { PITCH_RANGE_HZ, type PitchCandidate } from './pitchCandidate.js';
import { likeliestPath } from './pitchPath.js';
import { type Differences, type Dip, Yin } from './yin.js';

/** The window of a frame: short enough for speech that glides at 80 Hz, of which 0.89 of the energy has a pitch; 46 ms find 0.41. */
const WINDOW_S = 0.03;
/** Below this root mean square, 50 dB under the working level, there is nothing to hear a pitch in. */
const SILENT_RMS = 3e-4;

/**
 * Thresholds of YIN, 0.01 .. 1, and how probable each is: a beta distribution with mean 0.1, as in Mauch & Dixon (2014).
 */
const THRESHOLDS = 100;
const BETA = { a: 2, b: 18 };
const PRIOR = betaPrior();
/** The deepest dip gets this share of what thresholds below it had (as published). */
const BELOW_SHARE = 0.01;

function betaPrior(): Float64Array {
  const density = Float64Array.from({ length: THRESHOLDS }, (_, i) => {
    const x = (i + 1) / THRESHOLDS;
    return x ** (BETA.a - 1) * (1 - x) ** (BETA.b - 1);
  });
  const sum = density.reduce((a, b) => a + b, 0);
  return density.map((x) => x / sum);
}

/**
 * Follows the pitch of a signal at the working level: Hz, 0 where there is none, [1 + floor(length / hop)]; frame t is centred on
 * sample t * hop.
 */
export function trackPitch(signal: Float32Array, sampleRateHz: number, hopSamples: number): Float32Array {
  const windowSamples = Math.round(WINDOW_S * sampleRateHz);
  const { low: lowHz, high: highHz } = PITCH_RANGE_HZ;
  const yin = new Yin({ sampleRateHz, windowSamples, lowHz, highHz });
  const frames = 1 + Math.floor(signal.length / hopSamples);
  return likeliestPath(Array.from({ length: frames }, (_, t) => candidatesIn(yin, signal, t * hopSamples)));
}

function candidatesIn(yin: Yin, signal: Float32Array, centre: number): PitchCandidate[] {
  const { windowSamples, sampleRateHz } = yin.shape;
  const differences = yin.differences(signal, centre);
  // The sum of differences of noise is twice the energy of the window.
  const power = differences.raw.reduce((a, b) => a + b, 0) / (2 * windowSamples * differences.raw.length);
  if (Math.sqrt(power) < SILENT_RMS) return [];
  const dips = yin.dips(differences);
  return probabilities(dips).flatMap((probability, i) => {
    return probability > 0 ? [candidate(yin, differences, dips[i]!, probability, sampleRateHz)] : [];
  });
}

function candidate(
  yin: Yin,
  differences: Differences,
  dip: Dip,
  probability: number,
  sampleRateHz: number,
): PitchCandidate {
  return { pitchHz: sampleRateHz / yin.period(differences, dip), probability };
}

/** How probable each dip is: the sum of the thresholds under which it is the first one. */
export function probabilities(dips: readonly Dip[]): number[] {
  const sums = dips.map(() => 0);
  const deepest = dips.reduce((best, { depth }, i) => (depth < (dips[best]?.depth ?? 2) ? i : best), -1);
  if (deepest < 0) return sums;
  for (const [i, prior] of PRIOR.entries()) {
    const threshold = (i + 1) / THRESHOLDS;
    const first = dips.findIndex(({ depth }) => depth < threshold);
    const index = first < 0 ? deepest : first;
    sums[index] = sums[index]! + (first < 0 ? BELOW_SHARE : 1) * prior;
  }
  return sums;
}
