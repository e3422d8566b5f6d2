import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../../src/shared/engine/tf.js';
import { Rng } from '../../src/shared/rng.js';

/** Activations with everything that a naive loop needs. */
export interface Features {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** [height, width, channels] */
  readonly data: Float32Array;
}

/** Random activations whose channels have means and depend on each other, as real ones do. */
export function randomFeatures(seed: number, height: number, width: number, channels: number): Features {
  const rng = new Rng(seed);
  const data = new Float32Array(height * width * channels);
  const means = rng.normals(channels);
  for (let p = 0; p < height * width; p++) {
    const common = rng.normal();
    for (let c = 0; c < channels; c++) {
      data[p * channels + c] = means[c]! + rng.normal() + common * Math.cos(c);
    }
  }
  return { height, width, channels, data };
}

/** Weights of positions, [height, width] of mean 1; some are zero. */
export function randomWeights(seed: number, height: number, width: number): Float32Array {
  const rng = new Rng(seed);
  const raw = Float32Array.from({ length: height * width }, () => Math.max(0, rng.uniform() - 0.2));
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / raw.length;
  return raw.map((weight) => weight / mean);
}

/** Normal numbers, [rows, columns]. */
export function randomMatrix(seed: number, rows: number, columns: number): Tensor2D {
  return tf.tensor2d(new Rng(seed).normals(rows * columns), [rows, columns]);
}

/** [1, height, width, channels] */
export function tensorOf({ data, height, width, channels }: Features): Tensor4D {
  return tf.tensor4d(data, [1, height, width, channels]);
}

/** [height, width] */
export function weightTensor(weights: Float32Array, height: number, width: number): Tensor {
  return tf.tensor(weights, [height, width]);
}

/** The features at position p, of a weighted mean's first and second moments. */
export function naiveMoments({ data, channels }: Features, weights?: Float32Array) {
  const positions = data.length / channels;
  const share = (p: number) => (weights ? weights[p]! : 1) / positions;
  const mean = new Float64Array(channels);
  const products = new Float64Array(channels * channels);
  const covariance = new Float64Array(channels * channels);
  for (let p = 0; p < positions; p++) {
    for (let i = 0; i < channels; i++) mean[i]! += share(p) * data[p * channels + i]!;
  }
  for (let i = 0; i < channels; i++) {
    for (let j = 0; j < channels; j++) {
      for (let p = 0; p < positions; p++) {
        const [a, b] = [data[p * channels + i]!, data[p * channels + j]!];
        products[i * channels + j]! += share(p) * a * b;
        covariance[i * channels + j]! += share(p) * (a - mean[i]!) * (b - mean[j]!);
      }
    }
  }
  return { mean, products, covariance };
}
