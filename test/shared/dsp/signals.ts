import { Rng } from '../../../src/shared/rng.js';

/** A sine of `seconds` at `hz`. */
export function sine(hz: number, seconds: number, rateHz: number, amplitude = 1, phase = 0): Float32Array {
  const length = Math.round(seconds * rateHz);
  return Float32Array.from(
    { length },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / rateHz + phase),
  );
}

/** White noise of the given standard deviation. */
export function noise(length: number, deviation = 0.1, seed = 1): Float32Array {
  return new Rng(seed).normals(length, deviation);
}

/** A falling chirp with a slow tremolo over a little noise: something like music, from a formula. */
export function chirp(seconds: number, rateHz: number, seed = 1): Float32Array {
  const rng = new Rng(seed);
  return Float32Array.from({ length: Math.round(seconds * rateHz) }, (_, i) => {
    const t = i / rateHz;
    const tone = Math.sin(2 * Math.PI * (900 * t - 120 * t * t)) + 0.5 * Math.sin(2 * Math.PI * 1800 * t);
    return 0.3 * (0.6 + 0.4 * Math.sin(2 * Math.PI * 3 * t)) * tone + 0.01 * rng.normal();
  });
}

/** Root mean square. */
export function rms(signal: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < signal.length; i++) sum += signal[i]! ** 2;
  return Math.sqrt(sum / signal.length);
}

/** 20 log10 of the relative error of `found` over the places first..last. */
export function errorDb(found: Float32Array, wanted: Float32Array, first = 0, last = wanted.length): number {
  let error = 0;
  let power = 0;
  for (let i = first; i < last; i++) {
    error += (found[i]! - wanted[i]!) ** 2;
    power += wanted[i]! ** 2;
  }
  return 10 * Math.log10(error / power);
}
