import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine, Program } from '../../../src/shared/engine/engine.js';
import { planLanes } from '../../../src/shared/engine/lanes.js';
import type { Objective } from '../../../src/shared/engine/objective.js';
import { openEngine } from '../../../src/shared/engine/openEngine.js';
import { type Scalar, tf } from '../../../src/shared/engine/tf.js';

describe('planLanes', () => {
  it.each([
    [
      { threads: 0, wanted: 1, cores: 8 },
      { lanes: 1, threads: 0 },
    ],
    [
      { threads: 0, wanted: 3, cores: 8 },
      { lanes: 3, threads: 2 },
    ],
    [
      { threads: 0, wanted: 20, cores: 8 },
      { lanes: 8, threads: 1 },
    ],
    [
      { threads: 2, wanted: 5, cores: 8 },
      { lanes: 2, threads: 1 },
    ],
    [
      { threads: 1, wanted: 5, cores: 8 },
      { lanes: 1, threads: 1 },
    ],
    [
      { threads: 0, wanted: 4, cores: 1 },
      { lanes: 1, threads: 0 },
    ],
  ])('shares out %j as %j', ({ threads, wanted, cores }, plan) => {
    expect(planLanes(threads, wanted, cores)).toEqual(plan);
  });
});

describe('an engine with two lanes', () => {
  let engine: Engine;
  let program: Program;
  beforeAll(async () => {
    engine = await openEngine({ device: 'cpu', threads: 2, lanes: 2 });
    const objective: Objective = ({ x, goal }) => ({
      distance: tf.sum<Scalar>(tf.square(tf.sub(x ?? 0, goal ?? 0))),
    });
    program = await engine.compile(objective, {
      x: { shape: [1000], role: 'variable' },
      goal: { shape: [1000], role: 'frozen' },
    });
  });
  afterAll(() => engine.close());

  const minimise = (value: number, onStep = () => {}) =>
    program.minimize(
      {
        variable: 'x',
        start: new Float32Array(1000),
        frozen: { goal: new Float32Array(1000).fill(value) },
        optimizer: { kind: 'adam' },
        // Long enough that a lane which wakes up late still finds the other at work.
        settings: { iterations: 1000 },
      },
      { onStep },
    );

  it('says so', () => expect(engine.lanes).toBe(2));

  it('runs two at the same time, each as it would run alone', async () => {
    const alone = [await minimise(1), await minimise(-2)];
    const order: string[] = [];
    const both = await Promise.all([minimise(1, () => order.push('a')), minimise(-2, () => order.push('b'))]);
    expect(both).toEqual(alone);
    const turns = order.filter((name, i) => i > 0 && name !== order[i - 1]).length;
    expect(turns).toBeGreaterThan(1);
  });

  it('cannot go on with a run, which could be in the other lane', async () => {
    const task = {
      variable: 'x',
      start: new Float32Array(1000),
      frozen: { goal: new Float32Array(1000) },
      optimizer: { kind: 'adam' },
      settings: { iterations: 1 },
      resume: true,
    } as const;
    await expect(program.minimize(task)).rejects.toThrow('expected one lane to go on in');
  });
});
