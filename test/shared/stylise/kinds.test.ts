import { describe, expect, it } from 'vitest';
import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { constantWeights } from '../../../src/shared/networks/weightByName.js';
import { Rng } from '../../../src/shared/rng.js';
import { BOTTLENECK_KINDS, STYLE_GRAM, styleGram } from '../../../src/shared/stylise/bottlenecks.js';
import { hinge } from '../../../src/shared/stylise/critic.js';
import { momentShapes, predictorShapes } from '../../../src/shared/stylise/predictor.js';
import { drawStyliser, MIXTURE, PICTURE, type StyliserFamily } from '../../../src/shared/stylise/styliser.js';
import { leakyRelu, swapPatches } from '../../../src/shared/stylise/swapNet.js';
import { tensorOps } from '../../../src/shared/stylise/tensorOps.js';
import { moved, twoFrameLoss } from '../../../src/shared/stylise/twoFrames.js';
import type { WeightArray, Weights } from '../../../src/shared/weights/tensors.js';
import { noisePicture, randomWeights } from '../../support/styliser.js';

const RESIDUAL = { kind: 'residual', width: 4, blocks: 1, kernel: 3, styles: 1 } as const;
const CHANNELS = 6;

const array = ({ shape, data }: WeightArray) => tf.tensor(data, [...shape]);
const noise = (shape: number[], seed = 1) =>
  tf.tensor(new Rng(seed).normals(shape.reduce((a, b) => a * b)), shape);
const features = () => noise([1, 12, 9, CHANNELS]) as Tensor4D;
const opsOf = (weights: Weights = new Map()) => tensorOps(constantWeights(weights));

function draw(family: StyliserFamily, weights: Weights, condition: Record<string, Tensor>): Float32Array {
  const inputs = { [PICTURE]: array(noisePicture(16, 24)), ...condition };
  return drawStyliser(opsOf(weights), family, inputs).dataSync() as Float32Array;
}

describe('a bank of styles', () => {
  const family = { ...RESIDUAL, styles: 2, bottleneck: 'bank' } as const;
  const weights = randomWeights(family);
  const mixed = (...shares: number[]) => ({ [MIXTURE]: tf.tensor2d([shares]) });

  it('without any of them is the net that has none', () => {
    const plain = draw(RESIDUAL, weights, { [MIXTURE]: tf.tensor2d([[1]]) });
    expect(draw(family, weights, mixed(0, 0))).toBeAllclose(plain, 1e-5, 1e-5);
    expect(draw(family, weights, mixed(1, 0))).not.toBeAllclose(plain, 1e-2, 1e-2);
  });

  it('is linear in its shares', () => {
    const { bank } = BOTTLENECK_KINDS;
    const [styles, size] = [2, 9 * CHANNELS ** 2];
    const kernel = { shape: [styles, size], data: new Rng(3).normals(styles * size) };
    const ops = opsOf(new Map([['bank.kernel', kernel]]));
    const banked = (...shares: number[]) =>
      bank.draw(ops, {
        features: features() as Tensor,
        channels: CHANNELS,
        inputs: mixed(...shares),
        normed: (x) => x,
      });
    const between = tf.add(tf.mul(banked(1, 0), 0.3), tf.mul(banked(0, 1), 0.7));
    expect(banked(0.3, 0.7).dataSync()).toBeAllclose(between.dataSync(), 1e-4, 1e-4);
  });
});

describe('features that are matched', () => {
  it('stay what they are where the turn undoes their own products', () => {
    const gram = styleGram(opsOf(), features() as Tensor, CHANNELS);
    const known = gram[STYLE_GRAM]!;
    const inverse = inverted(known.arraySync() as number[][]);
    const ops = opsOf(
      new Map([['match.kernel', { shape: [CHANNELS, CHANNELS], data: Float32Array.from(inverse.flat()) }]]),
    );
    const place = {
      features: features() as Tensor,
      channels: CHANNELS,
      inputs: gram,
      normed: (x: Tensor) => x,
    };
    expect(BOTTLENECK_KINDS.match.draw(ops, place).dataSync()).toBeAllclose(
      features().dataSync(),
      1e-3,
      1e-3,
    );
  });
});

describe('norms that are foretold', () => {
  it('by a predictor that looks at nothing are those of a style of its own', () => {
    const family = { ...RESIDUAL, norm: 'predicted' } as const;
    const weights = new Map(randomWeights(family));
    for (const [name, shape] of predictorShapes())
      if (shape.length > 1) weights.set(name, { shape, data: new Float32Array(shape[0]! * shape[1]!) });
    const vector = tf.tensor2d(weights.get('predict.bias')!.data, [1, 100]);
    const fixed = new Map(weights);
    for (const [name, { shape, data }] of weights) {
      const slope = weights.get(`${name}By`);
      if (!slope) continue;
      const row = tf.add(
        tf.tensor2d(data, shape as [number, number]),
        tf.matMul(vector, array(slope) as Tensor2D),
      );
      fixed.set(name, { shape, data: row.dataSync() as Float32Array });
    }
    const style = Object.fromEntries(
      Object.entries(momentShapes()).map(([name, shape]) => [name, noise([...shape])]),
    );
    const named = draw(RESIDUAL, fixed, { [MIXTURE]: tf.tensor2d([[1]]) });
    expect(draw(family, weights, style)).toBeAllclose(named, 1e-4, 1e-4);
  });
});

describe('patches that are swapped', () => {
  it('for those of the picture itself change nothing', () => {
    const ops = opsOf();
    const map = features() as Tensor;
    const patches = ops.patches(map, { channels: CHANNELS, stride: 1 });
    expect(patches.shape).toEqual([10 * 7, 9 * CHANNELS]);
    expect(swapPatches(ops, map, patches, CHANNELS).dataSync()).toBeAllclose(map.dataSync(), 1e-5, 1e-6);
  });

  it('are chosen by their direction, and come as large as they are', () => {
    const ops = opsOf();
    const map = features() as Tensor;
    const louder = tf.mul(ops.patches(map, { channels: CHANNELS, stride: 1 }), 3);
    const swapped = swapPatches(ops, map, louder, CHANNELS);
    expect(swapped.dataSync()).toBeAllclose(tf.mul(map, 3).dataSync(), 1e-5, 1e-5);
  });
});

describe('a leaky rectifier', () => {
  it('has a slope everywhere, so that no unit is lost', () => {
    const rectified = (x: Tensor) => leakyRelu(opsOf(), x);
    expect(rectified(tf.tensor1d([-5, 0, 2])).dataSync()).toBeAllclose([-1, 0, 2], 1e-6, 1e-6);
    expect(
      tf
        .grad(rectified)(tf.tensor1d([-5, 2]))
        .dataSync(),
    ).toBeAllclose([0.2, 1], 1e-6, 1e-6);
  });
});

describe('a critic’s scores', () => {
  it('cost what they are short of 1, on the side where they should be', () => {
    const scores = tf.tensor4d([2, 0.5, 0, -3], [1, 2, 2, 1]);
    expect(hinge(scores, 1).dataSync()[0]).toBeCloseTo((0 + 0.5 + 1 + 4) / 4, 6);
    expect(hinge(scores, -1).dataSync()[0]).toBeCloseTo((3 + 1.5 + 1 + 0) / 4, 6);
    const weights = tf.tensor2d([[0, 4, 0, 0]]);
    expect(hinge(scores, 1, weights).dataSync()[0]).toBeCloseTo(0.5, 6);
  });

  it('push where they are short, and nowhere else', () => {
    const slope = tf.grad((scores) => hinge(scores as Tensor4D, 1));
    expect(slope(tf.tensor4d([2, 0.5, 0, -3], [1, 2, 2, 1])).dataSync()).toBeAllclose([
      0, -0.25, -0.25, -0.25,
    ]);
  });
});

describe('two frames', () => {
  const frame = noise([1, 4, 5, 3]) as Tensor4D;
  const shares = (length: number, shift: number) =>
    tf.tensor2d(
      Array.from({ length: length ** 2 }, (_, i) => (Math.floor(i / length) + shift === i % length ? 1 : 0)),
      [length, length],
    );

  it('that are the same cost nothing, and differ by their mean square', () => {
    const still = { rows: shares(4, 0), columns: shares(5, 0) };
    const all = tf.ones([1, 4, 5, 1]) as Tensor4D;
    expect(twoFrameLoss(frame, frame, still, all).dataSync()[0]).toBe(0);
    expect(twoFrameLoss(frame, tf.add(frame, 0.5), still, all).dataSync()[0]).toBeCloseTo(0.25, 5);
  });

  it('show the first where the motion brings it', () => {
    const shown = moved(frame, { rows: shares(4, 1), columns: shares(5, 2) });
    const [a, b] = [shown, frame].map((x) => x.arraySync() as number[][][][]);
    expect(a![0]![1]![2]).toEqual(b![0]![2]![4]);
    expect(a![0]![3]![0]).toEqual([0, 0, 0]);
  });
});

/** The inverse of a small matrix, by elimination. */
function inverted(matrix: number[][]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...Array.from({ length: size }, (_, k) => (k === i ? 1 : 0))]);
  for (let i = 0; i < size; i++) {
    const pivot = rows[i]![i]!;
    rows[i] = rows[i]!.map((value) => value / pivot);
    for (let k = 0; k < size; k++) {
      const factor = rows[k]![i]!;
      if (k !== i) rows[k] = rows[k]!.map((value, c) => value - factor * rows[i]![c]!);
    }
  }
  return rows.map((row) => row.slice(size));
}
