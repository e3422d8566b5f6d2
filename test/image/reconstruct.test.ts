import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  readPicture,
  type TransferImageOptions,
  transferImage,
  writePicture,
} from '../../src/image/index.js';
import { makeRecipe } from '../../src/image/makeRecipe.js';
import { scene, scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const content = join(folder, 'content.png');
const SIZE = { width: 48, height: 40 };
beforeAll(() => writePicture(content, scene(SIZE, 5)));

const reconstruct = (layer: string, options: Partial<TransferImageOptions> = {}) =>
  transferImage({
    content,
    reconstruct: layer,
    size: 48,
    iterations: 60,
    threads: 1,
    device: 'cpu',
    ...options,
  });

async function errorOf(pixels: Float32Array): Promise<number> {
  const { pixels: wanted } = await readPicture(content);
  return Math.sqrt(pixels.reduce((sum, value, i) => sum + (value - wanted[i]!) ** 2, 0) / pixels.length);
}

describe('a reconstruction', () => {
  it('comes back to the picture from the first layer, and less far from a deep one', async () => {
    const [first, deep] = [
      await reconstruct('conv1', { tvWeight: 0 }),
      await reconstruct('mixed1', { tvWeight: 0 }),
    ];
    const [near, far] = [await errorOf(first.picture.pixels), await errorOf(deep.picture.pixels)];
    // Noise is 0.2 away.
    expect(near).toBeLessThan(0.03);
    expect(far).toBeGreaterThan(2 * near);
    expect(Object.keys(first.losses.terms)).toEqual(['reconstruct']);
  });

  it('starts from noise by a seed, at one size, with nothing but the layer and smoothness', () => {
    const recipe = makeRecipe({ content, reconstruct: 'mixed0' });
    expect(recipe.terms.map(({ kind }) => kind)).toEqual(['content', 'tv']);
    expect(recipe).toMatchObject({ start: 'noise', stages: { most: 1 }, balance: { strength: 0 } });
    expect(makeRecipe({ content, reconstruct: 'relu4_2', preset: 'gatys2016' }).network.name).toBe('vgg19');
    expect(makeRecipe({ content, reconstruct: 'conv1', tvWeight: 7 }).terms[1]).toEqual({
      kind: 'tv',
      weight: 7,
    });
  });

  it.each([
    [{ reconstruct: 'conv99' }, 'reconstruct: expected layers of inception'],
    [{ style: content }, 'reconstruct and style: expected one of them, found both; leave one out'],
    [{ strength: 0.5 }, 'reconstruct and strength: expected one of them, found both; leave one out'],
    [{ detail: 1 }, 'reconstruct and detail: expected one of them, found both; leave one out'],
    [{ init: 'style' }, 'init: expected content, noise or a file, found style; there is none'],
  ] as const)('is refused with %j', async (options, message) => {
    await expect(reconstruct('conv1', options as Partial<TransferImageOptions>)).rejects.toThrow(message);
  });
});

it('a transfer without a style is none', async () => {
  await expect(transferImage({ content })).rejects.toThrow('style: expected 1 to 64 files, found 0');
});
