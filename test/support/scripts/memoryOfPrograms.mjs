/** Compiles, minimises and releases 50 programs and prints by how much the process grew. Run with --expose-gc. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openEngine } from '../../../dist/shared/engine/openEngine.js';
import { tf } from '../../../dist/shared/engine/tf.js';

const CHANNELS = 448;
const SIZE = 8;
// 3 x 3 x 448 x 448 weights: 7.2 MB, which ONNX Runtime packs once more, and once for the gradient.
const filters = new Float32Array(9 * CHANNELS * CHANNELS).fill(1e-3);
const shape = [1, SIZE, SIZE, CHANNELS];
const start = new Float32Array(SIZE * SIZE * CHANNELS).fill(0.5);

const rssMb = () => process.memoryUsage.rss() / 2 ** 20;

async function settledMb() {
  // Finalisers of native objects run a turn after the collection.
  for (let i = 0; i < 3; i++) {
    globalThis.gc();
    await sleep(20);
  }
  return rssMb();
}

const engine = await openEngine({ device: 'cpu', threads: 2 });
const empty = await settledMb();
let programMb = 0;

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
  programMb ||= rssMb() - empty;
  await program.release();
}

/** The least memory after any of some cycles: the allocator keeps pages of the last program now and then. */
async function leastMbOver(cycles) {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < cycles; i++) {
    await cycle();
    least = Math.min(least, await settledMb());
  }
  return least;
}

for (let i = 0; i < 8; i++) await cycle();
const before = await leastMbOver(3);
const tensorsBefore = tf.memory().numTensors;
for (let i = 0; i < 47; i++) await cycle();
const growthMb = (await leastMbOver(3)) - before;
console.log(JSON.stringify({ growthMb, programMb, tensors: tf.memory().numTensors - tensorsBefore }));
await engine.close();
