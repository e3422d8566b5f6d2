import { describe, expect, it } from 'vitest';
import { type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import {
  convolve,
  convolveDepthwise,
  filterFromOihw,
  filterWeights,
  foldBatchNorm,
} from '../../../src/shared/networks/filter.js';
import { constantWeights } from '../../../src/shared/networks/weightByName.js';
import { Rng } from '../../../src/shared/rng.js';
import { randomTensor } from '../../support/linearMap.js';

const rng = new Rng(5);
const positive = (length: number) => Float32Array.from({ length }, () => 0.1 + rng.uniform());

/** `gamma (x - mean) / sqrt(variance + epsilon) + beta`, element by element. */
function batchNorm(
  x: Tensor4D,
  of: { mean: Float32Array; variance: Float32Array; beta: Float32Array; gamma?: Float32Array },
  epsilon: number,
): Float32Array {
  const channels = of.mean.length;
  return Float32Array.from(x.dataSync(), (value, i) => {
    const c = i % channels;
    const normal = (value - of.mean[c]!) / Math.sqrt(of.variance[c]! + epsilon);
    return (of.gamma?.[c] ?? 1) * normal + of.beta[c]!;
  });
}

describe('foldBatchNorm', () => {
  const norm = { mean: rng.normals(4), variance: positive(4), beta: rng.normals(4) };
  const epsilon = 0.01;

  it.each([
    ['without gamma', norm],
    ['with gamma', { ...norm, gamma: positive(4) }],
  ])('gives convolution, then normalisation, %s', (_, of) => {
    const kernel = { shape: [3, 3, 2, 4], data: rng.normals(72) };
    const x = randomTensor(1, 5, 6, 2);
    const plain = tf.conv2d(x, tf.tensor4d(kernel.data, [3, 3, 2, 4]), 2, 'same');
    const weight = constantWeights(filterWeights([['a', foldBatchNorm(kernel, of, epsilon)]]));
    const folded = convolve(x, weight, 'a', { stride: 2, padding: 'same' });
    expect(folded.dataSync()).toBeAllclose(batchNorm(plain, of, epsilon));
  });

  it('gives depthwise convolution, then normalisation', () => {
    const of = { ...norm, gamma: positive(4) };
    const kernel = { shape: [3, 3, 4, 1], data: rng.normals(36) };
    const x = randomTensor(1, 5, 6, 4);
    const plain = tf.depthwiseConv2d(x, tf.tensor4d(kernel.data, [3, 3, 4, 1]), 1, 'same');
    const weight = constantWeights(filterWeights([['a', foldBatchNorm(kernel, of, epsilon)]]));
    const folded = convolveDepthwise(x, weight, 'a', { stride: 1, padding: 'same' });
    expect(folded.dataSync()).toBeAllclose(batchNorm(plain, of, epsilon));
  });
});

describe('filterFromOihw', () => {
  const [outputs, inputs, height, width] = [4, 3, 2, 5] as const;
  const kernel = { shape: [outputs, inputs, height, width], data: rng.normals(120) };
  const bias = { shape: [outputs], data: rng.normals(outputs) };

  it.each([false, true])('moves every element to its place (inputs reversed: %s)', (reversed) => {
    const filter = filterFromOihw(kernel, bias, reversed);
    expect(filter.kernel.shape).toEqual([height, width, inputs, outputs]);
    const moved = tf.buffer([height, width, inputs, outputs], 'float32', filter.kernel.data);
    const source = tf.buffer([outputs, inputs, height, width], 'float32', kernel.data);
    for (let o = 0; o < outputs; o++) {
      for (let i = 0; i < inputs; i++) {
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            expect(moved.get(y, x, i, o)).toBe(source.get(o, reversed ? inputs - 1 - i : i, y, x));
          }
        }
      }
    }
    expect(filter.bias).toEqual(bias);
  });

  it('keeps no hold of the memory it came from', () => {
    const filter = filterFromOihw(kernel, bias);
    expect(filter.bias.data.buffer).not.toBe(bias.data.buffer);
    expect(filter.kernel.data.buffer).not.toBe(kernel.data.buffer);
  });
});
