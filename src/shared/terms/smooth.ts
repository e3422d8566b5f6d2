import { type Tensor, type Tensor4D, tf } from '../engine/tf.js';
import { numberParameter } from '../parameters/parameter.js';
import { term } from './term.js';

/** The layer that is the coefficients of a transform, [rows, columns, levels, coefficients], zero where it changes nothing. */
export const GRID = 'grid';

/** Mean squared difference of neighbours along an axis; 0 where there are none. */
function roughness(grid: Tensor4D, axis: number): Tensor {
  const size = [...grid.shape];
  if (size[axis]! < 2) return tf.zeros([1]);
  size[axis]! -= 1;
  const begin = [0, 0, 0, 0];
  const before = tf.slice(grid, begin, size);
  begin[axis] = 1;
  return tf.reshape(tf.mean(tf.squaredDifference(tf.slice(grid, begin, size), before)), [1]);
}

/** Keeps a transform that differs from place to place and from tone to tone from doing so abruptly. */
export const SMOOTH = term({
  help: 'neighbouring cells of a transform of colours are alike: no halos and no seams',
  source: 'Gharbi et al., SIGGRAPH 2017 (grids of transforms); Chen et al., SIGGRAPH Asia 2016',
  side: 'prior',
  media: [],
  parameters: {
    places: numberParameter(1, 0, Infinity, 'weight of differences from place to place'),
    tones: numberParameter(1, 0, Infinity, 'weight of differences from tone to tone'),
    size: numberParameter(0.01, 0, Infinity, 'weight of the coefficients themselves'),
  },
  layers: () => [GRID],
  loss: (seen, _, { places, tones, size }) => {
    const grid = seen.layer(GRID);
    const overPlaces = tf.add(roughness(grid, 0), roughness(grid, 1));
    const parts = [
      tf.mul(overPlaces, places),
      tf.mul(roughness(grid, 2), tones),
      tf.mul(tf.reshape(tf.mean(tf.square(grid)), [1]), size),
    ];
    return tf.add(tf.add(parts[0]!, parts[1]!), parts[2]!);
  },
});
