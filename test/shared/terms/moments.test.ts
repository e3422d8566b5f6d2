import { describe, expect, it } from 'vitest';
import { tf } from '../../../src/shared/engine/tf.js';
import { Rng } from '../../../src/shared/rng.js';
import { termOf } from '../../support/terms.js';

const values = (length: number, seed: number) => {
  const rng = new Rng(seed);
  return Float32Array.from({ length }, () => rng.uniform());
};
const features = values(60, 1);
const masks = values(40, 2);
const term = termOf({ kind: 'moments', layers: { a: 1 }, leastEnergy: 1e-6 });
const shown = (data: Float32Array) => ({
  layers: { a: tf.tensor4d(data, [1, 4, 5, 3]) },
  places: tf.tensor3d(masks, [2, 4, 5]),
});
const momentsOf = (data: Float32Array) => term.measure(shown(data)).a!.dataSync<'float32'>();

describe('moments of regions', () => {
  it('are the weighted mean and deviation of each channel in each region', () => {
    const moments = momentsOf(features);
    for (const region of [0, 1]) {
      const weights = masks.subarray(20 * region, 20 * region + 20);
      const total = weights.reduce((sum, value) => sum + value, 0);
      for (const c of [0, 1, 2]) {
        let [mean, square] = [0, 0];
        for (let p = 0; p < 20; p++) mean += (weights[p]! / total) * features[3 * p + c]!;
        for (let p = 0; p < 20; p++) square += (weights[p]! / total) * (features[3 * p + c]! - mean) ** 2;
        expect(moments[6 * region + c]).toBeCloseTo(mean, 5);
        expect(moments[6 * region + 3 + c]).toBeCloseTo(Math.sqrt(square), 3);
      }
    }
  });

  it('are finite where nothing varies', () => {
    const moments = momentsOf(new Float32Array(60).fill(0.7));
    expect([...moments].every(Number.isFinite)).toBe(true);
    expect(moments[3]).toBeLessThan(2e-3);
  });

  it('count regions alike, whatever the size of their features', () => {
    const goal = term.goalOf(shown(values(60, 3)));
    const at = (factors: readonly [number, number]) => [
      ...term.term.distance!({ a: tf.mul(goal.a!, tf.tensor(factors, [2, 1, 1])) }, goal).dataSync(),
    ];
    expect(at([1, 1])).toBeAllclose([0, 0], 1e-6, 1e-6);
    expect(at([1.1, 1])).toBeAllclose([0.01, 0], 1e-3, 1e-5);
    expect(at([1, 1.1])).toBeAllclose([0, 0.01], 1e-3, 1e-5);
  });
});
