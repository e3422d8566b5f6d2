import type { ArrayValue, Objective } from '../../shared/engine/objective.js';
import { type Scalar, type Tensor, type Tensor2D, type Tensor4D, tf } from '../../shared/engine/tf.js';
import { STYLE_STATISTICS } from '../../shared/losses/style.js';
import { chromagram, pitchLoss, pitchStft, UNRELATED_PITCHES } from '../features/pitch.js';
import type { SoundNetwork } from '../features/soundNetwork.js';
import { amplitudes, compress, type GraphStft } from '../features/spectrogram.js';
import { styleFeatures } from '../features/styleFeatures.js';
import type { Recipe } from '../recipe.js';
import type { LossWeights } from './balance.js';

/** Frame energies below this do not count in the envelope (-80 dB of a full-scale sine). */
const ENERGY_FLOOR = 1e-8;

/** Style statistics by layer. */
export type StyleTarget = Readonly<Record<string, ArrayValue>>;

/** What the losses are divided by. */
export interface LossRanges {
  /** The distance from the content to the style, by layer. */
  readonly style: Readonly<Record<string, number>>;
  /** Variance of the compressed spectrogram that is aimed at. */
  readonly spectrum: number;
  /** Variance of the logarithm of frame energies. */
  readonly envelope: number;
}

/** What one objective is made of. */
export interface ObjectiveParts {
  readonly recipe: Recipe;
  readonly network: SoundNetwork;
  readonly stft: GraphStft;
  readonly style: StyleTarget;
  readonly ranges: LossRanges;
  readonly weights: LossWeights;
}

type Inputs = Readonly<Record<string, Tensor>>;

/**
 * The objective of one piece of sound. Inputs: `waveform` [1, length], the variable, and of the content `spectrum`
 * [frames, bins], the compressed amplitudes to stay close to, `envelope` [frames], logarithms of energy, and `pitch`
 * [frames, 12], each where its weight is not 0 (`contentInputs`).
 */
export function transferObjective(parts: ObjectiveParts): Objective {
  const { recipe, network, stft, weights } = parts;
  return (inputs) => {
    const amplitude = amplitudes(inputs.waveform as Tensor, stft);
    const features = styleFeatures(amplitude, network, stft, Object.keys(recipe.style));
    const terms: Record<string, Scalar> = { style: tf.mul(styleLoss(parts, features), weights.style) };
    for (const [name, loss] of Object.entries(contentLosses(parts, amplitude, inputs))) {
      terms[name] = tf.mul(loss, weights.content);
    }
    return terms;
  };
}

function styleLoss(
  { recipe: { style }, style: target, ranges }: ObjectiveParts,
  features: Record<string, Tensor4D>,
): Scalar {
  const terms = Object.entries(style).map(([layer, { statistic, weight }]): Scalar => {
    const { measure, distance } = STYLE_STATISTICS[statistic];
    const { data, shape } = target[layer] as ArrayValue;
    const goal = tf.tensor2d(data, [shape[0] as number, shape[1] as number]);
    const gap = distance(measure(features[layer] as Tensor4D), goal);
    return tf.mul(gap, weight / (ranges.style[layer] as number));
  });
  return terms.reduce((sum, term) => tf.add(sum, term), tf.scalar(0));
}

function contentLosses(
  { recipe: { content }, stft, ranges }: ObjectiveParts,
  amplitude: Tensor2D,
  { waveform, spectrum, envelope, pitch }: Inputs,
): Record<string, Scalar> {
  const losses: Record<string, Scalar> = {};
  if (spectrum) {
    const error = meanSquare(tf.sub(compress(amplitude), spectrum));
    losses.content = tf.mul(error, content.spectrum / ranges.spectrum);
  }
  if (envelope) {
    const error = meanSquare(tf.sub(frameEnergies(amplitude), envelope));
    losses.envelope = tf.mul(error, content.envelope / ranges.envelope);
  }
  const pitches = pitchStft(stft);
  if (pitch && pitches) {
    const error = pitchLoss(chromagram(waveform as Tensor, pitches), pitch as Tensor2D);
    losses.pitch = tf.mul(error, content.pitch / UNRELATED_PITCHES);
  }
  return losses;
}

const meanSquare = (x: Tensor): Scalar => tf.mean(tf.square(x)) as Scalar;

/** The inputs of the objective that hold the content, with their shapes. */
export function contentInputs(recipe: Recipe, stft: GraphStft): Record<string, readonly number[]> {
  const { spectrum, envelope, pitch } = recipe.content;
  const pitches = pitchStft(stft);
  return {
    ...(spectrum > 0 && { spectrum: [stft.frames, stft.bins] }),
    ...(envelope > 0 && recipe.envelope !== 'none' && { envelope: [stft.frames] }),
    ...(pitch > 0 && pitches && { pitch: [pitches.frames, 12] }),
  };
}

/** ln(mean power + floor) of each frame, [frames]: the temporal energy envelope of Verma & Smith (2018). */
export function frameEnergies(amplitude: Tensor2D): Tensor {
  return tf.log(tf.add(tf.mean(tf.square(amplitude), 1), ENERGY_FLOOR));
}
