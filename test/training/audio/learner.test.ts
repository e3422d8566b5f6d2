import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Rng } from '../../../src/shared/rng.js';
import { Learner, rateAt } from '../../../training/audio/learner.js';

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

describe('rateAt', () => {
  it('rises to the largest, then falls with the root of the steps', () => {
    expect(rateAt(0)).toBeCloseTo(3e-5, 6);
    expect(rateAt(49)).toBe(1.5e-3);
    expect(rateAt(500)).toBe(1.5e-3);
    expect(rateAt(2000)).toBeCloseTo(7.5e-4, 7);
  });
});

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
    const whole = Learner.resume(path, shapes, 4);
    const first = Learner.start(shapes, 4);
    for (let step = 0; step < 6; step++) whole.step(evaluation(step), rateAt(step));
    for (let step = 0; step < 3; step++) first.step(evaluation(step), rateAt(step));
    await first.save(path);
    const second = Learner.resume(path, shapes, 99);
    expect(second.steps).toBe(3);
    for (let step = 3; step < 6; step++) second.step(evaluation(step), rateAt(step));
    expect(second.values).toEqual(whole.values);
    expect(second.means).toEqual(whole.means);
  });
});
