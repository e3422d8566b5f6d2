import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Checkpoint } from '../../../src/shared/checkpoint/checkpoint.js';
import type { MinimizationKeeper } from '../../../src/shared/checkpoint/keeper.js';
import { keptEngine } from '../../../src/shared/checkpoint/keptEngine.js';
import { CompiledEngine } from '../../../src/shared/engine/compiled.js';
import type { MinimizeTask } from '../../../src/shared/engine/protocol.js';
import type { MinimizeResult } from '../../../src/shared/optim/minimize.js';
import { minimizeRefreshed } from '../../../src/shared/transfer/refresh.js';
import { failure } from '../../support/failure.js';
import { networkInputs, networkObjective, networkValues } from '../../support/objectives.js';
import { scratchFolder } from '../../support/pictures.js';

const SIZE = 16;
const folder = scratchFolder();
let engine: CompiledEngine;
let files = 0;
const newFile = () => join(folder, `${files++}.ckpt`);
const { x, ...frozen } = networkValues(SIZE, 3);
const TASK: MinimizeTask = {
  variable: 'x',
  start: x,
  frozen,
  optimizer: { kind: 'lbfgs', history: 4 },
  settings: { iterations: 12, range: [0, 1] },
};
const MANIFEST = { size: SIZE, 'bytes of a.png': 'ab' };

beforeAll(async () => {
  engine = await CompiledEngine.open('cpu', 1);
});
afterAll(() => engine.close());

const opened = (path: string, manifest = MANIFEST) => Checkpoint.open(path, { manifest, everyMs: 0 });

/** A run of two minimisations, the second from where the first ended. */
async function run(path?: string, watch: { evaluations: number; stopAfter?: number } = { evaluations: 0 }) {
  const checkpoint = path === undefined ? undefined : await opened(path);
  const kept = checkpoint ? keptEngine(engine, checkpoint) : engine;
  const program = await kept.compile(networkObjective(3), networkInputs(SIZE));
  const controller = new AbortController();
  const hooks = {
    signal: controller.signal,
    onStep: () => {
      watch.evaluations++;
      if (watch.evaluations === watch.stopAfter) controller.abort();
    },
  };
  const first = await program.minimize(TASK, hooks);
  const second =
    first.ended === 'stopped'
      ? first
      : await program.minimize({ ...TASK, start: first.x.map((v) => 1 - v) }, hooks);
  await checkpoint?.settle();
  await program.release();
  return second;
}

const sameResult = (a: MinimizeResult, b: MinimizeResult) => {
  expect(Buffer.from(a.x.buffer).equals(Buffer.from(b.x.buffer))).toBe(true);
  expect(a.totals).toEqual(b.totals);
};

describe('a checkpoint', () => {
  it.each([2, 7, 15, 23])(
    'lets a run that was broken off after %i evaluations end as if it had not',
    async (k) => {
      const whole = await run();
      const path = newFile();
      await run(path, { evaluations: 0, stopAfter: k });
      const watch = { evaluations: 0 };
      sameResult(await run(path, watch), whole);
      // One evaluation may have been under way when the run was stopped.
      expect(watch.evaluations).toBeLessThanOrEqual(24 - k);
    },
  );

  it('goes on from the last snapshot where the process died at once', async () => {
    const path = newFile();
    const checkpoint = await opened(path);
    const dying: MinimizationKeeper = {
      everyMs: 0,
      resultOf: () => undefined,
      snapshotOf: () => undefined,
      keepResult: () => {},
      keepSnapshot: (key, snapshot) => {
        if (snapshot.totals.length === 6) checkpoint.keepSnapshot(key, snapshot);
      },
    };
    const open = (keeper: MinimizationKeeper) =>
      keptEngine(engine, keeper).compile(networkObjective(3), networkInputs(SIZE));
    const program = await open(dying);
    const whole = await program.minimize(TASK);
    await checkpoint.settle();
    const resumed = await open(await opened(path));
    const seen: number[] = [];
    sameResult(await resumed.minimize(TASK, { onStep: ({ iteration }) => seen.push(iteration) }), whole);
    expect(seen).toEqual([7, 8, 9, 10, 11, 12]);
    await program.release();
    await resumed.release();
  });

  it('goes on in the middle of rounds between which goals change', async () => {
    const rounds = async (path?: string, stopAfter = 0) => {
      const checkpoint = path === undefined ? undefined : await opened(path);
      const kept = checkpoint ? keptEngine(engine, checkpoint) : engine;
      const program = await kept.compile(networkObjective(3), networkInputs(SIZE));
      const controller = new AbortController();
      const plan = {
        every: 4,
        frozenAt: async (at: Float32Array) => ({
          ...frozen,
          goal: frozen.goal.map((v, i) => (v + at[i]!) / 2),
        }),
      };
      const result = await minimizeRefreshed(program, { ...TASK, resume: false }, plan, {
        signal: controller.signal,
        onStep: ({ iteration }) => iteration === stopAfter && controller.abort(),
      });
      await checkpoint?.settle();
      await program.release();
      return result;
    };
    const path = newFile();
    await rounds(path, 6);
    sameResult(await rounds(path), await rounds());
  });

  it('is small: what is out of date is dropped', async () => {
    const path = newFile();
    await run(path);
    // A picture, twelve evaluations, four pairs of steps: 4 + 2 * 4 + 1 arrays of the picture, and as much of the past.
    expect(statSync(path).size).toBeLessThan(3 * 15 * x.byteLength);
  });

  it('refuses another run, and names what is other', async () => {
    const path = newFile();
    await run(path);
    const before = readFileSync(path);
    await expect(opened(path, { ...MANIFEST, size: 17 })).rejects.toEqual(
      failure('NST_BAD_INPUT', 'found one of another (size: 16 there, 17 here)'),
    );
    await expect(opened(path, { ...MANIFEST, 'bytes of a.png': 'cd' })).rejects.toEqual(
      failure('NST_BAD_INPUT', '(bytes of a.png: "ab" there, "cd" here)'),
    );
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('makes a run from its start where nothing of it fits', async () => {
    const path = newFile();
    await run(path);
    const checkpoint = await opened(path);
    const program = await keptEngine(engine, checkpoint).compile(networkObjective(3), networkInputs(SIZE));
    const other = { ...TASK, start: x.map((v) => v / 2) };
    expect((await program.minimize(other)).totals).toHaveLength(12);
    expect(checkpoint.hasGoneOn).toBe(false);
    await program.release();
    await checkpoint.remove();
    expect(existsSync(path)).toBe(false);
  });
});
