import { describe, expect, it } from 'vitest';
import { OnnxSession } from '../../../src/shared/engine/session.js';
import { tf } from '../../../src/shared/engine/tf.js';
import { traceForward } from '../../../src/shared/engine/trace.js';

const sumModel = () =>
  traceForward(({ a, b }) => ({ sum: tf.add(a!, b!), size: tf.sum(tf.square(a!)) }), {
    a: { shape: [2, 2] },
    b: { shape: [2] },
  }).bytes;

describe('OnnxSession', () => {
  it('runs a model over named arrays, again and again', async () => {
    const session = await OnnxSession.create(sumModel(), 'cpu', 1);
    const b = Float32Array.of(10, 20);
    expect(await session.run({ a: Float32Array.of(1, 2, 3, 4), b })).toEqual({
      sum: { shape: [2, 2], data: Float32Array.of(11, 22, 13, 24) },
      size: { shape: [], data: Float32Array.of(30) },
    });
    const { sum } = await session.run({ a: new Float32Array(4), b, more: b });
    expect(sum!.data).toEqual(Float32Array.of(10, 20, 10, 20));
    await session.release();
  });

  it('needs its model no more once it is there', async () => {
    const model = sumModel().slice();
    const session = await OnnxSession.create(model, 'cpu', 1);
    model.fill(0);
    const { size } = await session.run({ a: Float32Array.of(1, 1, 1, 1), b: new Float32Array(2) });
    expect(size!.data[0]).toBe(4);
    await session.release();
  });

  it('names an input without a value, or of another size', async () => {
    const session = await OnnxSession.create(sumModel(), 'cpu', 1);
    await expect(session.run({ a: new Float32Array(4) })).rejects.toMatchObject({
      code: 'NST_INTERNAL',
      message: 'input "b" has no value',
    });
    await expect(session.run({ a: new Float32Array(3), b: new Float32Array(2) })).rejects.toMatchObject({
      code: 'NST_INTERNAL',
      message: 'input "a": expected 4 values, found 3',
    });
    await session.release();
  });

  it('refuses what is no model', async () => {
    await expect(OnnxSession.create(Uint8Array.of(1, 2, 3), 'cpu', 1)).rejects.toThrow(/protobuf/i);
  });
});
