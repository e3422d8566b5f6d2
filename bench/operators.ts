/**
 * What a step is made of: time by operator, as the profiler of ONNX Runtime tells, and the share of convolutions.
 *
 *     npm run bench -- operators
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Objective } from '../src/shared/engine/objective.js';
import { type Scalar, type Tensor4D, tf } from '../src/shared/engine/tf.js';
import { traceObjective } from '../src/shared/engine/trace.js';
import { gramMatrix } from '../src/shared/losses/gram.js';
import type { Network } from '../src/shared/networks/network.js';
import { openNetwork } from '../src/shared/networks/openNetwork.js';
import { PICTURE_NETWORKS } from '../src/shared/networks/pictureNetworks.js';
import { vggNetwork } from '../src/shared/networks/vgg.js';
import { Rng } from '../src/shared/rng.js';
import { seededVggWeights } from '../test/support/seededVgg.js';
import { publish } from './report.js';

const SIZE = 448;
/** The first warms up, and counts as one. */
const RUNS = 5;
/** Operators beyond these are one row. */
const MOST_ROWS = 8;

/** Gram matrices of the layers that a network proposes, and its content layer. */
function objectiveOf(network: Network, name: 'inception' | 'vgg19'): Objective {
  const { style, content } = PICTURE_NETWORKS[name].defaultLayers;
  const [styles, contents] = [Object.keys(style), Object.keys(content)];
  return ({ x }) => {
    const features = network.features(x as Tensor4D, [...styles, ...contents]);
    const gram = (layer: string) => tf.mean<Scalar>(tf.square(gramMatrix(features[layer]!)));
    const terms = [
      ...styles.map((layer) => [`style ${layer}`, gram(layer)] as const),
      ...contents.map((layer) => [`content ${layer}`, tf.mean<Scalar>(tf.square(features[layer]!))] as const),
    ];
    return Object.fromEntries(terms);
  };
}

/** An event of the profiler. */
interface ProfileEvent {
  readonly cat?: string;
  readonly name: string;
  /** In microseconds. */
  readonly dur: number;
  readonly args?: { readonly op_name?: string };
}

/** Milliseconds of a run by operator. */
async function profile(objective: Objective, folder: string): Promise<Map<string, number>> {
  const inputs = { x: { shape: [1, SIZE, SIZE, 3], role: 'variable' as const } };
  const { bytes } = traceObjective(objective, inputs, { usesTiles: true });
  const session = await InferenceSession.create(bytes, {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    enableProfiling: true,
    profileFilePrefix: join(folder, 'profile'),
  });
  const x = new Tensor('float32', new Rng(2).normals(SIZE * SIZE * 3, 0.3), [1, SIZE, SIZE, 3]);
  for (let i = 0; i < RUNS; i++) await session.run({ x });
  session.endProfiling();
  await session.release();
  return profiledIn(folder);
}

/** What the file of a profiler says, and takes it away. */
function profiledIn(folder: string): Map<string, number> {
  const [file] = readdirSync(folder);
  if (file === undefined) throw new Error('the profiler has written nothing');
  const path = join(folder, file);
  const events = JSON.parse(readFileSync(path, 'utf8')) as readonly ProfileEvent[];
  rmSync(path);
  const kernels = events.filter(({ cat, name }) => cat === 'Node' && name.endsWith('_kernel_time'));
  const byOperator = new Map<string, number>();
  for (const { dur, args } of kernels) {
    const name = args?.op_name ?? 'unknown';
    byOperator.set(name, (byOperator.get(name) ?? 0) + dur / 1000 / RUNS);
  }
  return byOperator;
}

/** Convolutions, however the runtime calls them. */
const isConvolution = (operator: string) => /conv/i.test(operator);

function rowsOf(network: string, byOperator: ReadonlyMap<string, number>): Record<string, string>[] {
  const sorted = [...byOperator].sort((a, b) => b[1] - a[1]);
  const sum = (entries: readonly (readonly [string, number])[]) =>
    entries.reduce((total, [, ms]) => total + ms, 0);
  const total = sum(sorted);
  const row = (operator: string, ms: number) => ({
    network: '',
    operator,
    'ms a step': ms.toFixed(0),
    share: `${((100 * ms) / total).toFixed(0)} %`,
  });
  const rows = [
    row('all', total),
    row('convolutions of all kinds', sum(sorted.filter(([operator]) => isConvolution(operator)))),
    ...sorted.slice(0, MOST_ROWS).map(([operator, ms]) => row(`\`${operator}\``, ms)),
    row('all others', sum(sorted.slice(MOST_ROWS))),
  ];
  return rows.map((cells, i) => ({ ...cells, network: i === 0 ? network : '' }));
}

const folder = mkdtempSync(join(tmpdir(), 'nst-bench-'));
try {
  const inception = await openNetwork(PICTURE_NETWORKS.inception.choice, {});
  const vgg = vggNetwork('vgg19', seededVggWeights('vgg19', 1));
  publish(
    'operators',
    [
      ...rowsOf('inception', await profile(objectiveOf(inception, 'inception'), folder)),
      ...rowsOf('vgg19', await profile(objectiveOf(vgg, 'vgg19'), folder)),
    ],
    [
      `Loss and gradient at ${SIZE}x${SIZE}, Gram matrices of the default layers, means of ${RUNS} runs with a thread for each core. Tiles of VGG’s convolutions are products (\`FusedMatMul\`, \`MatMul\`) and what brings them there.`,
    ],
  );
} finally {
  rmSync(folder, { recursive: true });
}
