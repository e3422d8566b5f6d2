import { type Tensor, type Tensor2D, type Tensor3D, type Tensor4D, tf } from '../engine/tf.js';
import {
  type LayerWeights,
  layersParameter,
  numberParameter,
  wordParameter,
} from '../parameters/parameter.js';
import type { Blend } from './blend.js';
import { factorName, inverse, ofLayers, weighedSum } from './byLayer.js';
import type { Seen } from './seen.js';
import { type TensorsByName, type Term, term } from './term.js';

/** What is taken of features, whatever their places, and how two of it are compared. */
export interface Statistic {
  readonly help: string;
  readonly source: string;
  readonly blend: Blend;
  /**
   * @param features [n, h, w, c]; n is 1 where there are weights
   * @param weights [regions, h w] of mean 1 in each region
   * @returns [regions or n, rows, c], of a size that depends on c alone
   */
  measure(features: Tensor4D, weights: Tensor2D | undefined): Tensor3D;
  /** What the comparison needs of a target besides itself. */
  prepare?(target: Tensor3D): TensorsByName;
  /**
   * 0 for equal statistics.
   *
   * @param statistic [regions or n, rows, c]
   * @param target as many, or one for all
   * @param prepared what `prepare` gave
   * @returns [regions or n]
   */
  distance(statistic: Tensor3D, target: Tensor3D, prepared: TensorsByName): Tensor;
  /** The distance from a target to nothing at all, about: what distances are measured by. @returns [regions] */
  energy(target: Tensor3D): Tensor;
}

/** Calls `measure` with each picture of a batch, or each region of one picture, and stacks what it gives. */
export function stackRegions(
  features: Tensor4D,
  weights: Tensor2D | undefined,
  measure: (features: Tensor4D, weights?: Tensor) => Tensor2D,
): Tensor3D {
  const [count, h, w, c] = features.shape;
  const parts = weights
    ? Array.from({ length: weights.shape[0] }, (_, region) =>
        measure(features, tf.reshape(tf.slice(weights, [region, 0], [1, h * w]), [h, w])),
      )
    : Array.from({ length: count }, (_, i) =>
        measure(count === 1 ? features : tf.slice(features, [i, 0, 0, 0], [1, h, w, c])),
      );
  return tf.concat(
    parts.map((part) => tf.reshape(part, [1, ...part.shape]) as Tensor3D),
    0,
  );
}

/** One region's matrix, [rows, c]. */
export function regionOf(statistic: Tensor3D, region: number): Tensor2D {
  const [, rows, channels] = statistic.shape;
  return tf.reshape(tf.slice(statistic, [region, 0, 0], [1, rows, channels]), [rows, channels]);
}

/** Mean squared difference of matrices. @returns [regions] */
export const meanSquaredDifference = (a: Tensor3D, b: Tensor3D): Tensor =>
  tf.mean(tf.squaredDifference(a, b), [1, 2]);

/**
 * What the distance of one layer is multiplied by. For Gram matrices the first two are the papers', whatever they
 * divide their matrices by:
 *
 * - `energy`: 1 / energy of the target: layers count alike;
 * - `gatys`: 1/4: the sum of squares over 4 c^2 of matrices of mean products (Gatys et al. 2016, eq. 4);
 * - `seed`: 1/c^2: matrices divided by c h w, mean squared error (the PyTorch tutorial);
 * - `sum`: the number of entries: the sum of squares (Ulyanov & Lebedev 2016).
 */
export const STYLE_NORMALISATIONS = ['energy', 'gatys', 'seed', 'sum'] as const;

const PARAMETERS = {
  layers: layersParameter('layers whose statistics are compared'),
  normalisation: wordParameter('energy', STYLE_NORMALISATIONS, 'what the distance of a layer is divided by'),
  leastEnergy: numberParameter(0, 0, Infinity, 'layers whose mean square is below this count for less'),
} as const;

/** The factors [regions] of a layer; 0 for a dead one. */
function factorOf(
  statistic: Statistic,
  target: Tensor3D,
  {
    normalisation,
    leastEnergy,
  }: { normalisation: (typeof STYLE_NORMALISATIONS)[number]; leastEnergy: number },
): Tensor {
  const [regions, rows, channels] = target.shape;
  switch (normalisation) {
    case 'gatys':
      return tf.fill([regions], 1 / 4);
    case 'seed':
      return tf.fill([regions], 1 / channels ** 2);
    case 'sum':
      return tf.fill([regions], rows * channels);
    case 'energy':
      return inverse(statistic.energy(target), leastEnergy);
  }
}

/** What a statistic measures of each layer. */
function measureLayers(statistic: Statistic, seen: Seen, layers: LayerWeights): TensorsByName {
  return ofLayers(layers, (layer) => {
    const features = seen.layer(layer);
    const [, height, width] = features.shape;
    return { [layer]: statistic.measure(features, seen.weights(height, width)) };
  });
}

/** The distance of what was measured of layers from a goal. */
function distanceOf(
  statistic: Statistic,
  measured: TensorsByName,
  goal: TensorsByName,
  layers: LayerWeights,
): Tensor {
  return weighedSum(layers, goal, (layer) =>
    statistic.distance(tensor3d(measured, layer), tensor3d(goal, layer), preparedOf(goal, layer)),
  );
}

/** A term that compares a statistic of layers with the styles', layer by layer, each with its weight. */
export function statisticTerm(statistic: Statistic): Term<typeof PARAMETERS> {
  return term({
    help: statistic.help,
    source: statistic.source,
    side: 'style',
    parameters: PARAMETERS,
    layers: ({ layers }) => Object.keys(layers),
    measure: (seen, { layers }) => measureLayers(statistic, seen, layers),
    blend: () => statistic.blend,
    prepare: (measured, p) =>
      ofLayers(p.layers, (layer) => {
        const target = tensor3d(measured, layer);
        const extra = Object.entries(statistic.prepare?.(target) ?? {});
        return {
          [layer]: target,
          [factorName(layer)]: factorOf(statistic, target, p),
          ...Object.fromEntries(extra.map(([name, value]) => [`${layer}:${name}`, value])),
        };
      }),
    distance: (measured, goal, { layers }) => distanceOf(statistic, measured, goal, layers),
    loss: (seen, goal, { layers }) =>
      distanceOf(statistic, measureLayers(statistic, seen, layers), goal, layers),
    range: (goal, { layers }) => weighedSum(layers, goal, (layer) => statistic.energy(tensor3d(goal, layer))),
    tiles: { kind: 'pooled' },
  });
}

const tensor3d = (tensors: TensorsByName, name: string) => tensors[name] as Tensor3D;

/** What `prepare` made for a layer, by the names that it gave. */
function preparedOf(goal: TensorsByName, layer: string): TensorsByName {
  const prefix = `${layer}:`;
  return Object.fromEntries(
    Object.entries(goal).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  );
}
