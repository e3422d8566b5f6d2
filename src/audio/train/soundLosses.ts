import type { InputSpec, Objective } from '../../shared/engine/objective.js';
import { type Scalar, type Tensor, tf } from '../../shared/engine/tf.js';
import type { WeightByName } from '../../shared/networks/weightByName.js';
import { BAND_INPUT, type BandFamily, bandShapes, drawBands } from '../../shared/stylise/bandNet.js';
import { tensorOps } from '../../shared/stylise/tensorOps.js';
import type { OpenTerm } from '../../shared/terms/openTerm.js';
import { INPUT, minimising } from '../../shared/transfer/graph.js';
import type { View } from '../../shared/transfer/view.js';
import { SMOOTHING } from '../apply/heldGains.js';
import { compress } from '../features/spectrogram.js';
import { BandSpread } from '../shape/bandGains.js';

/** Inputs of the losses, besides weights and those of net and terms. */
export const EXCERPT = {
  /** Amplitudes of the content, [frames, bins]. */
  amplitude: 'amplitude',
  /** How much frames are heard, [frames, 1]: others are made no louder. */
  heard: 'heard',
} as const;

/** What a net of bands is trained with. */
export interface SoundSetting {
  readonly family: BandFamily;
  /** Of compressed amplitudes. */
  readonly view: View;
  readonly terms: readonly OpenTerm[];
  /** Weights of bins in bands, [bins, bands]. */
  readonly bank: Float32Array;
  /** How much it counts that gains do not jump from frame to frame. */
  readonly steadiness: number;
}

/**
 * The losses of an excerpt as functions of the weights: those of the terms at the content's amplitudes times the gains of the net, and how
 * much gains jump, since jumps are heard as another rhythm.
 */
export function soundLosses({ family, view, terms, bank, steadiness }: SoundSetting): Objective {
  const spread = spreadMatrix(bank, family.bands);
  const losses = minimising(view, terms);
  return (given) => {
    const weight: WeightByName = (name) => given[name]!;
    const drawn = drawBands(tensorOps(weight), family, given);
    const frames = drawn.shape[1]!;
    const smooth = tf.matMul(
      tf.reshape(drawn, [frames, family.bands]),
      tf.tensor2d(SMOOTHING, [family.bands, family.bands]),
    );
    const gains = heldInPauses(smooth, given[EXCERPT.heard]!);
    const perBin = tf.matMul(gains, tf.tensor2d(spread, [family.bands, bank.length / family.bands]));
    const amplitude = tf.mul(given[EXCERPT.amplitude]!, tf.exp(perBin));
    return {
      ...losses({ ...given, [INPUT.variable]: compress(amplitude) }),
      steadiness: tf.mul(jumps(gains), steadiness) as Scalar,
    };
  };
}

/** As `heldGains`: what is not heard becomes no louder. */
const heldInPauses = (gains: Tensor, heard: Tensor): Tensor => {
  const falls = tf.neg(tf.relu(tf.neg(gains)));
  return tf.add(falls, tf.mul(heard, tf.sub(gains, falls)));
};

function jumps(gains: Tensor): Tensor {
  const [frames, bands] = gains.shape as [number, number];
  const [before, after] = [0, 1].map((first) => tf.slice(gains, [first, 0], [frames - 1, bands]));
  return tf.mean(tf.squaredDifference(after!, before!));
}

/** Gains of bands to gains of bins, [bands, bins]: row by row what a band alone becomes. */
function spreadMatrix(bank: Float32Array, bands: number): Float32Array {
  const spread = new BandSpread(bank, bands);
  const bins = bank.length / bands;
  const matrix = new Float32Array(bank.length);
  for (let band = 0; band < bands; band++) {
    const alone = Float32Array.from({ length: bands }, (_, i) => (i === band ? 1 : 0));
    matrix.set(spread.overBins(alone), band * bins);
  }
  return matrix;
}

/** Shapes by the names of inputs. */
type Shapes = Readonly<Record<string, readonly number[]>>;

/** The inputs of those losses. @param goals shapes of what terms aim at, by `TERM/NAME` */
export function soundInputs(
  { family, view: { shape }, terms }: SoundSetting,
  goals: Shapes,
): Record<string, InputSpec> {
  const [frames = 1, bins = 1] = shape;
  const bands = [1, frames, 1, family.bands];
  const frozen: Shapes = {
    [BAND_INPUT.levels]: bands,
    [BAND_INPUT.moved]: bands,
    [EXCERPT.amplitude]: [frames, bins],
    [EXCERPT.heard]: [frames, 1],
    [INPUT.stylePlaces]: [1, 1, frames],
    [INPUT.shares]: [1],
    [INPUT.factors]: [terms.length],
    ...goals,
  };
  const specs = (shapes: Iterable<readonly [string, readonly number[]]>, role: InputSpec['role']) =>
    Object.fromEntries([...shapes].map(([name, size]) => [name, { shape: size, role }]));
  return { ...specs(bandShapes(family), 'variable'), ...specs(Object.entries(frozen), 'frozen') };
}
