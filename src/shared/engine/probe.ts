import type { Engine } from './engine.js';
import type { ForwardFunction } from './objective.js';
import { type Tensor4D, tf } from './tf.js';

// One 3x3 convolution of 64 channels at 96 x 96: a few milliseconds on two cores.
const SIZE = 96;
const CHANNELS = 64;
/** Multiplications and additions of that convolution, in billions. */
const GFLOP = (2 * 3 * 3 * CHANNELS * CHANNELS * SIZE * SIZE) / 1e9;
/** The first ones pay for memory and shaders. */
const RUNS = 4;
/** Enough to know of a device that it is slow. */
const LIMIT_MS = 1000;

const convolution: ForwardFunction = ({ x }) => {
  const filter = tf.fill([3, 3, CHANNELS, CHANNELS], 1e-3) as Tensor4D;
  return { y: tf.mean(tf.conv2d(x as Tensor4D, filter, 1, 'same')) };
};

/** Billions of floating-point operations a second in a short convolution: the best of a few runs. */
export async function convolutionSpeed(engine: Engine): Promise<number> {
  const program = await engine.compileForward(convolution, { x: { shape: [1, SIZE, SIZE, CHANNELS] } });
  const x = new Float32Array(SIZE * SIZE * CHANNELS).fill(0.5);
  const beginMs = performance.now();
  let shortestMs = Number.POSITIVE_INFINITY;
  for (let i = 0; i < RUNS && performance.now() - beginMs < LIMIT_MS; i++) {
    const runMs = performance.now();
    await program.run({ x });
    shortestMs = Math.min(shortestMs, performance.now() - runMs);
  }
  await program.release();
  return GFLOP / (shortestMs / 1000);
}
