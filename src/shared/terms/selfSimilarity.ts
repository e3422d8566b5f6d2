import { type Tensor, tf } from '../engine/tf.js';
import { integerParameter, type LayerWeights, layersParameter } from '../parameters/parameter.js';
import { inverse, sumOf, weighedSum } from './byLayer.js';
import { unitRows } from './nearestRows.js';
import { pooledRows } from './pooledRows.js';
import type { Seen } from './seen.js';
import { term } from './term.js';

interface Settings {
  readonly layers: LayerWeights;
  readonly positions: number;
}

/** A square root has no slope at 0: what differences are rounded by there, next to shares of about 1/1000. */
const SMOOTHING = 1e-10;

/** Squares of this side leave about `positions` of a layer. */
function poolFor(seen: Seen, layer: string, positions: number): number {
  const [, height, width] = seen.layer(layer).shape;
  return Math.max(1, Math.ceil(Math.sqrt((height * width) / positions)));
}

/** How far each place is from all others of its picture, as shares of 1, [n, positions, positions]: column by column. */
function similarityOf(seen: Seen, layer: string, { positions }: Settings): Tensor {
  const { rows } = pooledRows(seen, layer, poolFor(seen, layer, positions));
  const units = unitRows(rows);
  const distances = tf.relu(tf.sub(1, tf.matMul(units, units, false, true)));
  return tf.mul(distances, inverse(tf.sum(distances, 1, true)));
}

/** Mean over columns of the sum of absolute differences, from 0 to 2. @returns [n] */
function difference(a: Tensor, b: Tensor): Tensor {
  const absolute = tf.sqrt(tf.add(tf.squaredDifference(a, b), SMOOTHING));
  const [, count] = a.shape;
  return tf.mul(tf.sum(tf.sub(absolute, Math.sqrt(SMOOTHING)), [1, 2]), 1 / count!);
}

/**
 * The content loss of STROTSS (Kolkin et al. 2019, eq. 8): how like each place is to all others stays as it is in the
 * content, whatever the features themselves become. They draw positions at random; we average over squares.
 */
export const SELF_SIMILARITY = term({
  help: 'what is alike in the content stays alike, what differs stays different: shapes stay, colours are free',
  source: 'Kolkin, Salavon & Shakhnarovich, CVPR 2019, eq. 8',
  side: 'content',
  media: ['pictures'],
  parameters: {
    layers: layersParameter('layers whose places are compared with each other'),
    positions: integerParameter(1024, 16, 4096, 'places that are compared, about'),
  },
  layers: ({ layers }: Settings) => Object.keys(layers),
  measure: (seen, p: Settings) =>
    Object.fromEntries(Object.keys(p.layers).map((layer) => [layer, similarityOf(seen, layer, p)])),
  loss: (seen, goal, p: Settings) =>
    weighedSum(p.layers, goal, (layer) => difference(similarityOf(seen, layer, p), goal[layer]!)),
  range: (goal, { layers }: Settings) =>
    sumOf(
      Object.entries(layers).map(([layer, weight]) => {
        const target = goal[layer]!;
        return tf.mul(difference(tf.fill(target.shape, 1 / target.shape[1]!), target), weight);
      }),
    ),
});
