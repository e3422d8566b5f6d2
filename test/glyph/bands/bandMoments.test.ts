import { describe, expect, it } from 'vitest';
import { bandMoments, momentsDistance } from '../../../src/glyph/gram/bandMoments.js';
import { viewOf } from '../../../src/glyph/gram/views.js';
import { type Tensor, type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { Rng } from '../../../src/shared/rng.js';
import { compiledEvaluation } from '../../support/engines.js';

const SHAPE: [number, number, number, number] = [1, 4, 5, 3];
const values = (length: number, seed: number) => {
  const rng = new Rng(seed);
  return Float32Array.from({ length }, () => rng.uniform());
};
const features = values(60, 1);
const raw = values(40, 2);
const weights = raw.map((value, i) => {
  const band = raw.subarray(20 * Math.floor(i / 20), 20 * Math.floor(i / 20) + 20);
  return value / band.reduce((sum, v) => sum + v, 0);
});
const momentsAt = (data: Float32Array) =>
  bandMoments(tf.tensor4d(data, SHAPE), tf.tensor2d(weights, [2, 20])).dataSync<'float32'>();

describe('bandMoments', () => {
  it('are the weighted mean and deviation of each channel in each band', () => {
    const moments = momentsAt(features);
    for (const band of [0, 1]) {
      for (const c of [0, 1, 2]) {
        let [mean, square] = [0, 0];
        for (let p = 0; p < 20; p++) mean += weights[20 * band + p]! * features[3 * p + c]!;
        for (let p = 0; p < 20; p++) square += weights[20 * band + p]! * (features[3 * p + c]! - mean) ** 2;
        expect(moments[6 * band + c]).toBeCloseTo(mean, 5);
        expect(moments[6 * band + 3 + c]).toBeCloseTo(Math.sqrt(square), 3);
      }
    }
  });

  it('are finite where nothing varies', () => {
    const moments = momentsAt(new Float32Array(60).fill(0.7));
    expect([...moments].every(Number.isFinite)).toBe(true);
    expect(moments[3]).toBeLessThan(2e-3);
  });
});

describe('momentsDistance', () => {
  const goal = momentsAt(values(60, 3));
  const at = (moments: Float32Array) =>
    momentsDistance(tf.tensor2d(moments, [2, 6]), goal).dataSync<'float32'>()[0];

  it('is 0 at the example, and 1 where there is nothing at all', () => {
    expect(at(goal)).toBe(0);
    expect(at(new Float32Array(12))).toBeCloseTo(1, 5);
  });

  it('counts bands alike, whatever the size of their features', () => {
    const off = (band: number) => goal.map((value, i) => (Math.floor(i / 6) === band ? 1.1 * value : value));
    expect(at(off(0))).toBeCloseTo(0.005, 5);
    expect(at(off(1))).toBeCloseTo(0.005, 5);
  });

  it('has the gradient that differences say', async () => {
    const objective = ({ x }: Readonly<Record<string, Tensor>>) => ({
      loss: momentsDistance(bandMoments(x as Tensor4D, tf.tensor2d(weights, [2, 20])), goal),
    });
    const evaluate = (data: Float32Array) => compiledEvaluation(objective, { x: { shape: SHAPE, data } });
    const { gradients } = await evaluate(features);
    for (const i of [0, 17, 40]) {
      const [up, down] = [features.slice(), features.slice()];
      up[i]! += 0.01;
      down[i]! -= 0.01;
      const slope = ((await evaluate(up)).total - (await evaluate(down)).total) / 0.02;
      expect(gradients.x![i]).toBeCloseTo(slope, 3);
    }
  });
});

describe('viewOf', () => {
  it('lays a picture over black and over white', () => {
    const rgba = tf.tensor4d([0.1, 0.2, 0.3, 0.4, 0.5, 0, 0.25, 1], [1, 1, 2, 4]);
    expect(viewOf('black', rgba).dataSync()).toBeAllclose([0.1, 0.2, 0.3, 0.5, 0, 0.25], 1e-6);
    expect(viewOf('white', rgba).dataSync()).toBeAllclose([0.7, 0.8, 0.9, 0.5, 0, 0.25], 1e-6);
  });
});
