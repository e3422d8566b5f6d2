/**
 * One step of style transfer on VGG-19: loss and gradient at 512x512, up to conv5_1, as a share of the rate at which the
 * machine multiplies matrices. The same step in PyTorch runs in between, if Python has it.
 */
import { spawnSync } from 'node:child_process';
import type { Objective } from '../src/shared/engine/objective.js';
import { openEngine } from '../src/shared/engine/openEngine.js';
import { type Tensor2D, type Tensor4D, tf } from '../src/shared/engine/tf.js';
import { gramMatrix } from '../src/shared/losses/gram.js';
import { vggNetwork } from '../src/shared/networks/vgg.js';
import { Rng } from '../src/shared/rng.js';
import { seededVggWeights } from '../test/support/seededVgg.js';
import { median, publish } from './report.js';

const SIZE = 512;
const STYLE_LAYERS = ['conv1_1', 'conv2_1', 'conv3_1', 'conv4_1', 'conv5_1'];
const CONTENT_LAYER = 'conv4_2';
/** Multiplications and additions of the convolutions up to conv5_1 for each pixel: forward, and the same back. */
const STEP_FLOP = 361_152 * SIZE * SIZE * 4;
const MATRIX = 1536;
const ROUNDS = 5;

const engine = await openEngine({ device: 'cpu' });

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await run();
  return (performance.now() - begin) / 1000;
}

/** Products in one run, so that the ways to the worker and back do not count for much. */
const CHAIN = 6;

/** A chain of products of square matrices. */
async function matrixProducts() {
  const shape = [MATRIX, MATRIX];
  const program = await engine.compileForward(
    ({ a }) => {
      let product = a as Tensor2D;
      for (let i = 0; i < CHAIN; i++) product = tf.matMul(product, a as Tensor2D);
      return { trace: tf.mean(product) };
    },
    { a: { shape } },
  );
  const a = new Rng(1).normals(MATRIX * MATRIX, 1 / Math.sqrt(MATRIX));
  return async () => {
    await program.run({ a });
  };
}

async function vggStep() {
  const network = vggNetwork('vgg19', seededVggWeights('vgg19', 1));
  const rng = new Rng(2);
  const goals = new Map<string, Float32Array>();
  const goal = (layer: string, length: number) => {
    const made = goals.get(layer) ?? rng.normals(length);
    goals.set(layer, made);
    return made;
  };
  const objective: Objective = ({ x }) => {
    const features = network.features(x as Tensor4D, [...STYLE_LAYERS, CONTENT_LAYER]);
    const style = STYLE_LAYERS.map((layer) => {
      const gram = gramMatrix(features[layer]!);
      return [
        layer,
        tf.mean(tf.squaredDifference(gram, tf.tensor(goal(layer, gram.size), gram.shape))),
      ] as const;
    });
    return { ...Object.fromEntries(style), content: tf.mean(tf.square(features[CONTENT_LAYER]!)) };
  };
  const program = await engine.compile(objective, { x: { shape: [1, SIZE, SIZE, 3], role: 'variable' } });
  const x = rng.normals(SIZE * SIZE * 3, 0.3);
  return () => program.evaluate({ x });
}

/** Seconds for a step in PyTorch; undefined where there is none. */
function torchStep(): number | undefined {
  const { status, stdout } = spawnSync('python3', ['bench/step_torch.py', String(SIZE)], {
    encoding: 'utf8',
  });
  return status === 0 ? Number(stdout.trim()) : undefined;
}

const product = await matrixProducts();
const step = await vggStep();
const times = { product: [] as number[], step: [] as number[], torch: [] as number[] };
for (const warmUp of [product, step, step]) await warmUp();
for (let round = 0; round < ROUNDS; round++) {
  times.product.push(await timed(product));
  times.step.push(await timed(step));
  const torch = torchStep();
  if (torch !== undefined) times.torch.push(torch);
}
await engine.close();

const matrixRate = (CHAIN * 2 * MATRIX ** 3) / median(times.product) / 1e9;
const row = (name: string, seconds: number) => ({
  what: name,
  's a step': seconds.toFixed(2),
  'GFLOP/s': (STEP_FLOP / seconds / 1e9).toFixed(0),
  'share of SGEMM': (STEP_FLOP / seconds / 1e9 / matrixRate).toFixed(2),
  'relative time': (seconds / median(times.step)).toFixed(2),
});
publish(
  'step',
  [row('nst', median(times.step)), ...(times.torch.length > 0 ? [row('PyTorch', median(times.torch))] : [])],
  [
    `SGEMM ${MATRIX}x${MATRIX}: ${matrixRate.toFixed(0)} GFLOP/s. Medians of ${ROUNDS} rounds, each with all of them in turn. Untrained weights; a step is loss and gradient of five Gram layers and one content layer.`,
  ],
);
