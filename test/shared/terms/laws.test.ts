import { beforeAll, describe, expect, it } from 'vitest';
import { registerGradients } from '../../../src/shared/engine/gradients/index.js';
import { type Tensor, type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { TERMS, type TermName } from '../../../src/shared/terms/registry.js';
import { Seen } from '../../../src/shared/terms/seen.js';
import type { TensorsByName } from '../../../src/shared/terms/term.js';
import { GIVEN, type Layers, layersOf, specOf } from '../../support/termLayers.js';
import { termOf } from '../../support/terms.js';

beforeAll(registerGradients);

const [example, other] = [layersOf(3), layersOf(4)];
const mapLayers = (layers: Layers, change: (layer: Tensor4D) => Tensor): Layers =>
  Object.fromEntries(Object.entries(layers).map(([name, layer]) => [name, change(layer) as Tensor4D]));
const silence = mapLayers(example, (layer) => tf.zerosLike(layer));
const flat = mapLayers(example, (layer) => tf.onesLike(layer));

/** A point between two examples. */
const between = (share: number): Layers =>
  Object.fromEntries(
    Object.keys(example).map((name) => [
      name,
      tf.add(tf.mul(example[name]!, 1 - share), tf.mul(other[name]!, share)) as Tensor4D,
    ]),
  );

const names = Object.keys(TERMS) as TermName[];
const compared = names.filter((kind) => termOf(specOf(kind)).term.measure !== undefined);

describe.each(compared)('%s', (kind) => {
  const term = termOf(specOf(kind));
  const goal = term.goalOf({ layers: example });
  const lossOf = (layers: Layers) => term.loss({ layers }, goal)[0]!;

  it('is 0 at its example, and more the further a picture is from it', () => {
    const losses = [0, 0.25, 0.5, 1].map((share) => lossOf(between(share)));
    // Histograms are compared by 256 quantiles.
    expect(Math.abs(losses[0]!)).toBeLessThan(1e-3 * losses[3]!);
    for (const loss of losses.slice(1)) expect(loss).toBeGreaterThan(losses[0]!);
    // Features of another picture may be nearer to some of the example's than mixtures are.
    if (kind === 'nearest') return;
    for (const [i, loss] of losses.slice(1).entries()) expect(loss).toBeGreaterThan(losses[i]!);
  });

  it('is the same distance of what was measured', () => {
    const { distance, refresh } = term.term;
    if (!distance) return;
    expect(refresh).toBeUndefined();
    const measured = distance(term.measure({ layers: other }), goal).dataSync()[0]!;
    expect(measured / lossOf(other)).toBeCloseTo(1, 4);
  });

  it('has a range above 0, and a loss of other pictures of about that size', () => {
    const [range] = term.range(goal);
    expect(range).toBeGreaterThan(0);
    expect(lossOf(other) / range!).toBeGreaterThan(0.02);
    expect(lossOf(other) / range!).toBeLessThan(50);
  });
});

describe.each(names)('%s of nothing', (kind) => {
  const { term, goalOf, refreshed } = termOf(specOf(kind));

  /** The goal for a picture as it is. */
  const goalFor = (shown: Layers, goal: Layers): TensorsByName => {
    if (kind === 'plausible') return GIVEN;
    return refreshed(goalOf({ layers: goal }), { layers: shown });
  };

  it.each([
    ['silence against silence', silence, silence],
    ['silence against an example', silence, example],
    ['an example against silence', example, silence],
    ['what is flat against an example', flat, example],
    ['an example against what is flat', example, flat],
  ])('has a loss and a gradient that are numbers: %s', (_, shown, target) => {
    const goal = goalFor(shown, target);
    const wanted = term.layers;
    const loss = (...layers: Tensor[]) =>
      tf.sum(
        term.loss(new Seen(Object.fromEntries(wanted.map((name, i) => [name, layers[i] as Tensor4D]))), goal),
      );
    const { value, grads } = tf.valueAndGrads(loss)(wanted.map((name) => shown[name]!));
    expect(Number.isFinite(value.dataSync()[0])).toBe(true);
    expect(value.dataSync()[0]).toBeGreaterThan(-1e-4);
    for (const grad of grads) expect(grad.dataSync().every(Number.isFinite)).toBe(true);
  });

  it('has a range that is a number', () => {
    for (const layers of [silence, flat]) {
      const range = term.range?.(goalFor(layers, layers)).dataSync() ?? [1];
      expect([...range].every(Number.isFinite)).toBe(true);
    }
  });
});
