import type { Engine } from '../../shared/engine/engine.js';
import { type Scalar, type Tensor, type Tensor4D, tf } from '../../shared/engine/tf.js';
import type { MinimizeResult, StepReport } from '../../shared/optim/minimize.js';
import { RGBA } from '../grid.js';
import { bandLoss, type Measure, measureExample } from './bandLoss.js';
import { PLAUSIBLE_DEVIATIONS } from './plausible.js';
import type { StageInputs } from './stageInputs.js';

/** What a run is made with, the same for all its stages. */
export interface StageTools extends Measure {
  readonly engine: Engine;
}

/** Factor on all losses: L-BFGS measures its first step in gradients, so none may be tiny. */
const LOSS_SCALE = 100;
/** The root has an infinite slope at zero. */
const SLOPE_FLOOR = 1e-6;

/**
 * How far colours are from what is plausible: the mean square of the deviations beyond the limit.
 *
 * @param rgba [1, h, w, 4]
 * @param mean [1, h, w, 4]
 * @param whitening [h w, 4, 4]
 */
function implausibility(rgba: Tensor, mean: Tensor, whitening: Tensor): Scalar {
  const difference = tf.reshape(tf.sub(rgba, mean), [-1, 1, RGBA]);
  const deviations = tf.sum(tf.mul(whitening, difference), 2);
  const size = tf.sqrt(tf.add(tf.sum(tf.square(deviations), 1), SLOPE_FLOOR));
  return tf.mean(tf.square(tf.relu(tf.sub(size, PLAUSIBLE_DEVIATIONS))));
}

/** Minimises the losses of one stage. @param start [height, width, 4] */
export async function runStage(
  tools: StageTools,
  { example, target, bands, plausible }: StageInputs,
  start: Float32Array,
  iterations: number,
  hooks: { readonly onStep: (report: StepReport) => void; readonly signal?: AbortSignal },
): Promise<MinimizeResult> {
  const { engine, recipe } = tools;
  const goals = await measureExample(
    engine,
    tools,
    example,
    bands.map((band) => band.example),
  );
  const targetBands = bands.map((band) => band.target);
  const shape = [1, target.height, target.width, RGBA];
  const program = await engine.compile(
    ({ x, mean, whitening }) => ({
      style: tf.mul(bandLoss(tools, x as Tensor4D, targetBands, goals), LOSS_SCALE),
      plausible: tf.mul(
        implausibility(x as Tensor, mean as Tensor, whitening as Tensor),
        LOSS_SCALE * recipe.plausibleWeight,
      ),
    }),
    {
      x: { shape, role: 'variable' },
      mean: { shape, role: 'frozen' },
      whitening: { shape: [target.height * target.width, RGBA, RGBA], role: 'frozen' },
    },
  );
  try {
    const { mean, whitening } = plausible;
    const settings = { iterations, range: [0, 1] as const };
    return await program.minimize(
      { variable: 'x', start, frozen: { mean, whitening }, optimizer: { kind: 'lbfgs' }, settings },
      hooks,
    );
  } finally {
    await program.release();
  }
}
