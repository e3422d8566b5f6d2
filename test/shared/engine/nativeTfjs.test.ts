import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { EagerEngine } from '../../../src/shared/engine/eager.js';
import { type Scalar, tf } from '../../../src/shared/engine/tf.js';

const FAKE = fileURLToPath(new URL('../../support/fakeTfjsNode.mjs', import.meta.url));

it('takes the first native backend of tfjs that loads, and says why not the others', async () => {
  const told: string[] = [];
  const engine = await EagerEngine.open((text) => told.push(text), ['@tensorflow/tfjs-none', FAKE]);
  expect(engine.device).toBe('tfjs:tensorflow');
  expect(told).toEqual(['@tensorflow/tfjs-none left out: not installed']);
});

it('computes on it, with the gradients that are mended here', async () => {
  const engine = await EagerEngine.open(undefined, [FAKE]);
  const program = await engine.compile(
    ({ x }) => ({ v: tf.sum(tf.square(tf.stridedSlice(x!, [0], [3], [2]))) as Scalar }),
    { x: { shape: [3], role: 'variable' } },
  );
  const { total, gradients } = await program.evaluate({ x: Float32Array.of(1, 2, 3) });
  expect(tf.getBackend()).toBe('tensorflow');
  expect(total).toBe(10);
  // tfjs has no gradient for strided slices.
  expect([...gradients.x!]).toEqual([2, 0, 6]);
});

it('leaves nothing of its own where yet another tfjs looks for engine and registries', () => {
  expect(Reflect.get(globalThis, '_tfengine')).toBeUndefined();
  expect(Reflect.get(globalThis, '_tfGlobals')).not.toBe(Reflect.get(globalThis, '_nstTfGlobals'));
});
