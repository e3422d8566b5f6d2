/**
 * Compiles, minimises and releases many programs and prints by how much the process grew for each. Run with --expose-gc.
 *
 * What a program used is collected now or later: the worker's heap has a rhythm of its own, and a single look is up to
 * 60 MB off. The least of many looks is not, and grows only by what is kept for good.
 */
import { openEngine } from '../../../dist/shared/engine/openEngine.js';
import { tf } from '../../../dist/shared/engine/tf.js';

const PROGRAMS_PER_WINDOW = 45;
const CHANNELS = 176;
const SIZE = 8;
// 3 x 3 x 176 x 176 weights: 1.1 MB, which ONNX Runtime packs once more, and once for the gradient.
const filters = new Float32Array(9 * CHANNELS * CHANNELS).fill(1e-3);
const shape = [1, SIZE, SIZE, CHANNELS];
const start = new Float32Array(SIZE * SIZE * CHANNELS).fill(0.5);

const engine = await openEngine({ device: 'cpu', threads: 1 });

async function cycle() {
  const program = await engine.compile(
    ({ x }) => ({
      value: tf.mean(tf.square(tf.conv2d(x, tf.tensor4d(filters, [3, 3, CHANNELS, CHANNELS]), 1, 'same'))),
    }),
    { x: { shape, role: 'variable' } },
  );
  await program.minimize({
    variable: 'x',
    start,
    frozen: {},
    optimizer: { kind: 'adam' },
    settings: { iterations: 2 },
  });
  await program.release();
}

/** The least memory after any program of a window. */
async function leastKbOfWindow() {
  let leastKb = Number.POSITIVE_INFINITY;
  for (let i = 0; i < PROGRAMS_PER_WINDOW; i++) {
    await cycle();
    globalThis.gc();
    leastKb = Math.min(leastKb, process.memoryUsage.rss() / 2 ** 10);
  }
  return leastKb;
}

// Heaps and pools find their size.
await leastKbOfWindow();
const tensorsBefore = tf.memory().numTensors;
const beforeKb = await leastKbOfWindow();
const growthKbPerProgram = ((await leastKbOfWindow()) - beforeKb) / PROGRAMS_PER_WINDOW;
const modelKb = filters.byteLength / 2 ** 10;
console.log(JSON.stringify({ growthKbPerProgram, modelKb, tensors: tf.memory().numTensors - tensorsBefore }));
await engine.close();
