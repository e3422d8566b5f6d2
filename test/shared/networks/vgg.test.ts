import { describe, expect, it } from 'vitest';
import { tf } from '../../../src/shared/engine/tf.js';
import { vggNetwork } from '../../../src/shared/networks/vgg.js';
import { type VggName, vggBlocks } from '../../../src/shared/networks/vggTable.js';
import { Rng } from '../../../src/shared/rng.js';
import type { Weights } from '../../../src/shared/weights/tensors.js';
import { seededVggWeights } from '../../support/seededVgg.js';

/** A picture or activations as plain numbers, `[channel][row][column]`. */
type Planes = number[][][];
type Border = 'zero' | 'reflect' | 'replicate';

const HEIGHT = 5;
const WIDTH = 4;
const rng = new Rng(11);
const rgb = Float32Array.from({ length: HEIGHT * WIDTH * 3 }, () => rng.uniform());
const pixels = tf.tensor4d(rgb, [1, HEIGHT, WIDTH, 3]);

const planesOf = (value: (channel: number, row: number, column: number) => number): Planes =>
  [0, 1, 2].map((c) =>
    Array.from({ length: HEIGHT }, (_, y) => Array.from({ length: WIDTH }, (_, x) => value(c, y, x))),
  );
const colour = (c: number, y: number, x: number) => rgb[(y * WIDTH + x) * 3 + c]!;

/** Row-major, channels last: as tfjs holds it. */
const flat = (planes: Planes) =>
  planes[0]!.flatMap((row, y) => row.flatMap((_, x) => planes.map((plane) => plane[y]![x]!)));

/** The value one step outside, by the definition of each border. */
function pixelAt(plane: number[][], y: number, x: number, border: Border): number {
  const place = (i: number, size: number) => {
    if (i >= 0 && i < size) return i;
    if (border === 'reflect') return i < 0 ? 1 : size - 2;
    return i < 0 ? 0 : size - 1;
  };
  const inside = y >= 0 && x >= 0 && y < plane.length && x < plane[0]!.length;
  if (!inside && border === 'zero') return 0;
  return plane[place(y, plane.length)]![place(x, plane[0]!.length)]!;
}

/** A 3x3 convolution straight from PyTorch's definition, weights [outputs, inputs, 3, 3]. */
function naiveConv(input: Planes, weights: Weights, feature: number, border: Border): Planes {
  const kernel = weights.get(`features.${feature}.weight`)!.data;
  const bias = weights.get(`features.${feature}.bias`)!.data;
  return Array.from(bias, (start, o) =>
    input[0]!.map((row, y) =>
      row.map((_, x) => {
        let sum = start;
        for (const [i, plane] of input.entries()) {
          for (let tap = 0; tap < 9; tap++) {
            const value = pixelAt(plane, y + Math.floor(tap / 3) - 1, x + (tap % 3) - 1, border);
            sum += kernel[(o * input.length + i) * 9 + tap]! * value;
          }
        }
        return sum;
      }),
    ),
  );
}

const relu = (planes: Planes) => planes.map((p) => p.map((row) => row.map((v) => Math.max(0, v))));

const weights = seededVggWeights('vgg19', 3, 'conv2_1');
const torchvision = planesOf((c, y, x) => {
  const [mean, deviation] = [
    [0.485, 0.229],
    [0.456, 0.224],
    [0.406, 0.225],
  ][c] as [number, number];
  return (colour(c, y, x) - mean) / deviation;
});
const caffe = planesOf((c, y, x) => 255 * colour(2 - c, y, x) - [103.939, 116.779, 123.68][c]!);

describe('vggBlocks', () => {
  // The places of the convolutions in torchvision's `features`, cfg D and E.
  it.each([
    ['vgg16', [0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28], 14_714_688],
    ['vgg19', [0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28, 30, 32, 34], 20_024_384],
  ] as const)('has the tensors of torchvision (%s)', (name, features, parameters) => {
    const convs = vggBlocks(name).flat();
    expect(convs.map((conv) => conv.weight)).toEqual(features.map((n) => `features.${n}.weight`));
    expect(convs.map((conv) => conv.bias)).toEqual(features.map((n) => `features.${n}.bias`));
    const sizes = convs.map((conv) => conv.inputs * conv.outputs * 9 + conv.outputs);
    expect(sizes.reduce((total, size) => total + size)).toBe(parameters);
  });
});

/** Weights of the right shapes, all zero. */
function zeroWeights(name: VggName): Weights {
  return new Map(
    vggBlocks(name)
      .flat()
      .flatMap(({ weight, bias, inputs, outputs }) => [
        [weight, { shape: [outputs, inputs, 3, 3], data: new Float32Array(outputs * inputs * 9) }],
        [bias, { shape: [outputs], data: new Float32Array(outputs) }],
      ]),
  );
}

describe('vggNetwork', () => {
  /** [layer, shape at 32 x 32 pixels] in forward order. */
  const layersOf = (convs: readonly number[]) =>
    convs.flatMap((count, block) => {
      const n = block + 1;
      const shape = (size: number) => [1, size, size, [64, 128, 256, 512, 512][block]];
      const pairs = Array.from({ length: count }, (_, i) => [`conv${n}_${i + 1}`, `relu${n}_${i + 1}`]);
      const names = pairs.flat().map((layer) => [layer, shape(32 >> block)] as const);
      return [...names, [`pool${n}`, shape(16 >> block)] as const];
    });

  it.each([
    ['vgg16', [2, 2, 3, 3, 3]],
    ['vgg19', [2, 2, 4, 4, 4]],
  ] as const)('has every layer by its usual name (%s)', (name, convs) => {
    const { layers } = vggNetwork(name, weights);
    expect(layers.filter((layer) => !layer.startsWith('conv_'))).toEqual(layersOf(convs).map(([l]) => l));
  });

  it('has layers of the right shape', () => {
    const expected = layersOf([2, 2, 3, 3, 3]);
    const layers = expected.map(([layer]) => layer);
    const found = vggNetwork('vgg16', zeroWeights('vgg16')).features(tf.zeros([1, 32, 32, 3]), layers);
    expect(layers.map((layer) => [layer, found[layer]!.shape])).toEqual(expected);
  });

  it.each(['zero', 'reflect', 'replicate'] as const)('convolves as defined, padding %s', (padding) => {
    const layers = ['conv1_1', 'relu1_1', 'conv1_2'];
    const found = vggNetwork('vgg19', weights, { padding }).features(pixels, layers);
    const conv1 = naiveConv(torchvision, weights, 0, padding);
    const conv2 = naiveConv(relu(conv1), weights, 2, padding);
    expect(found.conv1_1!.dataSync()).toBeAllclose(flat(conv1), 1e-4, 1e-4);
    expect(found.relu1_1!.dataSync()).toBeAllclose(flat(relu(conv1)), 1e-4, 1e-4);
    expect(found.conv1_2!.dataSync()).toBeAllclose(flat(conv2), 1e-4, 1e-4);
  });

  it('feeds Caffe weights with BGR of 0..255 less the mean', () => {
    const network = vggNetwork('vgg19', weights, { normalisation: 'caffe' });
    const found = network.features(pixels, ['conv1_1']).conv1_1!.dataSync();
    expect(found).toBeAllclose(flat(naiveConv(caffe, weights, 0, 'zero')), 1e-4, 1e-2);
  });

  it.each([
    ['max', 1],
    ['avg', 1],
    ['avg', 2],
  ] as const)('pools by %s times %d', (pooling, poolScale) => {
    const network = vggNetwork('vgg19', weights, { pooling, poolScale });
    const found = network.features(pixels, ['relu1_2', 'pool1']);
    const before = found.relu1_2!.bufferSync();
    const after = found.pool1!.bufferSync();
    expect(found.pool1!.shape).toEqual([1, 2, 2, 64]);
    for (const [y, x, c] of [
      [0, 0, 0],
      [1, 0, 17],
      [1, 1, 63],
    ] as const) {
      const window = [0, 1].flatMap((dy) => [0, 1].map((dx) => before.get(0, 2 * y + dy, 2 * x + dx, c)));
      const sum = window.reduce((total, value) => total + value);
      const expected = pooling === 'max' ? Math.max(...window) : (sum / 4) * poolScale;
      expect(after.get(0, y, x, c)).toBeCloseTo(expected, 4);
    }
  });

  it('calls convolutions by their count too, as the PyTorch tutorial does', () => {
    const network = vggNetwork('vgg19', weights);
    const found = network.features(pixels, ['conv_3', 'conv2_1']);
    expect(Object.keys(found).sort()).toEqual(['conv2_1', 'conv_3']);
    expect(found.conv_3!.dataSync()).toEqual(found.conv2_1!.dataSync());
    expect(vggBlocks('vgg19').flat()[3]).toMatchObject({ name: 'conv2_2', alias: 'conv_4' });
  });

  it('computes no deeper than asked', async () => {
    const network = vggNetwork('vgg19', weights);
    const convolutions = async (layer: string) => {
      const { kernels } = await tf.profile(() => network.features(pixels, [layer]));
      return kernels.filter((kernel) => kernel.name === 'Conv2D').length;
    };
    expect(await convolutions('relu1_1')).toBe(1);
    expect(await convolutions('pool1')).toBe(2);
    expect(await convolutions('conv2_1')).toBe(3);
  });

  it('names a missing tensor when its layer is asked for, and not before', () => {
    const network = vggNetwork('vgg19', weights);
    expect(() => network.features(pixels, ['conv2_1'])).not.toThrow();
    expect(() => network.features(pixels, ['conv2_2'])).toThrow(
      expect.objectContaining({
        code: 'NST_MODEL_BROKEN',
        message:
          'vgg19 weights: expected tensor "features.7.weight" of shape [128, 128, 3, 3], ' +
          'found no such tensor; use a file made for vgg19',
      }),
    );
  });

  it('names a tensor of another shape at once', () => {
    const wrong = new Map([...weights, ['features.0.bias', { shape: [3], data: new Float32Array(3) }]]);
    expect(() => vggNetwork('vgg16', wrong)).toThrow(
      expect.objectContaining({
        code: 'NST_MODEL_BROKEN',
        message: expect.stringContaining('"features.0.bias" of shape [64], found shape [3]'),
      }),
    );
  });
});
