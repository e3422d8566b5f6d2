import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Rng } from '../../../src/shared/rng.js';
import { Learner } from '../../../src/shared/train/learner.js';

const shapes = new Map([
  ['filter', [3, 2]],
  ['bias', [2]],
]);
const folder = mkdtempSync(join(tmpdir(), 'nst-learner-'));
afterAll(() => rmSync(folder, { recursive: true }));

const evaluation = (step: number) => {
  const rng = new Rng(step);
  return { total: 1, terms: {}, gradients: { filter: rng.normals(6), bias: rng.normals(2) } };
};

describe('Learner', () => {
  it('starts with filters of the size that suits their inputs, and biases of zero', () => {
    const { means: weights } = Learner.start(new Map([...shapes, ['large', [3, 3, 50, 40]]]), 1);
    const { data } = weights.get('large')!;
    const variance = data.reduce((sum, x) => sum + x * x, 0) / data.length;
    expect(variance).toBeCloseTo(2 / 450, 3);
    expect([...weights.get('bias')!.data]).toEqual([0, 0]);
  });

  it('steps against the gradient by about the rate, and forgets a little of filters', () => {
    const learner = Learner.start(shapes, 1);
    const before = learner.values.filter!.slice();
    const gradients = { filter: Float32Array.of(5, -5, 1, -1, 0, 0), bias: Float32Array.of(1, 0) };
    learner.step({ total: 1, terms: {}, gradients }, 0.01);
    const moved = learner.values.filter!.map((x, i) => x - before[i]! * (1 - 0.01 * 0.02));
    expect(moved).toBeAllclose([-0.01, 0.01, -0.01, 0.01, 0, 0], 1e-3, 1e-6);
    expect(learner.values.bias).toBeAllclose([-0.01, 0], 1e-3, 1e-7);
  });

  it('averages the weights of the last steps', () => {
    const learner = Learner.start(shapes, 1);
    const bias = (value: number) => ({
      total: 1,
      terms: {},
      gradients: { filter: new Float32Array(6), bias: Float32Array.of(value, 0) },
    });
    learner.step(bias(1), 0.01);
    const first = learner.values.bias![0]!;
    expect(learner.means.get('bias')!.data[0]).toBe(first);
    learner.step(bias(1), 0.01);
    const second = learner.values.bias![0]!;
    expect(learner.means.get('bias')!.data[0]).toBeCloseTo(first + (second - first) / 1.2, 6);
  });

  it('goes on from what it saved as if it had not been stopped', async () => {
    const path = join(folder, 'checkpoint');
    const whole = await Learner.resume(path, shapes, 4);
    const first = Learner.start(shapes, 4);
    for (let step = 0; step < 6; step++) whole.step(evaluation(step), 1e-3);
    for (let step = 0; step < 3; step++) first.step(evaluation(step), 1e-3);
    await first.save(path);
    const second = await Learner.resume(path, shapes, 99);
    expect(second.steps).toBe(3);
    for (let step = 3; step < 6; step++) second.step(evaluation(step), 1e-3);
    expect(second.values).toEqual(whole.values);
    expect(second.means).toEqual(whole.means);
  });

  it('leaves weights alone that have no gradient, and knows how often each was moved', async () => {
    const path = join(folder, 'parts');
    const part = (step: number, name: 'filter' | 'bias') => {
      const { gradients, ...others } = evaluation(step);
      return { ...others, gradients: { [name]: gradients[name] } };
    };
    const whole = Learner.start(shapes, 4);
    const before = whole.values.bias!.slice();
    for (let step = 0; step < 3; step++) whole.step(part(step, 'filter'), 1e-3);
    expect(whole.values.bias).toEqual(before);
    await whole.save(path);
    const resumed = await Learner.resume(path, shapes, 4);
    for (const learner of [whole, resumed]) learner.step(part(3, 'bias'), 1e-3);
    expect(resumed.steps).toBe(4);
    expect(resumed.values).toEqual(whole.values);
    // A first step is as long as the rate, whatever the gradient.
    const moved = whole.values.bias!.map((value, i) => Math.abs(value - before[i]!));
    expect(moved).toBeAllclose([1e-3, 1e-3], 1e-3);
  });

  it('refuses checkpoints that are damaged or of other weights, and losses that are no numbers', async () => {
    const path = join(folder, 'other');
    await Learner.start(new Map([['filter', [3, 3]]]), 1).save(path);
    await expect(Learner.resume(path, shapes, 1)).rejects.toMatchObject({ code: 'NST_MODEL_BROKEN' });
    writeFileSync(path, 'nothing of the kind');
    await expect(Learner.resume(path, shapes, 1)).rejects.toMatchObject({ code: 'NST_MODEL_BROKEN' });
    const lost = { total: Number.NaN, terms: {}, gradients: evaluation(0).gradients };
    expect(() => Learner.start(shapes, 1).step(lost, 0.01)).toThrow('the loss is NaN at step 0');
  });
});
