import { reflect } from '../../shared/dsp/stft.js';

/** Samples first .. first + length of a signal, which is mirrored at its ends. */
export function readReflected(signal: Float32Array, first: number, length: number): Float32Array {
  if (first >= 0 && first + length <= signal.length) return signal.slice(first, first + length);
  return Float32Array.from({ length }, (_, i) => signal[reflect(first + i, signal.length)] as number);
}
