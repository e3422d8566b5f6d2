import { describe, expect, it } from 'vitest';
import { EagerEngine } from '../../../src/shared/engine/eager.js';
import { type Scalar, tf } from '../../../src/shared/engine/tf.js';
import {
  ADAM,
  distance,
  distanceInputs,
  networkInputs,
  networkObjective,
  networkValues,
} from '../../support/objectives.js';
import { gradientFault } from '../../support/slopes.js';

const task = {
  variable: 'x',
  start: Float32Array.of(0, 0),
  frozen: { goal: Float32Array.of(3, 4) },
  optimizer: ADAM,
  settings: { iterations: 1_000_000 },
};

// What it has in common with the compiled engine is in openEngine.test.ts.
describe('EagerEngine', () => {
  it('has the gradient that differences give', async () => {
    const engine = await EagerEngine.open();
    const inputs = networkInputs(6);
    const values = networkValues(6, 3);
    const program = await engine.compile(networkObjective(4), inputs);
    const { gradients } = await program.evaluate(values);
    const lossOf = async (x: Float32Array) => (await program.evaluate({ ...values, x })).total;
    const claim = { lossOf, values: values.x, shape: inputs.x!.shape, gradient: gradients.x! };
    expect(await gradientFault(claim)).toBeUndefined();
  });

  it('runs ops for which the compiled engine has no kernel', async () => {
    const engine = await EagerEngine.open();
    const program = await engine.compileForward(({ x }) => ({ y: tf.atan2(x!, tf.scalar(2)) }), {
      x: { shape: [4] },
    });
    const { y } = await program.run({ x: Float32Array.of(1, 2, 3, 4) });
    expect(y!.data).toBeAllclose([1, 2, 3, 4].map((x) => Math.atan2(x, 2)));
  });

  it('has the gradients that tfjs lacks', async () => {
    const engine = await EagerEngine.open();
    const program = await engine.compile(({ x }) => ({ v: tf.sum(tf.square(tf.cumsum(x!, 0))) as Scalar }), {
      x: { shape: [3], role: 'variable' },
    });
    const { gradients } = await program.evaluate({ x: Float32Array.of(1, 2, 3) });
    expect([...gradients.x!]).toEqual([2 * (1 + 3 + 6), 2 * (3 + 6), 2 * 6]);
  });

  it('lets a timer stop it between steps', async () => {
    const engine = await EagerEngine.open();
    const program = await engine.compile(distance, distanceInputs(2));
    const result = await program.minimize(task, { signal: AbortSignal.timeout(50) });
    expect(result.ended).toBe('stopped');
    expect(result.totals.length).toBeGreaterThan(1);
    expect(result.total).toBeLessThan(25);
  });

  it('stops within one step', async () => {
    const engine = await EagerEngine.open();
    const program = await engine.compile(distance, distanceInputs(2));
    const controller = new AbortController();
    const onStep = ({ iteration }: { iteration: number }) => {
      if (iteration === 3) controller.abort();
    };
    const stopped = await program.minimize(task, { onStep, signal: controller.signal });
    expect(stopped).toMatchObject({ ended: 'stopped', totals: { length: 3 } });
    const before = await program.minimize(task, { signal: AbortSignal.abort() });
    expect(before).toMatchObject({ ended: 'stopped', totals: [25], x: task.start });
  });

  it('keeps no tensors', async () => {
    const engine = await EagerEngine.open();
    const program = await engine.compile(networkObjective(4), networkInputs(6));
    const values = networkValues(6, 3);
    await program.evaluate(values);
    const { numTensors } = tf.memory();
    const { goal, style } = values;
    await program.minimize({
      ...task,
      start: values.x,
      frozen: { goal, style },
      settings: { iterations: 5 },
    });
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
