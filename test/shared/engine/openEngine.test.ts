import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { ACCELERATORS, obstacleOf } from '../../../src/shared/engine/device.js';
import type { Engine } from '../../../src/shared/engine/engine.js';
import type { Objective } from '../../../src/shared/engine/objective.js';
import { openEngine } from '../../../src/shared/engine/openEngine.js';
import { type Scalar, type Tensor, tf } from '../../../src/shared/engine/tf.js';
import type { StepReport } from '../../../src/shared/optim/minimize.js';
import { SILENT } from '../../../src/shared/reporter.js';
import { Rng } from '../../../src/shared/rng.js';
import { eagerForward } from '../../support/engines.js';
import {
  ADAM,
  distance,
  distanceInputs,
  networkInputs,
  networkObjective,
  networkValues,
} from '../../support/objectives.js';

const LBFGS = { kind: 'lbfgs' } as const;

// One law for both: whatever runs an objective has to do the same with it.
describe.each(['cpu', 'tfjs'] as const)('an engine on %s', (device) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine({ device });
  });
  afterAll(() => engine.close());

  it('says where it runs', () => {
    expect(engine.device).toBe(device === 'cpu' ? 'cpu' : 'tfjs:cpu');
  });

  it('gives terms, total, and the gradient of each variable but of no frozen input', async () => {
    const objective: Objective = ({ a, b, c }) => ({
      product: tf.sum(tf.mul(tf.mul(a!, b!), c!)) as Scalar,
      square: tf.sum(tf.square(b!)) as Scalar,
    });
    const program = await engine.compile(objective, {
      a: { shape: [3], role: 'variable' },
      b: { shape: [2, 3], role: 'variable' },
      c: { shape: [3], role: 'frozen' },
    });
    const values = {
      a: Float32Array.of(1, 2, 3),
      b: Float32Array.of(1, 0, -1, 2, 1, 0),
      c: Float32Array.of(1, 10, 100),
    };
    // 1 1 1 + 1 2 1 + 2 0 10 + 2 1 10 + 3 -1 100 + 3 0 100, and 1 + 0 + 1 + 4 + 1 + 0.
    const { total, terms, gradients } = await program.evaluate(values);
    expect(terms).toEqual({ product: 1 + 2 + 0 + 20 - 300 + 0, square: 7 });
    expect(total).toBe(-277 + 7);
    expect(Object.keys(gradients).sort()).toEqual(['a', 'b']);
    expect([...gradients.a!]).toEqual([3, 10, -100]);
    expect([...gradients.b!]).toEqual([1 + 2, 20, 300 - 2, 1 + 4, 20 + 2, 300]);
    const again = await program.evaluate({ ...values, c: Float32Array.of(0, 0, 0) });
    expect(again.terms).toEqual({ product: 0, square: 7 });
    await program.release();
  });

  it('runs a function forward', async () => {
    const program = await engine.compileForward(
      ({ x }) => ({ twice: tf.mul(x!, 2), largest: tf.argMax(x!, 1), positive: tf.greater(x!, 0) }),
      { x: { shape: [2, 3] } },
    );
    const { twice, largest, positive } = await program.run({ x: Float32Array.of(1, -2, 3, 6, 5, -4) });
    expect(twice).toEqual({ shape: [2, 3], data: Float32Array.of(2, -4, 6, 12, 10, -8) });
    expect(largest).toEqual({ shape: [2], data: Float32Array.of(2, 0) });
    expect(positive).toEqual({ shape: [2, 3], data: Float32Array.of(1, 0, 1, 1, 1, 0) });
    await program.release();
  });

  it.each([LBFGS, ADAM])('finds a minimum that is known ($kind)', async (optimizer) => {
    const program = await engine.compile(distance, distanceInputs(20));
    const goal = new Rng(3).normals(20);
    const start = new Float32Array(20).fill(0.5);
    const given = start.slice();
    const result = await program.minimize({
      variable: 'x',
      start,
      frozen: { goal },
      optimizer,
      settings: { iterations: 400 },
    });
    expect(result.x).toBeAllclose(goal, 0, 1e-3);
    expect(result.terms.distance).toBe(result.total);
    expect(result.ended).toBe(optimizer.kind === 'lbfgs' ? 'converged' : 'finished');
    expect(start).toEqual(given);
    await program.release();
  });

  it('reports each step, and the best point as often as it was asked', async () => {
    const program = await engine.compile(distance, distanceInputs(4));
    const goal = Float32Array.of(1, 2, 3, 4);
    const reports: StepReport[] = [];
    const result = await program.minimize(
      {
        variable: 'x',
        start: new Float32Array(4),
        frozen: { goal },
        // Far too long a step: values rise again, so that the best point is not the last.
        optimizer: { kind: 'adam', stepSize: 3 },
        settings: { iterations: 10, previewEvery: 4 },
      },
      { onStep: (report) => reports.push(report) },
    );
    expect(reports.map((report) => report.iteration)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(reports.map((report) => report.total)).toEqual(result.totals);
    expect(reports[0]).toMatchObject({ total: 30, terms: { distance: 30 } });
    expect(result.total).toBe(Math.min(...result.totals));
    expect(result.total).not.toBe(result.totals.at(-1));
    const previews = reports.filter((report) => report.best);
    expect(previews.map((report) => report.iteration)).toEqual([4, 8]);
    for (const { best, iteration } of previews) {
      const { total } = await program.evaluate({ x: best!, goal });
      expect(total).toBeCloseTo(Math.min(...result.totals.slice(0, iteration)), 4);
    }
    await program.release();
  });

  it('holds variables in a range', async () => {
    const program = await engine.compile(distance, distanceInputs(3));
    const { x } = await program.minimize({
      variable: 'x',
      start: Float32Array.of(-5, 0.5, 0.5),
      frozen: { goal: Float32Array.of(-2, 0.3, 7) },
      optimizer: LBFGS,
      settings: { iterations: 50, range: [0, 1] },
    });
    expect(x).toBeAllclose([0, 0.3, 1], 0, 1e-3);
    await program.release();
  });

  it('rejects with the error of a listener', async () => {
    const program = await engine.compile(distance, distanceInputs(3));
    const task = {
      variable: 'x',
      start: new Float32Array(3),
      frozen: { goal: Float32Array.of(1, 2, 3) },
      optimizer: ADAM,
      settings: { iterations: 1000 },
    };
    const seen: number[] = [];
    const onStep = ({ iteration }: StepReport) => {
      seen.push(iteration);
      if (iteration === 3) throw new Error('no more');
    };
    await expect(program.minimize(task, { onStep })).rejects.toThrow('no more');
    expect(seen).toEqual([1, 2, 3]);
    await program.release();
  });

  it('names the input that has no value, or one of another size', async () => {
    const program = await engine.compile(distance, distanceInputs(3));
    await expect(program.evaluate({ x: new Float32Array(3) })).rejects.toThrow('input "goal" has no value');
    await expect(program.evaluate({ x: new Float32Array(2), goal: new Float32Array(3) })).rejects.toThrow(
      'input "x": expected 3 values, found 2',
    );
    await program.release();
  });

  it('asks for loss terms', async () => {
    const run = async () =>
      (await engine.compile(() => ({}), distanceInputs(1))).evaluate({
        x: Float32Array.of(0),
        goal: Float32Array.of(0),
      });
    await expect(run()).rejects.toThrow('an objective must return at least one loss term');
  });
});

describe('the compiled engine', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine({ device: 'cpu' });
  });
  afterAll(() => engine.close());

  it('computes what the eager one does', async () => {
    const eager = await openEngine({ device: 'tfjs' });
    const inputs = {
      ...networkInputs(12),
      // Networks will be trained with it: more than one variable.
      goal: { shape: [1, 12, 12, 3], role: 'variable' as const },
    };
    const values = networkValues(12, 5);
    const objective = networkObjective(8);
    const [found, expected] = await Promise.all(
      [engine, eager].map(async (one) => (await one.compile(objective, inputs)).evaluate(values)),
    );
    expect(found!.total).toBeCloseTo(expected!.total, 4);
    expect(Object.keys(found!.terms)).toEqual(['content', 'style']);
    for (const term of ['content', 'style'])
      expect(found!.terms[term]).toBeCloseTo(expected!.terms[term]!, 4);
    expect(Object.keys(found!.gradients).sort()).toEqual(['goal', 'x']);
    for (const name of ['x', 'goal']) {
      expect(found!.gradients[name]).toBeAllclose(expected!.gradients[name]!, 1e-3, 1e-6);
    }
  });

  it('holds two programs side by side', async () => {
    const goal = [1, 2, 3, 4].map((value) => Float32Array.of(value, value, value));
    const near = await engine.compile(distance, distanceInputs(3));
    const far = await engine.compile(
      ({ x, goal }) => ({ d: tf.mul(tf.sum(tf.abs(tf.sub(x!, goal!))), 2) as Scalar }),
      distanceInputs(3),
    );
    const x = new Float32Array(3);
    const values = await Promise.all(
      goal.flatMap((target) => [near.evaluate({ x, goal: target }), far.evaluate({ x, goal: target })]),
    );
    expect(values.map(({ total }) => total)).toEqual([3, 6, 12, 12, 27, 18, 48, 24]);
    await near.release();
    expect((await far.evaluate({ x, goal: goal[0]! })).total).toBe(6);
    await expect(near.evaluate({ x, goal: goal[0]! })).rejects.toMatchObject({
      message: 'the program was released',
    });
    await far.release();
  });

  it('gives the same bytes twice', async () => {
    const values = networkValues(32, 9);
    const run = async () => {
      const other = await openEngine({ device: 'cpu', threads: 2 });
      const program = await other.compile(networkObjective(16), networkInputs(32));
      const { goal, style } = values;
      const result = await program.minimize({
        variable: 'x',
        start: values.x,
        frozen: { goal, style },
        optimizer: LBFGS,
        settings: { iterations: 20 },
      });
      await other.close();
      return result;
    };
    const [first, second] = [await run(), await run()];
    expect(second.totals).toEqual(first.totals);
    expect(Buffer.from(second.x.buffer).equals(Buffer.from(first.x.buffer))).toBe(true);
    expect(first.total).toBeLessThan(first.totals[0]!);
  });

  it.each([
    ['Complex', (x: Tensor) => tf.real(tf.complex(x, x))],
    ['Atan2', (x: Tensor) => tf.atan2(x, x)],
  ])('names a kernel that it lacks, and how to add it (%s)', async (kernel, op) => {
    const compiled = engine.compile(({ x }) => ({ v: tf.sum(op(x!)) as Scalar }), {
      x: { shape: [16], role: 'variable' },
    });
    await expect(compiled).rejects.toMatchObject({
      code: 'NST_KERNEL_MISSING',
      message:
        `the compiled engine has no kernel "${kernel}": add it in src/shared/engine/kernels as docs/engine.md shows, ` +
        'or use the device "tfjs"',
    });
    // And goes on as if nothing had been.
    const program = await engine.compile(distance, distanceInputs(1));
    expect((await program.evaluate({ x: Float32Array.of(3), goal: Float32Array.of(1) })).total).toBe(4);
    await program.release();
  });

  it('does not let objectives read values, nor use tensors from outside', async () => {
    const inputs = { x: { shape: [1], role: 'variable' as const } };
    await expect(engine.compile(({ x }) => ({ v: tf.scalar(x!.dataSync()[0]!) }), inputs)).rejects.toThrow(
      'an objective must not read tensor values: it is traced once, before there are any',
    );
    const outside = tf.scalar(3);
    await expect(
      engine.compile(({ x }) => ({ v: tf.sum(tf.mul(x!, outside)) as Scalar }), inputs),
    ).rejects.toThrow(
      'an objective used a tensor that was made outside of it: make constants inside, or pass them as inputs',
    );
  });

  it('leaves tfjs as it was', async () => {
    await tf.setBackend('cpu');
    const { numTensors } = tf.memory();
    const program = await engine.compile(networkObjective(4), networkInputs(8));
    expect(tf.getBackend()).toBe('cpu');
    expect(tf.memory().numTensors).toBe(numTensors);
    await program.release();
    expect(
      eagerForward(({ x }) => ({ y: tf.square(x!) }), { x: { shape: [1], data: Float32Array.of(3) } }).y!
        .data[0],
    ).toBe(9);
  });
});

describe('openEngine', () => {
  it('rejects every call after close, and those under way', async () => {
    const engine = await openEngine({ device: 'cpu' });
    const program = await engine.compile(distance, distanceInputs(2));
    const task = {
      variable: 'x',
      start: new Float32Array(2),
      frozen: { goal: Float32Array.of(1, 2) },
      optimizer: ADAM,
      settings: { iterations: 1_000_000 },
    };
    const running = program.minimize(task);
    const closed = expect.objectContaining({ code: 'NST_INTERNAL', message: 'the engine was closed' });
    await Promise.all([expect(running).rejects.toEqual(closed), engine.close()]);
    await expect(program.evaluate({ x: task.start, goal: task.start })).rejects.toEqual(closed);
    await expect(program.minimize(task)).rejects.toEqual(closed);
    await expect(program.release()).rejects.toEqual(closed);
    await expect(engine.compile(distance, distanceInputs(2))).rejects.toEqual(closed);
    await expect(engine.compileForward(({ x }) => ({ y: x! }), { x: { shape: [1] } })).rejects.toEqual(
      closed,
    );
    await engine.close();
  });

  // Those that cannot be here.
  const absent = [
    process.platform === 'darwin' ? 'dml' : 'coreml',
    ...(obstacleOf('cuda', process.platform) === undefined ? [] : ['cuda' as const]),
  ] as const;

  test.each(absent)('says in one line that %s is not there', async (device) => {
    const error = await openEngine({ device }).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ name: 'NstError', code: 'NST_DEVICE' });
    const { message } = error as Error;
    expect(message).toMatch(
      new RegExp(
        `^device "${device}" cannot be used here: it needs .+; found: .+[^.]\\. Use --device auto or cpu$`,
      ),
    );
    expect(message).not.toContain('\n');
  });

  it('takes something that runs, by itself: the CPU where there is nothing else', async () => {
    const told: string[] = [];
    const engine = await openEngine({ reporter: { ...SILENT, detail: (text) => told.push(text) } });
    const isBare = ACCELERATORS.every((device) => obstacleOf(device, process.platform) !== undefined);
    if (isBare) expect(engine.device).toBe('cpu');
    // Why each was left out, until one is taken.
    expect(told.at(-1)).toMatch(new RegExp(`^device: ${engine.device} taken: `));
    for (const text of told.slice(0, -1)) expect(text).toMatch(/^device: \w+ left out: .+[^.]$/);
    if (isBare) expect(told).toHaveLength(ACCELERATORS.length + 1);
    const program = await engine.compileForward(({ x }) => ({ y: tf.square(x!) }), { x: { shape: [2] } });
    expect([...(await program.run({ x: Float32Array.of(2, 3) })).y!.data]).toEqual([4, 9]);
    await engine.close();
  });
});
