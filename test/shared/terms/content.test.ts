import { describe, expect, it } from 'vitest';
import { type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { CONTENT_NORMALISATIONS } from '../../../src/shared/terms/content.js';
import { Seen } from '../../../src/shared/terms/seen.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';
import { arraysOf, tensorsOf, termOf } from '../../support/terms.js';

const SHAPE: [number, number, number, number] = [1, 1, 3, 2];
const TARGET = [1, 2, 3, 6, 5, 7];
const MEAN = 4;
const VARIANCE = (9 + 4 + 1 + 4 + 1 + 9) / 6;
const shown = (values: number[]) => ({ layers: { a: tf.tensor4d(values, SHAPE) } });
// Squared differences: 0 4 | 9 0 | 0 1.
const picture = [1, 4, 0, 6, 5, 6];
const term = (normalisation: (typeof CONTENT_NORMALISATIONS)[number]) =>
  termOf({ kind: 'content', normalisation, layers: { a: 1 } });
const lossOf = (normalisation: (typeof CONTENT_NORMALISATIONS)[number], values = picture) => {
  const { loss, goalOf } = term(normalisation);
  return loss(shown(values), goalOf(shown(TARGET)))[0]!;
};

describe('content', () => {
  it('is the mean squared error, or what the papers make of it', () => {
    expect(lossOf('mean')).toBeCloseTo(14 / 6, 5);
    expect(lossOf('gatys')).toBeCloseTo(14 / 2, 5);
    expect(lossOf('sum')).toBeCloseTo(14, 5);
    expect(lossOf('variance')).toBeCloseTo(14 / 6 / VARIANCE, 5);
    expect(lossOf('energy')).toBeCloseTo(14 / 6 / (VARIANCE + MEAN ** 2), 5);
  });

  it('weighs positions', () => {
    const { loss, goalOf } = term('mean');
    const weighed = (weights: number[]) =>
      loss({ ...shown(picture), places: tf.tensor3d(weights, [1, 1, 3]) }, goalOf(shown(TARGET)))[0]!;
    expect(weighed([1, 1, 1])).toBeCloseTo(14 / 6, 4);
    expect(weighed([0, 0, 1])).toBeCloseTo(1 / 2, 4);
  });

  it.each(CONTENT_NORMALISATIONS)('reaches its range where features are the content’s mean (%s)', (kind) => {
    const { loss, goalOf, range } = term(kind);
    const goal = goalOf(shown(TARGET));
    const [flat] = loss(shown(TARGET.map(() => MEAN)), goal);
    expect(flat! / range(goal)[0]!).toBeCloseTo(1, 5);
  });

  it('does not count dead layers', () => {
    const { loss, goalOf } = term('variance');
    expect(loss(shown(picture), goalOf(shown([2, 2, 2, 2, 2, 2])))).toEqual([0]);
  });

  it('is compiled as it is, with its gradient', async () => {
    const { term: open, goalOf } = term('variance');
    const goal = arraysOf(goalOf(shown(TARGET)));
    await expectSoundObjective(
      ({ x }) => ({ value: tf.sum(open.loss(new Seen({ a: x as Tensor4D }), tensorsOf(goal))) }),
      normalValues({ x: SHAPE }, 3),
    );
  });
});
