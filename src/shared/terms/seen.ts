import { type Tensor, type Tensor2D, type Tensor3D, type Tensor4D, tf } from '../engine/tf.js';
import { NstError } from '../errors.js';
import { tapMatrix } from '../pictures/resample.js';

/** Keeps regions in which nothing counts from dividing by zero: all their places then count alike. */
const EMPTY_REGION = 1e-12;

/** What a loss term is shown of a picture or a sound: layers, and how much each place counts. */
export class Seen {
  readonly #layers: Readonly<Record<string, Tensor4D>>;
  readonly #placeWeights: Tensor3D | undefined;
  readonly #resized = new Map<string, Tensor2D>();

  /**
   * @param layers activations [n, h, w, c] by name
   * @param placeWeights [regions, height, width], at least 0: how much each place of the picture counts for each region, with
   *   layers of one picture; without them, one region of each picture, in which all places count alike
   */
  constructor(layers: Readonly<Record<string, Tensor4D>>, placeWeights?: Tensor3D) {
    this.#layers = layers;
    this.#placeWeights = placeWeights;
  }

  /** Activations [n, h, w, c] of a layer. @throws NstError NST_INTERNAL if nobody asked for it */
  layer(name: string): Tensor4D {
    const layer = this.#layers[name];
    if (!layer) throw new NstError('NST_INTERNAL', `the layer "${name}" was not computed`);
    return layer;
  }

  /**
   * How much each position of a layer counts: as much as the pixels that it stands for.
   *
   * @param height of the layer
   * @param width of the layer
   * @returns [regions, height width], of mean 1 in each region; undefined: one region, all alike
   */
  weights(height: number, width: number): Tensor2D | undefined {
    if (!this.#placeWeights) return undefined;
    const key = `${height}x${width}`;
    const known = this.#resized.get(key) ?? resizeWeights(this.#placeWeights, height, width);
    this.#resized.set(key, known);
    return known;
  }

  /** How large a layer is of the whole that is seen. */
  wholeOf(height: number, width: number): { readonly height: number; readonly width: number } {
    return { height, width };
  }

  /**
   * The mean of a map over its places, each counting as much as it does in the layer.
   *
   * @param map [n, rows, columns, c]: of a layer, or of the windows in it that are whole, each as its middle counts
   * @param height of the layer
   * @param width of the layer
   * @returns [n]; [1] where there are weights
   */
  meanOf(map: Tensor4D, height: number, width: number): Tensor {
    const weights = this.weights(height, width);
    if (!weights) return tf.mean(map, WITHIN);
    return tf.mean(tf.mul(map, middleWeights(weights, { height, width }, map)), WITHIN);
  }
}

/** All axes but that of pictures. */
const WITHIN = [1, 2, 3];

/** The weights of the middles of windows, [1, rows, columns, 1]. @param weights [1, height width] */
export function middleWeights(
  weights: Tensor2D,
  { height, width }: { readonly height: number; readonly width: number },
  { shape: [, rows, columns] }: Tensor4D,
): Tensor4D {
  const plane = tf.reshape(weights, [1, height, width, 1]) as Tensor4D;
  if (rows === height && columns === width) return plane;
  const [down, across] = [Math.floor((height - rows) / 2), Math.floor((width - columns) / 2)];
  return tf.slice(plane, [0, down, across, 0], [1, rows, columns, 1]);
}

/** Resampling is separable: one product with a matrix of weights along each axis. */
function resizeWeights(weights: Tensor3D, height: number, width: number): Tensor2D {
  const [regions, fullHeight, fullWidth] = weights.shape;
  const isSame = fullHeight === height && fullWidth === width;
  const small = isSame ? tf.reshape(weights, [regions, height * width]) : resample(weights, height, width);
  const mean: Tensor = tf.mean(small, 1, true);
  return tf.div(tf.add(small, EMPTY_REGION), tf.add(mean, EMPTY_REGION)) as Tensor2D;
}

function resample(weights: Tensor3D, height: number, width: number): Tensor {
  const [regions, fullHeight, fullWidth] = weights.shape;
  const across = tf.matMul(
    tf.reshape(weights, [regions * fullHeight, fullWidth]) as Tensor2D,
    tf.transpose(matrixTensor(fullWidth, width)) as Tensor2D,
  );
  const columns = tf.reshape(tf.transpose(tf.reshape(across, [regions, fullHeight, width]), [1, 0, 2]), [
    fullHeight,
    regions * width,
  ]);
  const down = tf.matMul(matrixTensor(fullHeight, height), columns as Tensor2D);
  const rows = tf.transpose(tf.reshape(down, [height, regions, width]), [1, 0, 2]);
  return tf.reshape(rows, [regions, height * width]);
}

const matrixTensor = (from: number, to: number): Tensor2D =>
  tf.tensor2d(tapMatrix(from, to, 'triangle'), [to, from]);
