import { type Tensor2D, type Tensor4D, tf } from '../../src/shared/engine/tf.js';
import type { Network } from '../../src/shared/networks/network.js';
import { type Picture, RGB } from '../../src/shared/pictures/picture.js';
import { Rng } from '../../src/shared/rng.js';
import type { Features } from './features.js';

/** A network so small that a few loops do the same. */
export interface ToyNetwork extends Network {
  /** The same features, without tensors. */
  naive(picture: Picture): Map<string, Features>;
}

/**
 * Each layer takes means over squares of 1, 2 or 4 pixels, and mixes the colours into 3, 4 or 5 channels.
 *
 * @param layers their names; sides of pictures must be multiples of 4
 */
export function toyNetwork(layers: readonly string[]): ToyNetwork {
  const rng = new Rng(99);
  const specs = layers.map((name, i) => {
    const channels = 3 + (i % 3);
    return {
      name,
      step: 2 ** (i % 3),
      channels,
      mix: rng.normals(RGB * channels),
      bias: rng.normals(channels),
    };
  });
  return {
    name: 'toy',
    layers,
    features(pixels, wanted) {
      const chosen = specs.filter(({ name }) => wanted.includes(name));
      return Object.fromEntries(
        chosen.map(({ name, step, channels, mix, bias }) => {
          const coarse = step === 1 ? pixels : tf.avgPool(pixels, step, step, 'valid');
          const [, h, w] = coarse.shape;
          const rows = tf.reshape(coarse, [h * w, RGB]) as Tensor2D;
          const mixed = tf.add(tf.matMul(rows, tf.tensor2d(mix, [RGB, channels])), tf.tensor1d(bias));
          return [name, tf.reshape(mixed, [1, h, w, channels]) as Tensor4D];
        }),
      );
    },
    naive: (picture) => new Map(specs.map((spec) => [spec.name, naiveLayer(picture, spec)])),
  };
}

interface LayerSpec {
  readonly step: number;
  readonly channels: number;
  readonly mix: Float32Array;
  readonly bias: Float32Array;
}

function naiveLayer(picture: Picture, { step, channels, mix, bias }: LayerSpec): Features {
  const [width, height] = [picture.width / step, picture.height / step];
  const data = new Float32Array(height * width * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = meanColour(picture, x * step, y * step, step);
      for (let c = 0; c < channels; c++) {
        let value = bias[c]!;
        for (let k = 0; k < RGB; k++) value += colour[k]! * mix[k * channels + c]!;
        data[(y * width + x) * channels + c] = value;
      }
    }
  }
  return { height, width, channels, data };
}

function meanColour({ width, pixels }: Picture, left: number, top: number, step: number): number[] {
  const sum = [0, 0, 0];
  for (let y = top; y < top + step; y++) {
    for (let x = left; x < left + step; x++) {
      for (let k = 0; k < RGB; k++) sum[k]! += pixels[(y * width + x) * RGB + k]!;
    }
  }
  return sum.map((value) => value / step ** 2);
}
