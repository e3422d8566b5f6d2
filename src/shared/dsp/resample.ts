import type Libsamplerate from '@alexanderolsen/libsamplerate-js';
import { lazyModule } from '../lazyModule.js';

const libsamplerate = lazyModule<typeof Libsamplerate>('@alexanderolsen/libsamplerate-js');

/** `medium`: error about -115 dB, pass band 90 % of the lower Nyquist frequency; `best`: -140 dB, 96 %, 3 times slower. */
export type ResampleQuality = 'medium' | 'best';

const CONVERTERS = { medium: 'SRC_SINC_MEDIUM_QUALITY', best: 'SRC_SINC_BEST_QUALITY' } as const;

/** Largest number of samples handed to the converter at a time; it holds 2^20, in or out. */
const CHUNK = 1 << 18;

/** Length of a signal of `length` samples at another rate: the nearest whole number, at least 1. */
export function resampledLength(length: number, fromHz: number, toHz: number): number {
  return Math.max(1, Math.round((length * toHz) / fromHz));
}

/**
 * The signal at another sample rate: band-limited interpolation by libsamplerate (Castro Lopo), without delay
 * and with exactly `length` samples (default `resampledLength`). Beyond its ends the signal counts as zero.
 * The converter is fed in pieces and with zeros at the end, since it keeps back the length of its filter.
 */
export async function resample(
  signal: Float32Array,
  fromHz: number,
  toHz: number,
  quality: ResampleQuality = 'medium',
  length: number = resampledLength(signal.length, fromHz, toHz),
): Promise<Float32Array> {
  const out = new Float32Array(length);
  if (fromHz === toHz) {
    out.set(signal.subarray(0, length));
    return out;
  }
  const chunk = Math.max(1, Math.floor(CHUNK / Math.max(1, toHz / fromHz)));
  const { ConverterType, create } = libsamplerate;
  const converter = await create(1, fromHz, toHz, { converterType: ConverterType[CONVERTERS[quality]] });
  try {
    for (let read = 0, written = 0; written < length; read += chunk) {
      const piece = new Float32Array(chunk);
      piece.set(signal.subarray(read, read + chunk));
      const made = converter.full(piece).subarray(0, length - written);
      out.set(made, written);
      written += made.length;
    }
  } finally {
    converter.destroy();
  }
  return out;
}
