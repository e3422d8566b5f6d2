import { describe, expect, it } from 'vitest';
import { type Tensor, type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { TERMS, type TermName } from '../../../src/shared/terms/registry.js';
import { Seen } from '../../../src/shared/terms/seen.js';
import type { TensorsByName } from '../../../src/shared/terms/term.js';
import { expectSoundObjective } from '../../support/soundObjective.js';
import { GIVEN, type Layers, layersOf, SHAPES, specOf } from '../../support/termLayers.js';
import { arraysOf, tensorsOf, termOf } from '../../support/terms.js';

const batched = (pictures: readonly Layers[]): Layers =>
  Object.fromEntries(
    Object.keys(SHAPES).map((name) => [
      name,
      tf.concat(
        pictures.map((layers) => layers[name]!),
        0,
      ) as Tensor4D,
    ]),
  );

const [first, second, example, other] = [1, 2, 3, 4].map(layersOf) as [Layers, Layers, Layers, Layers];
const both = batched([first, second]);

describe.each(Object.keys(TERMS) as TermName[])('a batch of two: %s', (kind) => {
  const term = termOf(specOf(kind));
  const goalOf = (...examples: Layers[]) =>
    kind === 'plausible' ? GIVEN : term.goalOf({ layers: batched(examples) });
  const lossOf = (layers: Layers, goal: TensorsByName) => term.loss({ layers }, goal);

  it('has the losses of both alone, with goals of their own', () => {
    const alone = [lossOf(first, goalOf(example))[0]!, lossOf(second, goalOf(other))[0]!];
    expect(Math.min(...alone)).toBeGreaterThan(0);
    expect(lossOf(both, goalOf(example, other))).toBeAllclose(alone, 1e-4, 1e-6);
  });

  it('has the losses of both alone, with one goal for both', () => {
    const goal = goalOf(example);
    const alone = [lossOf(first, goal)[0]!, lossOf(second, goal)[0]!];
    expect(lossOf(both, goal)).toBeAllclose(alone, 1e-4, 1e-6);
  });

  it('has the ranges of both alone', () => {
    const alone = [...term.range(goalOf(example)), ...term.range(goalOf(other))];
    const ranges = term.range(goalOf(example, other));
    // A term whose range does not depend on its goal may say it once.
    expect(ranges.length === 1 ? [ranges[0], ranges[0]] : ranges).toBeAllclose(alone as number[], 1e-4, 1e-6);
  });

  it('is compiled as it is, with its gradient', async () => {
    const goal = goalOf(example, other);
    const refreshed = term.refreshed(goal, { layers: both });
    const arrays = arraysOf(refreshed);
    const layers = term.term.layers;
    const seen = (inputs: Readonly<Record<string, Tensor>>) => new Seen(inputs as Layers);
    await expectSoundObjective(
      (inputs) => ({ value: tf.mean(term.term.loss(seen(inputs), tensorsOf(arrays))) }),
      arraysOf(Object.fromEntries(layers.map((name) => [name, both[name]!]))),
    );
  });
});
