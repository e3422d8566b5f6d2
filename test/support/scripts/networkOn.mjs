/** Evaluates a network's loss and gradient, 32 x 32 pixels, and prints it: networkOn.mjs DEVICE. */
import { openEngine } from '../../../dist/shared/engine/openEngine.js';
import { tf } from '../../../dist/shared/engine/tf.js';
import { Rng } from '../../../dist/shared/rng.js';

const SIZE = 32;
const CHANNELS = 16;
const rng = new Rng(6);
const first = rng.normals(9 * 3 * CHANNELS, 0.3);
const second = rng.normals(9 * CHANNELS * CHANNELS, 0.1);
const picture = () => Float32Array.from({ length: SIZE * SIZE * 3 }, () => rng.uniform());

const objective = ({ x, goal }) => {
  const features = (of) => {
    const once = tf.relu(tf.conv2d(of, tf.tensor4d(first, [3, 3, 3, CHANNELS]), 1, 'same'));
    const pooled = tf.avgPool(once, 2, 2, 'valid');
    return tf.relu(tf.conv2d(pooled, tf.tensor4d(second, [3, 3, CHANNELS, CHANNELS]), 1, 'same'));
  };
  const gram = (of) => {
    const rows = tf.reshape(of, [-1, CHANNELS]);
    return tf.div(tf.matMul(rows, rows, true), rows.shape[0]);
  };
  const [fx, fg] = [features(x), features(goal)];
  return {
    content: tf.mean(tf.squaredDifference(fx, fg)),
    style: tf.mean(tf.squaredDifference(gram(fx), gram(fg))),
  };
};

const shape = [1, SIZE, SIZE, 3];
const engine = await openEngine({ device: process.argv[2] });
const program = await engine.compile(objective, {
  x: { shape, role: 'variable' },
  goal: { shape, role: 'frozen' },
});
const { terms, gradients } = await program.evaluate({ x: picture(), goal: picture() });
console.log(JSON.stringify({ device: engine.device, terms, gradient: [...gradients.x] }));
await engine.close();
