import { wholeOf } from '../../shared/dsp/signal.js';
import { median } from '../../shared/median.js';
import { midOf } from '../render/channels.js';
import { longSound, type Sound } from '../sound.js';

const STEP_S = 0.000_25;
/** The envelope is the largest sample of the time before: a period of 60 Hz has two peaks in it. */
const HOLD_S = 0.008;
/** A hit is a peak of the envelope that nothing around it reaches ... */
const APART_S = 0.06;
/** ... at least as loud as this share of the largest ... */
const LEAST_PEAK = 0.1;
/** ... over something within the time before that has at most this share of it. */
const BEFORE_S = 0.08;
const MOST_BEFORE = 0.25;
/** The result may have its peak so much later or earlier. */
const SHIFT_S = 0.03;
/** Attacks that are shorter are not told apart by ear. */
const SHORTEST_S = 0.002;
/** The rise is timed between these shares of the peak. */
const [LOW, HIGH] = [0.1, 0.9] as const;

const steps = (seconds: number) => Math.round(seconds / STEP_S);

/**
 * How long the attacks of a content's hits (10 to 90 % of their peaks) take in a result, as a factor: the median over all hits;
 * undefined where the content has none.
 */
export function attackRatio(content: Sound, result: Sound): number | undefined {
  const [before, after] = [envelopeOf(content), envelopeOf(result)];
  const ratios = hitsOf(before).map((peak) => {
    const shifted = peakAround(after, peak, steps(SHIFT_S));
    return attackS(after, shifted) / attackS(before, peak);
  });
  return ratios.length > 0 ? median(ratios) : undefined;
}

/** The largest sample of the 8 ms before, for every quarter of a millisecond. */
function envelopeOf(sound: Sound): Float32Array {
  const signal = wholeOf(midOf(longSound(sound)));
  const stepSamples = STEP_S * sound.sampleRateHz;
  const peaks = Float32Array.from({ length: Math.floor(signal.length / stepSamples) }, (_, step) => {
    const first = Math.floor(step * stepSamples);
    const last = Math.max(first + 1, Math.floor((step + 1) * stepSamples));
    return signal.subarray(first, last).reduce((max, x) => Math.max(max, Math.abs(x)), 0);
  });
  const hold = steps(HOLD_S);
  return peaks.map((_, step) => Math.max(...peaks.subarray(Math.max(0, step - hold + 1), step + 1)));
}

/** Where the peaks of hits are. */
function hitsOf(envelope: Float32Array): number[] {
  const largest = envelope.reduce((max, x) => Math.max(max, x), 0);
  const apart = steps(APART_S);
  const hits: number[] = [];
  for (const [step, peak] of envelope.entries()) {
    if (peak < LEAST_PEAK * largest || peak <= (envelope[step - 1] ?? 0)) continue;
    const around = envelope.subarray(Math.max(0, step - apart), step + apart);
    const before = envelope.subarray(Math.max(0, step - steps(BEFORE_S)), step);
    if (around.every((x) => x <= peak) && before.some((x) => x <= MOST_BEFORE * peak)) hits.push(step);
  }
  return hits;
}

function peakAround(envelope: Float32Array, step: number, reach: number): number {
  const from = Math.max(0, step - reach);
  const part = envelope.subarray(from, step + reach);
  return from + part.indexOf(part.reduce((max, x) => Math.max(max, x), 0));
}

/** The time that the envelope takes to its peak: from the last step below 10 % of the rise to the first with 90 %. */
function attackS(envelope: Float32Array, peakStep: number): number {
  const peak = envelope[peakStep] ?? 0;
  const from = Math.max(0, peakStep - steps(BEFORE_S));
  const rise = envelope.subarray(from, peakStep);
  const base = rise.reduce((min, x) => Math.min(min, x), peak);
  const low = base + LOW * (peak - base);
  const high = base + HIGH * (peak - base);
  const lastLow = rise.findLastIndex((x) => x <= low);
  const firstHigh = rise.findIndex((x, step) => step > lastLow && x >= high);
  return Math.max(SHORTEST_S, ((firstHigh < 0 ? rise.length : firstHigh) - lastLow) * STEP_S);
}
