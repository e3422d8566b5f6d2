import { describe, expect, it } from 'vitest';
import { fitTo, type Picture, sizeText } from '../../../src/shared/pictures/picture.js';
import { resizePicture } from '../../../src/shared/pictures/resize.js';
import { largestDifference, paint, scene } from '../../support/pictures.js';

describe('fitTo', () => {
  it.each([
    [{ width: 640, height: 480 }, 512, '512x384'],
    [{ width: 480, height: 640 }, 512, '384x512'],
    [{ width: 100, height: 100 }, 512, '512x512'],
    [{ width: 3000, height: 1 }, 300, '300x1'],
    [{ width: 512, height: 341 }, 512, '512x341'],
  ])('%o at %i', (size, longSidePx, expected) => {
    expect(sizeText(fitTo(size, longSidePx))).toBe(expected);
  });
});

describe('resizePicture', () => {
  it('comes back from twice the size', () => {
    const picture = scene({ width: 60, height: 40 }, 5);
    const there = resizePicture(picture, { width: 120, height: 80 });
    const back = resizePicture(there, picture);
    expect(largestDifference(back.pixels, picture.pixels)).toBeLessThan(0.06);
    expect(there.alpha).toBeUndefined();
  });

  it('takes no colour from transparent pixels', () => {
    const size = { width: 16, height: 16 };
    const halves = paint(size, (x) => (x < 0.5 ? [0.2, 0.4, 0.6] : [1, 0, 1]));
    const alpha = Float32Array.from({ length: 256 }, (_, i) => (i % 16 < 8 ? 1 : 0));
    for (const to of [
      { width: 40, height: 24 },
      { width: 5, height: 9 },
    ]) {
      const resized = resizePicture({ ...halves, alpha }, to);
      const expected = paint(to, () => [0.2, 0.4, 0.6]);
      expect(largestDifference(resized.pixels, expected.pixels)).toBeLessThan(1e-5);
      const [left, right] = [resized.alpha![0], resized.alpha![to.width - 1]];
      expect(left).toBeCloseTo(1, 5);
      expect(right).toBe(0);
      expect(Math.max(...resized.alpha!)).toBeLessThanOrEqual(1);
    }
  });

  it('gives fully transparent pixels the mean of the visible ones', () => {
    const picture: Picture = {
      width: 2,
      height: 2,
      pixels: Float32Array.of(0.2, 0.2, 0.2, 0.6, 0.6, 0.6, 9, 9, 9, 0.2, 0.2, 0.2),
      alpha: Float32Array.of(1, 0.5, 0, 0.5),
    };
    const same = resizePicture(picture, picture);
    expect(same.pixels.subarray(6, 9)).toBeAllclose([0.3, 0.3, 0.3], 1e-6, 1e-6);
    expect(same.pixels.subarray(3, 6)).toBeAllclose([0.6, 0.6, 0.6], 1e-6, 1e-6);
    expect(picture.pixels[6]).toBe(9);
  });
});
