import { afterEach, describe, expect, it, vi } from 'vitest';
import { openEngine } from '../../../src/shared/engine/openEngine.js';
import { tf } from '../../../src/shared/engine/tf.js';
import { WorkerHost } from '../../../src/shared/engine/workerHost.js';
import { Workshop } from '../../../src/shared/engine/workshop.js';

const workshop = new Workshop();
afterEach(() => workshop.close());

/** Doubles numbers in an engine of its own, or of the workshop. @param isLeft as it is: programs are freed with the engine */
async function double(values: readonly number[], isLeft = false): Promise<number[]> {
  const engine = await openEngine({ device: 'cpu', threads: 1 });
  try {
    const program = await engine.compileForward(({ x }) => ({ y: tf.mul(x!, 2) }), {
      x: { shape: [values.length] },
    });
    const { y } = await program.run({ x: Float32Array.from(values) });
    if (!isLeft) await program.release();
    return [...y!.data];
  } finally {
    await engine.close();
  }
}

describe('a workshop', () => {
  it('keeps an engine and its programs for the next run, and frees them when another kind of run comes', async () => {
    const request = vi.spyOn(WorkerHost.prototype, 'request');
    const count = (kind: string) => request.mock.calls.filter(([each]) => each.kind === kind).length;
    expect(await workshop.run(() => double([1, 2], true))).toEqual([2, 4]);
    const made = count('create');
    expect(await workshop.run(() => double([3, 4]))).toEqual([6, 8]);
    expect(count('create')).toBe(made);
    const freed = count('release');
    expect(await workshop.run(() => double([5, 6, 7]))).toEqual([10, 12, 14]);
    expect([count('create'), count('release')]).toEqual([made + 1, freed + 1]);
    request.mockRestore();
  });

  it('gives runs at the same time engines of their own', async () => {
    const all = await Promise.all([1, 2, 3].map((i) => workshop.run(() => double([i]))));
    expect(all).toEqual([[2], [4], [6]]);
  });

  it('keeps what was made, but no failure, and not more than two', async () => {
    const own = new Workshop();
    const calls: string[] = [];
    const make = (name: string) => own.keep(name, async () => calls.push(name));
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await make(name);
    expect(calls).toEqual(['a', 'b', 'c', 'b']);
    await expect(own.keep('d', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(own.keep('d', async () => 4)).resolves.toBe(4);
  });
});
