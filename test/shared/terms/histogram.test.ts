import { describe, expect, it } from 'vitest';
import { type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { quantilesOf, rankOf, remap, samplePositions, valueAt } from '../../../src/shared/terms/quantiles.js';
import { Seen } from '../../../src/shared/terms/seen.js';
import { randomFeatures, tensorOf } from '../../support/features.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';
import { arraysOf, tensorsOf, termOf } from '../../support/terms.js';

const channelOf = (data: Float32Array, channels: number, channel: number) =>
  data.filter((_, i) => i % channels === channel);

describe('quantiles', () => {
  const { data } = randomFeatures(1, 20, 20, 3);
  const all = samplePositions(400);

  it('go from the least value to the largest, in order', () => {
    const quantiles = quantilesOf(data, 3, 1, all);
    const values = channelOf(data, 3, 1);
    expect(quantiles[0]).toBe(Math.min(...values));
    expect(quantiles.at(-1)).toBe(Math.max(...values));
    expect(quantiles).toEqual(quantiles.toSorted());
  });

  it('lead from a value to its rank and back', () => {
    const quantiles = quantilesOf(data, 3, 0, all);
    for (const value of channelOf(data, 3, 0).slice(0, 50)) {
      expect(valueAt(quantiles, rankOf(quantiles, value))).toBeCloseTo(value, 4);
    }
    expect(rankOf(quantiles, -100)).toBe(0);
    expect(rankOf(quantiles, 100)).toBe(1);
  });

  it('give a value that many share the middle of their ranks', () => {
    const quantiles = Float32Array.of(0, 0, 0, 0, 0, 1, 2, 3, 4);
    expect(rankOf(quantiles, 0)).toBeCloseTo(2 / 8, 6);
    expect(rankOf(quantiles, 1)).toBeCloseTo(5 / 8, 6);
    expect(rankOf(quantiles, 2.5)).toBeCloseTo(6.5 / 8, 6);
  });

  it('take positions as often as they weigh', () => {
    const weights = Float32Array.of(0, 3, 0, 1);
    const counts = [0, 0, 0, 0];
    for (const position of samplePositions(4, weights)) counts[position]!++;
    expect(counts).toEqual([0, 3, 0, 1]);
  });
});

describe('remap', () => {
  it('gives every channel the distribution that is wanted, and keeps the order of its values', () => {
    const [a, b] = [randomFeatures(1, 40, 40, 2).data, randomFeatures(2, 40, 40, 2).data.map((v) => v ** 3)];
    const tables = (data: Float32Array) => [0, 1].map((c) => quantilesOf(data, 2, c, samplePositions(1600)));
    const mapped = remap(a, tables(a), tables(b));
    for (const channel of [0, 1]) {
      const [from, to, wanted] = [a, mapped, b].map((data) => channelOf(data!, 2, channel)) as [
        Float32Array,
        Float32Array,
        Float32Array,
      ];
      const sorted = (x: Float32Array) => x.toSorted();
      const spread = Math.max(...wanted) - Math.min(...wanted);
      const errors = sorted(to).map((value, i) => Math.abs(value - sorted(wanted)[i]!) / spread);
      expect(errors.reduce((sum, e) => sum + e, 0) / errors.length).toBeLessThan(0.01);
      const order = [...from.keys()].sort((i, j) => from[i]! - from[j]!);
      const along = order.map((i) => to[i]!);
      for (let i = 1; i < along.length; i++) expect(along[i]).toBeGreaterThanOrEqual(along[i - 1]!);
    }
  });
});

it('remap leaves alone what does not count', () => {
  const { data } = randomFeatures(1, 10, 10, 2);
  const weights = Float32Array.from({ length: 100 }, (_, i) => (i < 40 ? 2.5 : 1e-12));
  const tables = [0, 1].map((c) => quantilesOf(data, 2, c, samplePositions(100, weights)));
  const doubled = tables.map((table) => table.map((value) => 2 * value));
  const mapped = remap(data, tables, doubled, weights);
  expect(mapped.subarray(0, 80)).toEqual(remap(data, tables, doubled).subarray(0, 80));
  expect(mapped.subarray(80)).toEqual(data.subarray(80));
});

describe('histogram', () => {
  const picture = randomFeatures(3, 12, 10, 4);
  const style = randomFeatures(4, 9, 11, 4);
  const shown = (of: typeof picture) => ({ layers: { a: tensorOf(of) } });
  const term = termOf({ kind: 'histogram', layers: { a: 1 } });

  it('is 0 for features that are distributed as the style’s, whatever their places', () => {
    const moved = { ...style, data: tf.reverse(tensorOf(style), [1, 2]).dataSync() as Float32Array };
    const goal = term.goalOf(shown(style));
    expect(term.loss(shown(moved), goal)[0]).toBeLessThan(1e-4);
    expect(term.loss(shown(picture), goal)[0]).toBeGreaterThan(0.05);
  });

  it('is the mean squared difference from sorted values of the style, over their mean square', () => {
    // As many positions as a quantile function has points, so that sorting is all there is to it.
    const [a, b] = [randomFeatures(5, 16, 16, 4), randomFeatures(6, 16, 16, 4)];
    let [errors, squares] = [0, 0];
    for (let channel = 0; channel < 4; channel++) {
      const [from, to] = [a, b].map(({ data }) => channelOf(data, 4, channel).sort()) as [
        Float32Array,
        Float32Array,
      ];
      from.forEach((value, i) => {
        errors += (value - to[i]!) ** 2;
        squares += to[i]! ** 2;
      });
    }
    const goal = term.goalOf(shown(b));
    expect(term.loss(shown(a), goal)[0]! / (errors / squares)).toBeCloseTo(1, 4);
    // What all zeros are off by.
    expect(term.range(goal)[0]).toBeCloseTo(1, 4);
  });

  it('looks at each region by itself', () => {
    const places = tf.tensor3d(
      [true, false].flatMap((left) => Array.from({ length: 120 }, (_, i) => (i % 10 < 5 === left ? 1 : 0))),
      [2, 12, 10],
    );
    const goals = [style, randomFeatures(6, 9, 11, 4)].map((of) => term.goalOf(shown(of)));
    const both = Object.fromEntries(
      Object.keys(goals[0]!).map((name) => [
        name,
        tf.concat(
          goals.map((goal) => goal[name]!),
          0,
        ),
      ]),
    );
    const losses = term.loss({ ...shown(picture), places }, both);
    for (const [region, left] of [true, false].entries()) {
      const data = picture.data.filter((_, i) => Math.floor(i / 4) % 10 < 5 === left);
      const [alone] = term.loss(shown({ ...picture, width: 5, data }), goals[region]!);
      expect(losses[region]! / alone!).toBeCloseTo(1, 1);
    }
  });

  it('is compiled as it is, with its gradient, the matched features held', async () => {
    const goal = term.goalOf(shown(style));
    const matched = term.term.refresh!.update!(arraysOf(term.measure(shown(picture))), arraysOf(goal));
    const held = { ...arraysOf(goal), ...matched };
    await expectSoundObjective(
      ({ x }) => ({ value: tf.sum(term.term.loss(new Seen({ a: x as Tensor4D }), tensorsOf(held))) }),
      normalValues({ x: [1, 12, 10, 4] }, 3),
    );
  });
});
