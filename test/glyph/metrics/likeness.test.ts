import { describe, expect, it } from 'vitest';
import { BACKGROUNDS, composite } from '../../../src/glyph/metrics/backgrounds.js';
import { peakSignalToNoise, structuralSimilarity } from '../../../src/glyph/metrics/likeness.js';
import type { Premultiplied } from '../../../src/shared/pictures/premultiplied.js';
import { Rng } from '../../../src/shared/rng.js';

function random(width: number, height: number, seed: number): Premultiplied {
  const rng = new Rng(seed);
  const rgba = new Float32Array(width * height * 4);
  for (let i = 0; i < rgba.length; i += 4) {
    const alpha = rng.uniform();
    rgba.set([alpha * rng.uniform(), alpha * rng.uniform(), alpha * rng.uniform(), alpha], i);
  }
  return { width, height, rgba };
}
const even = (...pixel: number[]): Premultiplied => ({
  width: 20,
  height: 17,
  rgba: Float32Array.from({ length: 20 * 17 * 4 }, (_, i) => pixel[i % 4]!),
});

describe('composite', () => {
  it('shows the background through what is transparent, and nothing of it through what is not', () => {
    const [checks, black, white] = BACKGROUNDS.map((background) => composite(even(0, 0, 0, 0), background));
    expect(checks!.subarray(0, 3)).toBeAllclose([0.4, 0.4, 0.4]);
    expect(checks!.subarray(8 * 3, 9 * 3)).toBeAllclose([0.6, 0.6, 0.6]);
    expect(black!.every((value) => value === 0)).toBe(true);
    expect(white!.every((value) => value === 1)).toBe(true);
    const opaque = composite(even(0.2, 0.4, 0.6, 1), BACKGROUNDS[2]!);
    expect(opaque.subarray(0, 3)).toBeAllclose([0.2, 0.4, 0.6]);
  });
});

describe('peakSignalToNoise', () => {
  it('is the closed form for a picture that is off by the same everywhere', () => {
    expect(peakSignalToNoise(even(0.5, 0.5, 0.5, 1), even(0.6, 0.6, 0.6, 1))).toBeCloseTo(20, 4);
  });

  it('sees alpha that is wrong, though colours agree', () => {
    // Black through nothing: right on black, off by 0.5 on checks (mean of 0.4^2 and 0.6^2), by 1 on white.
    const checks = { ...even(0, 0, 0, 1), width: 16, height: 16, rgba: even(0, 0, 0, 1).rgba.slice(0, 1024) };
    const clear = { ...checks, rgba: new Float32Array(1024) };
    expect(peakSignalToNoise(clear, checks)).toBeCloseTo(-10 * Math.log10((0.26 + 1) / 3), 4);
  });

  it('is 100 for the same picture, and symmetric', () => {
    const [a, b] = [random(21, 13, 1), random(21, 13, 2)];
    expect(peakSignalToNoise(a, a)).toBe(100);
    expect(peakSignalToNoise(a, b)).toBe(peakSignalToNoise(b, a));
  });

  it('refuses pictures of different sizes', () => {
    expect(() => peakSignalToNoise(random(4, 5, 1), random(5, 4, 1))).toThrow(
      'pictures of 4x5 and 5x4 cannot be compared',
    );
  });
});

/** The formula of the paper, pixel by pixel. */
function naiveSimilarity(a: Premultiplied, b: Premultiplied): number {
  const { width, height } = a;
  const weight = (k: number) => Math.exp(-(k * k) / 4.5);
  let [sum, count] = [0, 0];
  for (const background of BACKGROUNDS) {
    const [pa, pb] = [composite(a, background), composite(b, background)];
    for (let at = 0; at < width * height * 3; at++) {
      const [x, y, c] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width), at % 3];
      const seen: [w: number, va: number, vb: number][] = [];
      for (let v = -5; v <= 5; v++) {
        for (let u = -5; u <= 5; u++) {
          const px = Math.min(width - 1, Math.max(0, x + u));
          const py = Math.min(height - 1, Math.max(0, y + v));
          const i = (py * width + px) * 3 + c;
          seen.push([weight(u) * weight(v), pa[i]!, pb[i]!]);
        }
      }
      const total = seen.reduce((t, [w]) => t + w, 0);
      const mean = (f: (va: number, vb: number) => number) =>
        seen.reduce((t, [w, va, vb]) => t + w * f(va, vb), 0) / total;
      const [ma, mb] = [mean((va) => va), mean((_, vb) => vb)];
      const varA = mean((va) => (va - ma) ** 2);
      const varB = mean((_, vb) => (vb - mb) ** 2);
      const covariance = mean((va, vb) => (va - ma) * (vb - mb));
      sum +=
        ((2 * ma * mb + 1e-4) * (2 * covariance + 9e-4)) /
        ((ma ** 2 + mb ** 2 + 1e-4) * (varA + varB + 9e-4));
      count++;
    }
  }
  return sum / count;
}

describe('structuralSimilarity', () => {
  it('is the formula of the paper', () => {
    const [a, b] = [random(15, 12, 3), random(15, 12, 4)];
    expect(structuralSimilarity(a, b)).toBeCloseTo(naiveSimilarity(a, b), 5);
  });

  it('is 1 for the same picture and small for noise against noise', () => {
    const [a, b] = [random(40, 30, 3), random(40, 30, 4)];
    expect(structuralSimilarity(a, a)).toBeCloseTo(1, 6);
    expect(structuralSimilarity(a, b)).toBeLessThan(0.6);
  });
});
