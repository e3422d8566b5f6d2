/** Ends the process with code 3 in the middle of a minimisation. */
import { openEngine } from '../../../dist/shared/engine/openEngine.js';
import { tf } from '../../../dist/shared/engine/tf.js';

const shape = [1, 96, 96, 32];
const start = new Float32Array(96 * 96 * 32).fill(1);
const filters = new Float32Array(9 * 32 * 32).fill(0.01);
const engine = await openEngine({ device: 'cpu', threads: 1 });
const program = await engine.compile(
  ({ x }) => ({ value: tf.mean(tf.square(tf.conv2d(x, tf.tensor4d(filters, [3, 3, 32, 32]), 1, 'same'))) }),
  { x: { shape, role: 'variable' } },
);
const task = { variable: 'x', start, frozen: {}, optimizer: { kind: 'adam' }, settings: { iterations: 1e6 } };
program.minimize(task, { onStep: ({ iteration }) => iteration > 3 && setTimeout(() => process.exit(3), 5) });
