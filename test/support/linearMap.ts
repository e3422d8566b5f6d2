import { type Tensor4D, tf } from '../../src/shared/engine/tf.js';
import { Rng } from '../../src/shared/rng.js';

/** Random activations [1, height, width, channels]. */
export function randomTensor(seed: number, height: number, width: number, channels: number): Tensor4D {
  const data = new Rng(seed).normals(height * width * channels);
  return tf.tensor4d(data, [1, height, width, channels]);
}

/**
 * Gradient of `sum(map(x) * w)` for a linear map and a random w: once as tfjs finds it, once by definition,
 * as `sum(map(unit vector) * w)` for each element.
 */
export function gradientsOfLinear(map: (x: Tensor4D) => Tensor4D, x: Tensor4D) {
  const [, height, width, channels] = map(x).shape;
  const w = randomTensor(99, height, width, channels);
  const value = (of: Tensor4D) => tf.sum(tf.mul(map(of), w));
  const byDefinition = Float32Array.from({ length: x.size }, (_, i) => {
    const unit = new Float32Array(x.size);
    unit[i] = 1;
    return value(tf.tensor4d(unit, x.shape)).dataSync()[0]!;
  });
  return {
    found: tf
      .grad((of) => value(of as Tensor4D))(x)
      .dataSync(),
    byDefinition,
  };
}
