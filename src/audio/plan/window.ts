import { linearPrediction, predictNext } from '../../shared/dsp/linearPrediction.js';
import type { Signal } from '../../shared/dsp/signal.js';
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
export function readExtended(signal: Signal, first: number, length: number): Float32Array {
  const end = first + length;
  if (first >= 0 && end <= signal.length) return signal.read(first, end).slice();
  const [from, to] = reachOf(signal.length, first, end);
  const near = signal.read(from, to);
  const window = Float32Array.from({ length }, (_, i) => near[reflect(first + i, signal.length) - from]!);
  const inside = signal.length - first;
  const { length: all } = signal;
  if (inside < length) blend(window.subarray(inside), signal.read(Math.max(0, all - MEMORY), all));
  if (first < 0) blendReversed(window.subarray(0, -first), signal.read(0, Math.min(MEMORY, all)));
  return window;
}

/** Where windows begin that go on by `step` samples; the last one reaches back so that it ends with the signal. */
export function windowStarts(length: number, step: number): number[] {
  const count = Math.max(1, Math.ceil(length / step));
  return Array.from({ length: count }, (_, i) => Math.max(0, Math.min(i * step, length - step)));
}

/** The samples of a signal that a window and its mirrored ends are made of. */
function reachOf(length: number, first: number, end: number): [number, number] {
  const beyond = Math.max(-first, end - length);
  if (beyond >= length) return [0, length];
  return [Math.max(0, Math.min(first, length - 1 - beyond)), Math.min(length, Math.max(end, beyond + 1))];
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
