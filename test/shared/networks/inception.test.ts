import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { tf } from '../../../src/shared/engine/tf.js';
import { inceptionNetwork } from '../../../src/shared/networks/inception.js';
import { Rng } from '../../../src/shared/rng.js';
import { readSafetensors } from '../../../src/shared/weights/safetensors.js';
import type { WeightArray } from '../../../src/shared/weights/tensors.js';
import { runKerasModel } from '../../support/kerasModel.js';

const LAYERS = [
  ...['conv1', 'conv2', 'conv3', 'pool1', 'conv4', 'conv5', 'pool2'],
  ...['mixed0', 'mixed1', 'mixed2', 'mixed3', 'mixed4'],
];

function randomPicture(height: number, width: number) {
  const rng = new Rng(7);
  const data = Float32Array.from({ length: height * width * 3 }, () => rng.uniform());
  return tf.tensor4d(data, [1, height, width, 3]);
}

const file = new URL('../../../models/inception-v3-stem.safetensors', import.meta.url);
const weights = readSafetensors(await readFile(file), 'stem');

describe('inceptionNetwork', () => {
  it('with its trained geometry equals the Keras model layer by layer', async () => {
    const keras = ['activation_1', 'activation_2', 'activation_3', 'max_pooling2d_1', 'activation_4'];
    keras.push('activation_5', 'max_pooling2d_2', 'mixed0', 'mixed1', 'mixed2', 'mixed3', 'mixed4');
    const pixels = randomPicture(75, 83);
    const expected = await runKerasModel('inception_v3', pixels, keras);
    const found = inceptionNetwork(weights, { geometry: 'trained' }).features(pixels, LAYERS);
    for (const [i, layer] of LAYERS.entries()) {
      expect(found[layer]!.shape).toEqual(expected[i]!.shape);
      expect(found[layer]!.dataSync()).toBeAllclose(expected[i]!.dataSync(), 1e-4, 1e-4);
    }
  });

  const shapes = (height: number, width: number, firstStride: 1 | 2) => {
    const found = inceptionNetwork(weights, { firstStride }).features(randomPicture(height, width), LAYERS);
    return LAYERS.map((layer) => found[layer]!.shape.slice(1));
  };

  it('halves sizes exactly, with a first stride of 1 or 2', () => {
    const channels = [32, 32, 64, 64, 80, 192, 192, 256, 288, 288, 768, 768];
    const halvings = [0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3];
    const table = (height: number, width: number) =>
      halvings.map((n, i) => [height >> n, width >> n, channels[i]]);
    expect(shapes(16, 24, 1)).toEqual(table(16, 24));
    expect(shapes(32, 16, 2)).toEqual(table(16, 8));
  });

  it('rounds odd sizes down at every halving', () => {
    const sizes = (height: number, width: number) =>
      shapes(height, width, 2)
        .filter((_, i) => ['conv1', 'pool1', 'pool2', 'mixed4'].includes(LAYERS[i]!))
        .map(([h, w]) => [h, w]);
    expect(sizes(23, 31)).toEqual([
      [11, 15],
      [5, 7],
      [2, 3],
      [1, 1],
    ]);
  });

  it('sees more with maximum than with average pooling', () => {
    const pixels = randomPicture(8, 8);
    const pool = (pooling: 'max' | 'avg') =>
      inceptionNetwork(weights, { pooling }).features(pixels, ['pool1']).pool1!.dataSync();
    const means = pool('avg');
    expect(pool('max').every((value, i) => value >= means[i]!)).toBe(true);
    expect(pool('max')).not.toEqual(means);
  });

  it.each([1, 2] as const)('runs at first stride 1 and takes every second pixel at 2', (firstStride) => {
    // Padding at stride 2 is one line at the far side only, so output i is centred at pixel 2i + 1.
    const pixels = randomPicture(8, 8);
    const full = inceptionNetwork(weights).features(pixels, ['conv1']).conv1!;
    const found = inceptionNetwork(weights, { firstStride }).features(pixels, ['conv1']).conv1!;
    const expected = firstStride === 1 ? full : tf.stridedSlice(full, [0, 1, 1, 0], full.shape, [1, 2, 2, 1]);
    expect(found.dataSync()).toBeAllclose(expected.dataSync());
  });

  it('names a tensor that is missing or has another shape', () => {
    const name = 'conv2d_40/kernel';
    const without = new Map(weights);
    without.delete(name);
    expect(() => inceptionNetwork(without)).toThrow(
      expect.objectContaining({
        code: 'NST_MODEL_BROKEN',
        message:
          'inception weights: expected tensor "conv2d_40/kernel" of shape [1, 1, 768, 192], ' +
          'found no such tensor; use a file made for inception',
      }),
    );
    const wrong: WeightArray = { shape: [2], data: new Float32Array(2) };
    expect(() => inceptionNetwork(new Map([...weights, [name, wrong]]))).toThrow(
      /of shape \[1, 1, 768, 192\], found shape \[2\]/,
    );
  });
});
