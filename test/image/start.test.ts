import { describe, expect, it } from 'vitest';
import { colourStatistics } from '../../src/image/colour/statistics.js';
import { enlargeWithDetail, startPicture } from '../../src/image/start.js';
import { resizePicture } from '../../src/shared/pictures/resize.js';
import { Rng } from '../../src/shared/rng.js';
import { paint, scene } from '../support/pictures.js';

const content = scene({ width: 48, height: 36 }, 1);
const style = paint({ width: 20, height: 30 }, (x, y) => [0.2 + 0.2 * x, 0.5 + 0.1 * y, 0.8 - 0.2 * x]);
const start = (kind: 'content' | 'noise' | 'style', seed: number) =>
  startPicture(kind, content, style, new Rng(seed));

describe('startPicture', () => {
  it('is the content itself', () => {
    expect(start('content', 0)).toEqual({ width: 48, height: 36, pixels: content.pixels });
  });

  it.each(['noise', 'style'] as const)(
    '%s: the same seed gives the same bytes, another one others',
    (kind) => {
      expect(start(kind, 5)).toEqual(start(kind, 5));
      expect(start(kind, 5).pixels).not.toEqual(start(kind, 6).pixels);
    },
  );

  it('has noise around mid-grey that mostly lies in range, the size of the content', () => {
    const { width, height, pixels } = start('noise', 2);
    expect([width, height, pixels.length]).toEqual([48, 36, 48 * 36 * 3]);
    const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
    expect(mean).toBeCloseTo(0.5, 1);
    expect(pixels.filter((value) => value < 0 || value > 1).length).toBeLessThan(0.01 * pixels.length);
    // Neighbours, and the channels of a pixel, know nothing of each other.
    let together = 0;
    for (let i = 1; i < pixels.length; i++) together += (pixels[i]! - 0.5) * (pixels[i - 1]! - 0.5);
    let squares = 0;
    for (const value of pixels) squares += (value - 0.5) ** 2;
    expect(Math.abs(together / squares)).toBeLessThan(0.05);
  });

  it('has noise in the colours of the style', () => {
    const { width, height, pixels } = start('style', 2);
    expect([width, height]).toEqual([48, 36]);
    const [found, wanted] = [colourStatistics({ width, height, pixels }), colourStatistics(style)];
    expect(found.mean).toBeAllclose(wanted.mean, 0, 0.02);
    expect(found.covariance).toBeAllclose(wanted.covariance, 0.25, 2e-4);
  });
});

describe('enlargeWithDetail', () => {
  const small = { width: 24, height: 18 };
  const coarse = resizePicture(content, small, 'lanczos3');

  it('is the picture that the run started from where the stage before changed nothing', () => {
    expect(enlargeWithDetail(coarse, coarse, content).pixels).toBeAllclose(content.pixels, 0, 1e-6);
  });

  it('adds to what the stage before changed, and keeps the change as it is', () => {
    const changed = { ...coarse, pixels: coarse.pixels.map((value) => 0.5 * value + 0.1) };
    const change = { ...coarse, pixels: coarse.pixels.map((value, i) => changed.pixels[i]! - value) };
    const { width, height, pixels } = enlargeWithDetail(changed, coarse, content);
    expect([width, height]).toEqual([48, 36]);
    const added = pixels.map((value, i) => value - content.pixels[i]!);
    expect(added).toBeAllclose(resizePicture(change, content, 'lanczos3').pixels, 0, 1e-5);
  });
});
