import { describe, expect, it } from 'vitest';
import { resizePicture } from '../../src/image/resize.js';
import { Rng } from '../../src/shared/rng.js';
import { perceptualDistance } from './perceptual.js';
import { paint, scene } from './pictures.js';

const SIZE = { width: 96, height: 64 };
const base = scene(SIZE, 1);

describe('perceptualDistance', () => {
  it('is 0 for the same picture', () => {
    expect(perceptualDistance(base, base)).toBe(0);
  });

  it('is 1 for black against white, and symmetric', () => {
    const black = paint(SIZE, () => [0, 0, 0]);
    const white = paint(SIZE, () => [1, 1, 1]);
    expect(perceptualDistance(black, white)).toBeCloseTo(1, 4);
    expect(perceptualDistance(white, base)).toBe(perceptualDistance(base, white));
  });

  it('hardly sees noise or another size', () => {
    const noise = new Rng(3).normals(base.pixels.length, 0.03);
    const noisy = { ...base, pixels: base.pixels.map((value, i) => value + noise[i]!) };
    expect(perceptualDistance(base, noisy)).toBeLessThan(0.01);
    const larger = resizePicture(base, { width: 192, height: 128 });
    expect(perceptualDistance(base, larger)).toBeLessThan(0.01);
  });

  it('sees a tint, a turn and another picture, in this order', () => {
    const tinted = { ...base, pixels: base.pixels.map((value, i) => value + (i % 3 === 0 ? 0.08 : 0)) };
    const turned = { ...base, pixels: base.pixels.slice() };
    const pixels = SIZE.width * SIZE.height;
    for (let i = 0; i < pixels; i++) {
      turned.pixels.set(base.pixels.subarray(3 * i, 3 * i + 3), 3 * (pixels - 1 - i));
    }
    expect(perceptualDistance(base, tinted)).toBeGreaterThan(0.02);
    expect(perceptualDistance(base, turned)).toBeGreaterThan(0.1);
    expect(perceptualDistance(base, scene(SIZE, 2))).toBeGreaterThan(0.1);
  });
});
