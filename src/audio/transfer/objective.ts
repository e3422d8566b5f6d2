import type { ArrayValue, InputSpec, Objective } from '../../shared/engine/objective.js';
import { type Scalar, type Tensor, type Tensor2D, type Tensor4D, tf } from '../../shared/engine/tf.js';
import { chromagram, pitchLoss, pitchStft, UNRELATED_PITCHES } from '../features/pitch.js';
import type { SoundNetwork } from '../features/soundNetwork.js';
import { amplitudes, compress, expand, type GraphStft } from '../features/spectrogram.js';
import { AUTOCORRELATION, styleFeatures } from '../features/styleFeatures.js';
import type { Recipe } from '../recipe.js';
import { SOUND_STATISTICS } from '../statistics/soundStatistics.js';
import type { LossWeights } from './balance.js';
import type { WindowMeasures } from './windowMeasures.js';

/** Frame energies below this do not count in the envelope (-80 dB of a full-scale sine). */
const ENERGY_FLOOR = 1e-8;
/** Prefix of the inputs that hold features of the content. */
const FEATURES = 'features.';

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
  /** Variance of the content's features, by layer. */
  readonly features: Readonly<Record<string, number>>;
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
 * The objective of one piece of sound by its samples. Inputs: `waveform` [1, length], the variable, and those of
 * `contentInputs`.
 */
export function waveformObjective(parts: ObjectiveParts): Objective {
  return (inputs) => {
    const { waveform } = inputs;
    const terms = lossTerms(parts, amplitudes(waveform as Tensor, parts.stft), inputs);
    const pitches = pitchStft(parts.stft);
    if (!inputs.pitch || !pitches) return terms;
    const error = pitchLoss(chromagram(waveform as Tensor, pitches), inputs.pitch as Tensor2D);
    const factor = (parts.weights.content * parts.recipe.content.pitch) / UNRELATED_PITCHES;
    return { ...terms, pitch: tf.mul(error, factor) };
  };
}

/**
 * The objective by compressed amplitudes: without the pitches, which are read from a longer transform. Inputs: `levels`
 * [frames, bins], the variable, whose sign does not matter, and those of `contentInputs` but `pitch`.
 */
export function spectrogramObjective(parts: ObjectiveParts): Objective {
  return (inputs) => lossTerms(parts, expand(tf.abs(inputs.levels as Tensor2D)), inputs);
}

function lossTerms(parts: ObjectiveParts, amplitude: Tensor2D, inputs: Inputs): Record<string, Scalar> {
  const { recipe, network, stft, weights } = parts;
  const layers = [...Object.keys(recipe.style), ...contentLayers(recipe)];
  const features = styleFeatures(amplitude, network, stft, [...new Set(layers)]);
  const terms: Record<string, Scalar> = { style: tf.mul(styleLoss(parts, features), weights.style) };
  const add = (name: string, error: Scalar, factor: number) => {
    terms[name] = tf.mul(error, factor);
  };
  const { content, envelope } = recipe;
  if (inputs.spectrum) {
    const factor = (weights.content * content.spectrum) / parts.ranges.spectrum;
    add('content', meanSquare(tf.sub(compress(amplitude), inputs.spectrum)), factor);
  }
  if (inputs.envelope) {
    const weight = envelope === 'style' ? weights.style : weights.content;
    const error = meanSquare(tf.sub(frameEnergies(amplitude), inputs.envelope));
    add('envelope', error, (weight * content.envelope) / parts.ranges.envelope);
  }
  if (inputs.rhythm) {
    const { measure, distance } = SOUND_STATISTICS.autocorrelation;
    const error = distance(measure(features[AUTOCORRELATION] as Tensor4D, stft), inputs.rhythm as Tensor2D);
    add('rhythm', error, weights.content * recipe.rhythmWeight);
  }
  for (const layer of Object.keys(content.features)) {
    const wanted = inputs[FEATURES + layer] as Tensor;
    const error = meanSquare(tf.sub(features[layer] as Tensor4D, wanted));
    add(FEATURES + layer, error, weights.content * featureFactor(parts, layer, wanted.size));
  }
  return terms;
}

/** What the mean squared error of a layer is multiplied by, its weight included. */
function featureFactor({ recipe, ranges }: ObjectiveParts, layer: string, size: number): number {
  const weight = recipe.content.features[layer] as number;
  return recipe.scaling === 'none' ? weight * size : weight / (ranges.features[layer] as number);
}

function styleLoss(
  { recipe: { style, scaling }, style: target, ranges, stft }: ObjectiveParts,
  features: Record<string, Tensor4D>,
): Scalar {
  const terms = Object.entries(style).map(([layer, { statistic, weight }]): Scalar => {
    const { measure, distance } = SOUND_STATISTICS[statistic];
    const { data, shape } = target[layer] as ArrayValue;
    const goal = tf.tensor2d(data, [shape[0] as number, shape[1] as number]);
    const gap = distance(measure(features[layer] as Tensor4D, stft), goal);
    return tf.mul(gap, scaling === 'none' ? weight * data.length : weight / (ranges.style[layer] as number));
  });
  return terms.reduce((sum, term) => tf.add(sum, term), tf.scalar(0));
}

const meanSquare = (x: Tensor): Scalar => tf.mean(tf.square(x)) as Scalar;

/** The layers whose features, and not statistics of them, are compared with the content's. */
export function contentLayers({ content, rhythm }: Recipe): readonly string[] {
  return [...Object.keys(content.features), ...(rhythm === 'content' ? [AUTOCORRELATION] : [])];
}

/**
 * The frozen inputs of the objectives, each where its weight is not 0: `spectrum` [frames, bins], the compressed amplitudes to
 * stay close to; `envelope` [frames], logarithms of energy; `pitch` [frames, 12]; `rhythm` [lags, 40], an
 * autocorrelation; `features.LAYER`, as the network gives them.
 *
 * @param goal measures of the sound that the spectrum is taken from
 * @param own measures of the content
 * @param envelope the energies that are aimed at
 */
export function contentInputs(
  recipe: Recipe,
  { goal, own, envelope }: { goal: WindowMeasures; own: WindowMeasures; envelope: Float32Array },
): Record<string, ArrayValue> {
  const { content } = recipe;
  const inputs: Record<string, ArrayValue> = {};
  if (content.spectrum > 0) inputs.spectrum = goal.spectrum;
  if (content.envelope > 0 && recipe.envelope !== 'none') {
    inputs.envelope = { shape: [envelope.length], data: envelope };
  }
  if (content.pitch > 0 && own.pitch) inputs.pitch = own.pitch;
  if (recipe.rhythm === 'content' && own.rhythm) inputs.rhythm = own.rhythm;
  for (const [layer, value] of Object.entries(own.features)) inputs[FEATURES + layer] = value;
  return inputs;
}

/** How a program is told of the inputs. */
export function inputSpecs(inputs: Readonly<Record<string, ArrayValue>>): Record<string, InputSpec> {
  const specs = Object.entries(inputs).map(([name, { shape }]): [string, InputSpec] => [
    name,
    { shape, role: 'frozen' },
  ]);
  return Object.fromEntries(specs);
}

/** ln(mean power + floor) of each frame, [frames]: the temporal energy envelope of Verma & Smith (2018). */
export function frameEnergies(amplitude: Tensor2D): Tensor {
  return tf.log(tf.add(tf.mean(tf.square(amplitude), 1), ENERGY_FLOOR));
}
