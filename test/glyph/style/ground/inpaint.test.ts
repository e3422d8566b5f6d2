import { describe, expect, it } from 'vitest';
import { inpaint } from '../../../../src/glyph/style/ground/inpaint.js';
import { Rng } from '../../../../src/shared/rng.js';

describe.each([
  [24, 16],
  [13, 9],
  [1, 7],
])('inpaint of %d x %d', (width, height) => {
  const size = { width, height };
  const rng = new Rng(2);
  const pixels = Float32Array.from({ length: 3 * width * height }, () => rng.uniform());
  const isKnown = Uint8Array.from({ length: width * height }, (_, i) =>
    i === 0 || rng.uniform() < 0.3 ? 1 : 0,
  );
  const filled = inpaint(pixels, isKnown, size);

  it('leaves what is known as it is', () => {
    for (const [i, known] of isKnown.entries()) {
      if (known)
        expect(filled.subarray(3 * i, 3 * i + 3)).toBeAllclose(pixels.subarray(3 * i, 3 * i + 3), 1e-6);
    }
  });

  it('has no colour that is not between those known', () => {
    for (const c of [0, 1, 2]) {
      const known = [...isKnown.keys()].filter((i) => isKnown[i]).map((i) => pixels[3 * i + c]!);
      const found = filled.filter((_, k) => k % 3 === c);
      expect(Math.min(...found)).toBeGreaterThanOrEqual(Math.min(...known) - 1e-5);
      expect(Math.max(...found)).toBeLessThanOrEqual(Math.max(...known) + 1e-5);
    }
  });

  it('does not look at what is not known', () => {
    const other = pixels.map((value, k) => (isKnown[Math.floor(k / 3)] ? value : 9));
    expect(inpaint(other, isKnown, size)).toEqual(filled);
  });

  it('goes by ratios: what is half as bright is filled half as bright', () => {
    const dark = pixels.map((value) => value / 2);
    expect(inpaint(dark, isKnown, size)).toBeAllclose(
      filled.map((value) => value / 2),
      1e-5,
    );
  });
});

it('fills a hole in a ramp about as the ramp goes on', () => {
  const size = { width: 32, height: 32 };
  const ramp = Float32Array.from({ length: 3 * 1024 }, (_, k) => (Math.floor(k / 3) % 32) / 32);
  const isKnown = Uint8Array.from({ length: 1024 }, (_, i) => {
    const [x, y] = [i % 32, Math.floor(i / 32)];
    return x >= 12 && x < 20 && y >= 12 && y < 20 ? 0 : 1;
  });
  const filled = inpaint(ramp, isKnown, size);
  expect(Math.max(...filled.map((value, k) => Math.abs(value - ramp[k]!)))).toBeLessThan(0.1);
});

it('fills everything from one known pixel', () => {
  const isKnown = new Uint8Array(70);
  isKnown[33] = 1;
  const pixels = Float32Array.from({ length: 210 }, (_, k) => (Math.floor(k / 3) === 33 ? 0.25 : 1));
  expect(inpaint(pixels, isKnown, { width: 10, height: 7 })).toBeAllclose(
    new Float32Array(210).fill(0.25),
    1e-5,
  );
});
