import { describe, expect, it } from 'vitest';
import { type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { guideName } from '../../../src/shared/terms/term.js';
import { layersOf } from '../../support/termLayers.js';
import { termOf } from '../../support/terms.js';

const layer = (values: readonly number[]) => tf.tensor4d([...values], [1, 1, values.length, 1]);
const spec = { kind: 'gain', layers: { a: 1 } } as const;

describe('gain', () => {
  const { term } = termOf(spec);

  it('multiplies the content by how much stronger the guide is, within 0.7 and 5', () => {
    const content = layer([1, 1, 1, 2, 0]);
    const guide = layer([2, 0.1, 50, 3, 4]);
    const goal = term.prepare!({ a: content, [guideName('a')]: guide });
    // Twice; no less than 0.7; no more than 5; 1.5 times; nothing stays nothing.
    expect(goal.a!.dataSync()).toBeAllclose([2, 0.7, 5, 3, 0], 0, 1e-3);
  });

  it('takes other limits', () => {
    const other = termOf({ ...spec, least: 0.25, most: 2 }).term;
    const goal = other.prepare!({ a: layer([1, 1, 4]), [guideName('a')]: layer([0, 9, 6]) });
    expect(goal.a!.dataSync()).toBeAllclose([0.25, 2, 6], 0, 1e-3);
  });

  it('is the content where the guide is the content, and where there is none', () => {
    const { a } = layersOf(1);
    const features = tf.abs(a!);
    expect(term.prepare!({ a: features }).a!.dataSync()).toEqual(features.dataSync());
    const same = term.prepare!({ a: features, [guideName('a')]: features }).a!;
    expect(same.dataSync()).toBeAllclose(features.dataSync(), 1e-2, 1e-3);
  });

  it('without a guide is the loss of content', () => {
    const [a, b] = [layersOf(1), layersOf(2)];
    const content = termOf({ kind: 'content', layers: { a: 1 } });
    const gain = termOf(spec);
    const losses = [content, gain].map((of) => of.loss({ layers: a }, of.goalOf({ layers: b }))[0]!);
    expect(losses[1]).toBeCloseTo(losses[0]!, 6);
  });

  it('is 0 at its own goal', () => {
    const goal = term.prepare!({ a: layer([1, 2, 3]), [guideName('a')]: layer([3, 3, 3]) });
    expect(termOf(spec).loss({ layers: { a: goal.a as Tensor4D } }, goal)[0]).toBe(0);
  });
});
