/** Evaluates something and ends without closing the engine. */
import { openEngine } from '../../../dist/shared/engine/openEngine.js';
import { tf } from '../../../dist/shared/engine/tf.js';

const engine = await openEngine({ device: 'cpu' });
const program = await engine.compile(({ x }) => ({ v: tf.sum(tf.square(x)) }), {
  x: { shape: [1], role: 'variable' },
});
const { total } = await program.evaluate({ x: Float32Array.of(2) });
console.log(JSON.stringify({ total }));
