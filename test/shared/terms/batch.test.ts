import { describe, expect, it } from 'vitest';
import { type Tensor, type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { Rng } from '../../../src/shared/rng.js';
import { ENERGIES } from '../../../src/shared/terms/envelope.js';
import { POWER } from '../../../src/shared/terms/frequencyEnvelope.js';
import { PITCHES } from '../../../src/shared/terms/pitch.js';
import { RGBA_LAYER } from '../../../src/shared/terms/plausible.js';
import { TERMS, type TermName, type TermSpec } from '../../../src/shared/terms/registry.js';
import { AUTOCORRELATION } from '../../../src/shared/terms/rhythm.js';
import { Seen } from '../../../src/shared/terms/seen.js';
import type { TensorsByName } from '../../../src/shared/terms/term.js';
import { PIXELS } from '../../../src/shared/terms/totalVariation.js';
import { expectSoundObjective } from '../../support/soundObjective.js';
import { arraysOf, tensorsOf, termOf } from '../../support/terms.js';

/** A shape for every layer that a term may look at; `a` is one of a network. */
const SHAPES: Readonly<Record<string, readonly [number, number, number, number]>> = {
  a: [1, 4, 5, 3],
  [PIXELS]: [1, 12, 13, 3],
  [RGBA_LAYER]: [1, 4, 5, 4],
  [ENERGIES]: [1, 1, 12, 1],
  [POWER]: [1, 1, 6, 5],
  [AUTOCORRELATION]: [1, 1, 5, 3],
  [PITCHES]: [1, 1, 6, 12],
};

type Layers = Readonly<Record<string, Tensor4D>>;

/** Layers of one picture (or sound); what is drawn is not negative, as powers are not. */
function layersOf(seed: number): Layers {
  const rng = new Rng(seed);
  return Object.fromEntries(
    Object.entries(SHAPES).map(([name, shape]) => {
      const values = rng.normals(shape.reduce((a, b) => a * b, 1)).map(Math.abs);
      return [name, tf.tensor4d(values, [...shape])];
    }),
  );
}

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

const specOf = (kind: TermName) =>
  ({
    kind,
    ...('layers' in TERMS[kind].parameters && { layers: { a: 1 } }),
    ...(kind === 'laplacian' && { pool: 3 }),
  }) as TermSpec;

/** What the goal of `plausible` is, which is not measured. */
const GIVEN: TensorsByName = {
  mean: tf.tensor(new Rng(8).normals(80), [1, 4, 5, 4]),
  whitening: tf.tensor(new Rng(9).normals(320), [20, 4, 4]),
};

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
    const refreshed = term.term.refresh
      ? {
          ...goal,
          ...tensorsOf(term.term.refresh.update(arraysOf(term.measure({ layers: both })), arraysOf(goal))),
        }
      : goal;
    const arrays = arraysOf(refreshed);
    const layers = term.term.layers;
    const seen = (inputs: Readonly<Record<string, Tensor>>) => new Seen(inputs as Layers);
    await expectSoundObjective(
      (inputs) => ({ value: tf.mean(term.term.loss(seen(inputs), tensorsOf(arrays))) }),
      arraysOf(Object.fromEntries(layers.map((name) => [name, both[name]!]))),
    );
  });
});
