import { describe, expect, it } from 'vitest';
import { RealFft } from '../../../src/shared/dsp/fft.js';
import { noise } from './signals.js';

/** The definition, term by term. */
function naiveDft(frame: Float32Array) {
  const bins = frame.length / 2 + 1;
  const sum = (bin: number, f: (angle: number) => number) =>
    frame.reduce((total, x, k) => total + x * f((-2 * Math.PI * bin * k) / frame.length), 0);
  return {
    re: Float64Array.from({ length: bins }, (_, m) => sum(m, Math.cos)),
    im: Float64Array.from({ length: bins }, (_, m) => sum(m, Math.sin)),
  };
}

describe('RealFft', () => {
  it.each([4, 8, 32, 256])('equals the definition, size %i', (size) => {
    const frame = noise(size, 1, size);
    const fft = new RealFft(size);
    const re = new Float64Array(fft.bins);
    const im = new Float64Array(fft.bins);
    fft.forward(frame, re, im);
    const wanted = naiveDft(frame);
    expect(re).toBeAllclose(wanted.re, 1e-10, 1e-10);
    expect(im).toBeAllclose(wanted.im, 1e-10, 1e-10);
  });

  it('inverts itself, at an offset, whatever was transformed in between', () => {
    const frame = noise(64, 1, 3);
    const fft = new RealFft(64);
    const re = new Float64Array(3 * fft.bins);
    const im = new Float64Array(3 * fft.bins);
    fft.forward(frame, re, im, fft.bins);
    fft.forward(noise(64, 1, 4), re, im, 2 * fft.bins);
    const back = new Float64Array(64);
    fft.inverse(re, im, fft.bins, back);
    expect(back).toBeAllclose(frame, 1e-12, 1e-12);
  });

  it('refuses sizes that are no power of two', () => {
    expect(() => new RealFft(48)).toThrow('FFT size: expected a power of two of at least 4, found 48');
    expect(() => new RealFft(2)).toThrow('found 2');
  });
});
