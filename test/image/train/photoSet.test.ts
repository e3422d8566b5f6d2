import { beforeAll, describe, expect, it } from 'vitest';
import { PhotoSet } from '../../../src/image/train/photoSet.js';
import { styleViews } from '../../../src/image/train/styleViews.js';
import { readPicture } from '../../../src/shared/pictures/read.js';
import { SILENT } from '../../../src/shared/reporter.js';
import { Rng } from '../../../src/shared/rng.js';

const PHOTOS = ['boats', 'coffee'].map((name) => `fixtures/pictures/${name}.jpg`);

let photos: PhotoSet;
beforeAll(async () => {
  photos = await PhotoSet.read(PHOTOS, 160, 96, SILENT);
});

describe('squares of photographs', () => {
  it('lie in 0..1, and are the same for the same seed', () => {
    const [first, again, other] = [7, 7, 8].map((seed) => photos.crop(new Rng(seed), 48));
    expect(first).toHaveLength(48 * 48 * 3);
    expect(first!.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('may be larger than the photographs', () => {
    expect(photos.crop(new Rng(1), 256)).toHaveLength(256 * 256 * 3);
  });

  it('come of pictures alone: what is none is left out with a word, and what is too small', async () => {
    const warnings: string[] = [];
    const reporter = { ...SILENT, warn: (text: string) => void warnings.push(text) };
    const { count } = await PhotoSet.read([...PHOTOS, 'README.md'], 160, 96, reporter);
    expect(count).toBe(2);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('README.md');
    await expect(PhotoSet.read(PHOTOS, 160, 400, SILENT)).rejects.toMatchObject({
      code: 'NST_BAD_INPUT',
      message: 'content: expected photographs of at least 400 px, found none; name other files',
    });
  });
});

describe('views of a style', () => {
  it('are of one size and in its colours, in some order', async () => {
    const style = await readPicture('fixtures/pictures/swirls.jpg', () => ({ width: 400, height: 350 }));
    const views = styleViews(style, new Rng(2), 3);
    expect(views.map(({ width, height }) => [width, height])).toEqual([
      [320, 320],
      [320, 320],
      [320, 320],
    ]);
    const darkest = (values: Float32Array) => values.reduce((least, value) => Math.min(least, value), 1);
    // Enlarging overshoots a little at edges.
    for (const { pixels } of views) expect(darkest(pixels)).toBeGreaterThan(darkest(style.pixels) - 0.3);
    expect(views[1]!.pixels).not.toEqual(views[2]!.pixels);
  });
});
