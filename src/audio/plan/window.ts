import { linearPrediction, predictNext } from '../../shared/dsp/linearPrediction.js';
import { reflect } from '../../shared/dsp/stft.js';

/** Some 5 ms at the rates in use: longer than it takes to hear a kink. */
const BLEND = 128;
/** Enough for a dozen partials and a spectral envelope. */
const ORDER = 32;
/** Samples that a prediction is learnt from. */
const MEMORY = 1024;

/**
 * Samples first .. first + length of a signal that goes on beyond its ends: as linear prediction says at first, and then
 * mirrored. A mirror alone would leave a kink at the very end, which holds all frequencies at one moment; a gain on
 * those that the style has more of makes a click of it.
 */
export function readExtended(signal: Float32Array, first: number, length: number): Float32Array {
  if (first >= 0 && first + length <= signal.length) return signal.slice(first, first + length);
  const window = Float32Array.from({ length }, (_, i) => signal[reflect(first + i, signal.length)]!);
  const end = signal.length - first;
  if (end < length) blend(window.subarray(end), signal.subarray(-MEMORY));
  if (first < 0) blendReversed(window.subarray(0, -first), signal.subarray(0, MEMORY));
  return window;
}

/** Lets what comes after `before` begin as it is predicted to. */
function blend(after: Float32Array, before: Float32Array): void {
  const count = Math.min(BLEND, after.length);
  const predicted = predictNext(before, linearPrediction(before, ORDER), count);
  for (let i = 0; i < count; i++) {
    const share = 0.5 + 0.5 * Math.cos((Math.PI * (i + 1)) / (BLEND + 1));
    after[i] = share * predicted[i]! + (1 - share) * after[i]!;
  }
}

function blendReversed(before: Float32Array, after: Float32Array): void {
  const reversed = before.slice().reverse();
  blend(reversed, after.slice().reverse());
  before.set(reversed.reverse());
}
