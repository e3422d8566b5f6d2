import { runTrunk, TRUNK_BANDS, TRUNK_OUTPUTS, trunkShapes } from '../../src/audio/features/trunk.js';
import type { InputSpec, Objective } from '../../src/shared/engine/objective.js';
import { type Scalar, type Tensor, type Tensor2D, type Tensor4D, tf } from '../../src/shared/engine/tf.js';
import type { WeightByName } from '../../src/shared/networks/weightByName.js';
import type { TensorShapes } from '../../src/shared/weights/tensors.js';

/** The share of the target that is spread over all classes (Szegedy et al. 2016). */
const LABEL_SMOOTHING = 0.1;

/** The last layer: a linear one over time means. It is trained with the trunk, and used for classifying alone. */
export const HEAD = { weight: 'head.weight', bias: 'head.bias' } as const;

/** Shapes of all weights, the head's included. */
export function classifierShapes(classes: number): TensorShapes {
  return new Map<string, readonly number[]>([
    ...trunkShapes(),
    [HEAD.weight, [TRUNK_OUTPUTS, classes]],
    [HEAD.bias, [classes]],
  ]);
}

/**
 * Logarithms of odds, [n, classes].
 *
 * @param spectrograms [n, frames, TRUNK_BANDS], compressed
 */
export function classify(spectrograms: Tensor, weight: WeightByName): Tensor2D {
  const [n = 0, frames = 0] = spectrograms.shape;
  const input = tf.reshape(spectrograms, [n, frames, TRUNK_BANDS, 1]) as Tensor4D;
  const { block4 } = runTrunk(input, weight) as { block4: Tensor4D };
  const pooled = tf.reshape(tf.mean(block4, 1), [n, TRUNK_OUTPUTS]);
  return tf.add(tf.matMul(pooled, weight(HEAD.weight)), weight(HEAD.bias)) as Tensor2D;
}

/** Mean cross-entropy between the classes of sounds and what the network says. @param labels [n, classes], one-hot */
function crossEntropy(logits: Tensor2D, labels: Tensor): Scalar {
  const classes = logits.shape[1];
  const targets = tf.add(tf.mul(labels, 1 - LABEL_SMOOTHING), LABEL_SMOOTHING / classes);
  const peaks = tf.sub(logits, tf.max(logits, 1, true));
  const logarithms = tf.sub(peaks, tf.log(tf.sum(tf.exp(peaks), 1, true)));
  return tf.neg(tf.mean(tf.sum(tf.mul(targets, logarithms), 1))) as Scalar;
}

/** What is minimised for a batch, and its inputs: weights are variables, spectrograms and labels are data. */
export function trainingObjective(
  classes: number,
  batch: number,
  frames: number,
): { objective: Objective; inputs: Record<string, InputSpec> } {
  const variables = [...classifierShapes(classes)].map(([name, shape]): [string, InputSpec] => [
    name,
    { shape, role: 'variable' },
  ]);
  return {
    objective: (tensors) => {
      const logits = classify(tensors.spectrograms!, (name) => tensors[name]!);
      return { crossEntropy: crossEntropy(logits, tensors.labels!) };
    },
    inputs: {
      ...Object.fromEntries(variables),
      spectrograms: { shape: [batch, frames, TRUNK_BANDS], role: 'frozen' },
      labels: { shape: [batch, classes], role: 'frozen' },
    },
  };
}
