import { type Tensor, type Tensor1D, type Tensor2D, type Tensor4D, tf } from '../engine/tf.js';
import { biasName, kernelName } from '../networks/filter.js';
import { averageNeighbours } from '../networks/pooling.js';
import type { WeightByName } from '../networks/weightByName.js';
import { type PatchGrid, patchRows, spreadRows } from '../terms/patchRows.js';
import { borderOf, type ConvPlacement, type NetOps, NORM_EPSILON, PATCH_SIDE } from './netOps.js';

/** Networks as tfjs ops, so that they can be traced with a loss and its gradient. */
export function tensorOps(weight: WeightByName): NetOps<Tensor> {
  return {
    weight,
    conv: (x, name, placement) =>
      convolve(x as Tensor4D, weight(kernelName(name)) as Tensor4D, weight(biasName(name)), placement),
    convWith: (x, row, { kernel, inputs, outputs }) => {
      const filter = tf.reshape(row, [kernel, kernel, inputs, outputs]) as Tensor4D;
      return convolveMap(x as Tensor4D, filter, { stride: 1, padding: 'mirror' });
    },
    instanceNorm: (x, scale, shift) => {
      const mean = tf.mean(x, [1, 2], true);
      const centred = tf.sub(x, mean);
      const variance = tf.mean(tf.square(centred), [1, 2], true);
      const gain = tf.mul(tf.rsqrt(tf.add(variance, NORM_EPSILON)), onChannels(scale));
      return tf.add(tf.mul(centred, gain), onChannels(shift));
    },
    relu: (x) => tf.relu(x),
    sigmoid: (x) => tf.sigmoid(x),
    add: (a, b) => tf.add(a, b),
    sub: (a, b) => tf.sub(a, b),
    mul: (a, b) => tf.mul(a, b),
    div: (a, b) => tf.div(a, b),
    sqrt: (x) => tf.sqrt(x),
    number: (value) => tf.scalar(value),
    concat: (parts) => tf.concat([...parts], 3),
    halve: (x) => tf.avgPool(x as Tensor4D, 2, 2, 'valid'),
    neighbours: (x) => averageNeighbours(x as Tensor4D),
    double: (x) => double(x as Tensor4D),
    rows: (x) => tf.reshape(x, [x.size / x.shape.at(-1)!, x.shape.at(-1)!]),
    asMap: (rows, like) => {
      const [n = 1, height = 1, width = 1] = like.shape;
      return tf.reshape(rows, [n, height, width, rows.shape.at(-1)!]);
    },
    matMul: (a, b) => tf.matMul(a, b),
    transpose: (x) => tf.transpose(x),
    columnMeans: (rows) => tf.mean(rows, 0, true),
    total: (matrix) => tf.reshape(tf.sum(matrix), [1, 1]),
    rowCount: (rows) => tf.tensor2d([[rows.shape[0]!]]),
    identity: (size) => tf.eye(size) as Tensor2D,
    patches: (x, { stride }) => patchRows(x as Tensor4D, patchesInside(x.shape, stride)),
    votes: (rows, like, channels) => {
      const grid = patchesInside(like.shape, 1);
      const counts = spreadRows(tf.ones([rows.shape[0]!, PATCH_SIDE ** 2]), grid);
      const sums = spreadRows(rows as Tensor2D, grid);
      const [height, width] = [grid.height, grid.width];
      return tf.reshape(tf.div(sums, counts), [1, height, width, channels]);
    },
    pick: (scores, rows) => tf.gather(rows, tf.argMax(scores, 1) as Tensor1D),
  };
}

/** [1, c] as something that is spread over a map. */
const onChannels = (row: Tensor): Tensor => tf.reshape(row, [1, 1, 1, row.size]);

/** Neighbourhoods that lie inside of a map. */
function patchesInside([, height = 1, width = 1]: readonly number[], stride: number): PatchGrid {
  const starts = (length: number) =>
    Array.from({ length: Math.ceil((length - PATCH_SIDE + 1) / stride) }, (_, i) => i * stride);
  return { size: PATCH_SIDE, stride, height, width, tops: starts(height), lefts: starts(width) };
}

const convolve = (x: Tensor4D, kernel: Tensor4D, bias: Tensor, placement: ConvPlacement): Tensor =>
  tf.add(convolveMap(x, kernel, placement), bias);

function convolveMap(x: Tensor4D, kernel: Tensor4D, { stride, padding }: ConvPlacement): Tensor {
  const borders = kernel.shape.slice(0, 2).map((taps): [number, number] => [...borderOf(taps, stride)]);
  const all: [number, number][] = [[0, 0], ...borders, [0, 0]];
  const isPadded = borders.some(([before, after]) => before + after > 0);
  const padded = !isPadded ? x : padding === 'mirror' ? tf.mirrorPad(x, all, 'reflect') : tf.pad(x, all);
  return tf.conv2d(padded as Tensor4D, kernel, stride, 'valid');
}

/** Its gradient is written by hand: the mean of four pixels costs less than the two products that a resize takes. */
function double(x: Tensor4D): Tensor {
  const [, height, width] = x.shape;
  const doubled = tf.customGrad((...[map]) => ({
    value: tf.resizeNearestNeighbor(map as Tensor4D, [2 * height, 2 * width]),
    gradFunc: (dy: Tensor) => tf.mul(tf.avgPool(dy as Tensor4D, 2, 2, 'valid'), 4),
  }));
  return doubled(x);
}
