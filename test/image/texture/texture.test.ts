import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesiseTexture, type TextureOptions, writePicture } from '../../../src/image/index.js';
import { textureRecipe } from '../../../src/image/texture/textureRecipe.js';
import { paint, scratchFolder } from '../../support/pictures.js';
import { seamOf } from '../../support/seam.js';

const folder = scratchFolder();
const example = join(folder, 'stripes.png');
const narrow = join(folder, 'narrow.png');

beforeAll(async () => {
  // Slanted stripes, whose sides do not meet.
  const stripes = paint({ width: 72, height: 60 }, (x, y) => {
    const wave = Math.sin(31 * x + 17 * y) > 0 ? 0.9 : 0.15;
    return [wave, 0.4 + 0.3 * Math.sin(9 * y), 1 - wave];
  });
  await writePicture(example, stripes);
  await writePicture(
    narrow,
    paint({ width: 64, height: 8 }, () => [0.5, 0.5, 0.5]),
  );
});

const QUICK = { size: 64, threads: 1, device: 'cpu' } as const;
const byGram = (options: Partial<TextureOptions> = {}) =>
  synthesiseTexture({ example, ...QUICK, layers: ['conv1', 'conv3', 'conv5'], iterations: 20, ...options });
const byPatches = (options: Partial<TextureOptions> = {}) =>
  synthesiseTexture({ example, ...QUICK, by: 'patches', ...options });

describe.each([
  ['gram', byGram],
  ['patches', byPatches],
] as const)('a texture by %s', (way, make) => {
  it('is a square of its size, the same for the same seed', async () => {
    const run = (options: Partial<TextureOptions>) =>
      make({ ...options, ...(way === 'gram' && { iterations: 4 }) });
    const [first, again, other] = [await run({ seed: 1 }), await run({ seed: 1 }), await run({ seed: 2 })];
    expect(first).toMatchObject({
      picture: { width: 64, height: 64 },
      seed: 1,
      ended: 'finished',
      device: 'cpu',
    });
    expect(first.network).toBe(way === 'gram' ? 'inception' : undefined);
    expect(first.picture.pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(again.picture).toEqual(first.picture);
    expect(other.picture.pixels).not.toEqual(first.picture.pixels);
  });

  it('goes on at its other side as a tile, and not otherwise', async () => {
    const [tile, plain] = [await make({ tile: true }), await make()];
    // As steep as many a line inside.
    expect(seamOf(tile.picture).share).toBeGreaterThan(0.02);
    expect(seamOf(tile.picture).ratio).toBeLessThan(1.3);
    expect(seamOf(plain.picture).share).toBe(0);
    expect(seamOf(plain.picture).ratio).toBeGreaterThan(1.3);
  });

  it('stops when it is told to', async () => {
    const { ended, picture } = await make({ signal: AbortSignal.abort() });
    expect(ended).toBe('stopped');
    expect(picture).toMatchObject({ width: 64, height: 64 });
  });
});

it('has colours of the example', async () => {
  const { picture } = await byPatches();
  const reds = picture.pixels.filter((_, i) => i % 3 === 0);
  const nearest = reds.map((red) => Math.min(Math.abs(red - 0.9), Math.abs(red - 0.15)));
  expect(nearest.filter((away) => away < 0.05).length / reds.length).toBeGreaterThan(0.65);
});

describe('what cannot be', () => {
  it.each([
    [
      { by: 'patches', statistic: 'gram' },
      'statistic: is for by gram, found by patches; leave one of them out',
    ],
    [{ by: 'patches', modelFile: 'w.onnx' }, 'model-file: is for by gram'],
    [{ by: 'holes' }, 'by: expected one of gram, patches, found "holes"'],
    [{ size: 3 }, 'size: expected a whole number from 16'],
    [
      { scale: 0.1 },
      'stripes.png: expected sides of at least 16 px, found 7x6 as it is used; use a larger picture or a larger scale',
    ],
    [{ layers: ['conv9'] }, 'layers: expected layers of inception'],
    [{ example: narrow }, 'narrow.png: expected sides of at least 16 px, found 64x8'],
    [{ example: join(folder, 'none.png') }, 'none.png'],
  ] as const)('is said: %j', async (options, message) => {
    await expect(
      synthesiseTexture({ example, ...QUICK, ...(options as Partial<TextureOptions>) }),
    ).rejects.toThrow(message);
  });
});

it('has no margin as a tile, and no other side without one', () => {
  expect(textureRecipe({ tile: true })).toMatchObject({ marginPx: 0, start: 'style' });
  expect(textureRecipe({ tile: true }).wrapPx).toBeGreaterThan(0);
  expect(textureRecipe({}).wrapPx).toBe(0);
});
