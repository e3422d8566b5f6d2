import { describe, expect, it } from 'vitest';
import { dftBasis } from '../../../src/shared/dsp/dftBasis.js';
import { amplitudesOf, magnitudeOf, reflect, Stft } from '../../../src/shared/dsp/stft.js';
import { hannWindow, kaiserWindow } from '../../../src/shared/dsp/window.js';
import { fc } from '../../support/fastCheck.js';
import { errorDb, noise, sine } from './signals.js';

const SHAPES = [
  { fftSamples: 1024, hopSamples: 256 },
  { fftSamples: 2048, hopSamples: 512 },
  { fftSamples: 1024, hopSamples: 128 },
  { fftSamples: 512, hopSamples: 160, windowSamples: 480 },
  { fftSamples: 512, hopSamples: 256 },
];

describe('Stft', () => {
  it.each(SHAPES)('gives the signal back, %j', (shape) => {
    const stft = new Stft(shape);
    for (const length of [1, 2, 77, 5000, 8192]) {
      const signal = noise(length, 0.3, length);
      const back = stft.synthesise(stft.analyse(signal), length);
      expect(back).toBeAllclose(signal, 1e-5, 1e-6);
    }
    const long = noise(30_000);
    expect(errorDb(stft.synthesise(stft.analyse(long), long.length), long)).toBeLessThan(-130);
  });

  it('has 1 + floor(n / hop) frames, centred on the multiples of the hop', () => {
    const stft = new Stft({ fftSamples: 64, hopSamples: 16 });
    const click = new Float32Array(100);
    click[48] = 1;
    const { frames, bins, re } = stft.analyse(click);
    expect([frames, bins]).toEqual([7, 33]);
    const loudness = Array.from({ length: frames }, (_, t) => Math.abs(re[t * bins]!));
    expect(loudness.indexOf(Math.max(...loudness))).toBe(3);
  });

  it.each(SHAPES)('reads a full-scale sine as an amplitude of 1, %j', (shape) => {
    const bin = 40;
    const spectrum = new Stft(shape).analyse(sine(bin, 12, shape.fftSamples, 1));
    const middle = Math.floor(spectrum.frames / 2) * spectrum.bins;
    expect(amplitudesOf(spectrum, shape)[middle + bin]).toBeCloseTo(1, 3);
  });

  it('puts a sine into its bin with half the window sum', () => {
    const stft = new Stft({ fftSamples: 1024, hopSamples: 256 });
    const magnitude = magnitudeOf(stft.analyse(sine(16, 4, 1024, 0.5)));
    const frame = magnitude.subarray(8 * stft.bins, 9 * stft.bins);
    expect(frame[16]).toBeCloseTo(0.5 * 256, 3);
    expect(frame[15]).toBeCloseTo(0.5 * 128, 3);
    expect(frame[18]).toBeCloseTo(0, 3);
  });

  it('is linear', () => {
    const stft = new Stft({ fftSamples: 256, hopSamples: 64 });
    const a = noise(2000, 1, 1);
    const b = noise(2000, 1, 2);
    const mix = stft.analyse(a.map((x, i) => 2 * x - 3 * b[i]!));
    const [A, B] = [stft.analyse(a), stft.analyse(b)];
    expect(mix.im).toBeAllclose(
      A.im.map((x, i) => 2 * x - 3 * B.im[i]!),
      1e-4,
      1e-4,
    );
  });

  it('refuses what cannot be inverted', () => {
    expect(() => new Stft({ fftSamples: 1024, hopSamples: 513 })).toThrow(
      'hop: expected 1 to 512 samples (half the window), found 513',
    );
    expect(() => new Stft({ fftSamples: 512, hopSamples: 128, windowSamples: 600 })).toThrow(
      'window: expected 4 to 512',
    );
    const stft = new Stft({ fftSamples: 512, hopSamples: 128 });
    expect(() => stft.analyse(new Float32Array(0))).toThrow('found no samples');
  });
});

describe('dftBasis', () => {
  it.each(SHAPES)('is the transform as a matrix, %j', (shape) => {
    const stft = new Stft(shape);
    const { fftSamples, hopSamples, bins } = stft;
    const signal = noise(4 * fftSamples, 0.3, 9);
    const { re, im } = stft.analyse(signal);
    const { window, ...basis } = dftBasis(shape);
    const frame = Math.ceil(fftSamples / 2 / hopSamples) + 1;
    const start = frame * hopSamples - fftSamples / 2;
    const quarter = fftSamples / 4;
    const x = (k: number) => (k === 0 ? 0 : window[k]! * signal[start + k]!);
    const folded = (k: number, sign: number) => x(k) + sign * x(fftSamples - k);
    const twice = (k: number, sign: number, other: number) =>
      folded(k, sign) + other * folded(2 * quarter - k, sign);
    const inner = Array.from({ length: quarter - 1 }, (_, i) => i + 1);
    const rows = {
      evenCosines: [x(2 * quarter), ...inner.map((k) => twice(k, 1, 1)), folded(quarter, 1)],
      oddCosines: [x(2 * quarter), ...inner.map((k) => twice(k, 1, -1))],
      evenSines: inner.map((k) => twice(k, -1, -1)),
      oddSines: [...inner.map((k) => twice(k, -1, 1)), folded(quarter, -1)],
    };
    const columns = Math.ceil(bins / 2);
    const product = (even: keyof typeof rows, odd: keyof typeof rows) =>
      Float32Array.from({ length: bins }, (_, bin) => {
        const key = bin % 2 === 0 ? even : odd;
        return rows[key].reduce((sum, y, k) => sum + y * basis[key][k * columns + (bin >> 1)]!, 0);
      });
    const ofFrame = (values: Float32Array) => values.subarray(frame * bins, (frame + 1) * bins);
    expect(product('evenCosines', 'oddCosines')).toBeAllclose(ofFrame(re), 1e-4, 1e-4);
    expect(product('evenSines', 'oddSines')).toBeAllclose(ofFrame(im), 1e-4, 1e-4);
  });
});

describe('some bins of dftBasis', () => {
  it('are the first ones, scaled', () => {
    const shape = { fftSamples: 16, hopSamples: 4 };
    const [all, some] = [dftBasis(shape), dftBasis(shape, 3, 2)];
    expect(some.window).toEqual(all.window);
    for (const [key, rows] of [
      ['evenCosines', 5],
      ['oddCosines', 4],
      ['evenSines', 3],
      ['oddSines', 4],
    ] as const) {
      const expected = Array.from({ length: rows }, (_, k) =>
        [0, 1].map((column) => 2 * all[key][k * 5 + column]!),
      );
      expect(some[key]).toBeAllclose(Float32Array.from(expected.flat()), 1e-6, 1e-7);
    }
  });
});

describe('reflect', () => {
  it('mirrors at the ends without repeating them, however far out', () => {
    expect([-3, -2, -1, 0, 1, 2, 3, 4, 5, 6].map((i) => reflect(i, 3))).toEqual([
      1, 2, 1, 0, 1, 2, 1, 0, 1, 2,
    ]);
  });

  it('stays inside', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: 1, max: 100 }), (i, length) => {
        const folded = reflect(i, length);
        return folded >= 0 && folded < length && reflect(folded, length) === folded;
      }),
    );
  });
});

describe('windows', () => {
  it('Hann windows shifted by a quarter add up to a constant', () => {
    const window = hannWindow(64);
    for (let k = 0; k < 16; k++) {
      expect(window[k]! + window[k + 16]! + window[k + 32]! + window[k + 48]!).toBeCloseTo(2, 12);
    }
  });

  it('Kaiser windows have the tabulated ends and middle', () => {
    const window = kaiserWindow(5, 6);
    expect(window[2]).toBe(1);
    expect(window[0]).toBeCloseTo(1 / 67.2344, 6);
    expect(window[1]).toBeCloseTo(window[3]!, 15);
  });
});
