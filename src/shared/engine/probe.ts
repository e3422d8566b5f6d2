import { CompiledEngine } from './compiled.js';
import type { ForwardFunction } from './objective.js';
import { type Tensor4D, tf } from './tf.js';

// One 3x3 convolution of 64 channels at 96 x 96: 0.7 GFLOP, a few milliseconds on two cores.
const SIZE = 96;
const CHANNELS = 64;
const RUNS = 3;

const convolution: ForwardFunction = ({ x }) => {
  const filter = tf.fill([3, 3, CHANNELS, CHANNELS], 1e-3) as Tensor4D;
  return { y: tf.mean(tf.conv2d(x as Tensor4D, filter, 1, 'same')) };
};

/** Shortest time of a few runs; the first ones pay for memory and shaders. */
async function shortestRunMs(engine: CompiledEngine): Promise<number> {
  const shape = [1, SIZE, SIZE, CHANNELS];
  const program = await engine.compileForward(convolution, { x: { shape } });
  const x = new Float32Array(SIZE * SIZE * CHANNELS).fill(0.5);
  let shortest = Number.POSITIVE_INFINITY;
  for (let i = 0; i <= RUNS; i++) {
    const begin = performance.now();
    await program.run({ x });
    shortest = Math.min(shortest, performance.now() - begin);
  }
  await program.release();
  return shortest;
}

/** Whether an accelerator that is there beats the CPU; false too if it fails. */
export async function fasterThanCpu(engine: CompiledEngine, threads: number): Promise<boolean> {
  const cpu = await CompiledEngine.open('cpu', threads);
  try {
    return (await shortestRunMs(engine)) < (await shortestRunMs(cpu));
  } catch {
    return false;
  } finally {
    await cpu.close();
  }
}
