import type { InputSpec, Objective } from '../engine/objective.js';
import { type Scalar, type Tensor, type Tensor4D, tf } from '../engine/tf.js';
import type { Network } from '../networks/network.js';
import { constantWeights, type WeightByName } from '../networks/weightByName.js';
import { RGB } from '../pictures/picture.js';
import type { OpenTerm } from '../terms/openTerm.js';
import { Seen } from '../terms/seen.js';
import type { TensorsByName } from '../terms/term.js';
import { PIXELS } from '../terms/totalVariation.js';
import { INPUT, tensorsFor } from '../transfer/graph.js';
import type { Weights } from '../weights/tensors.js';
import { conditionShapes, drawStyliser, PICTURE, type StyliserFamily, styliserShapes } from './styliser.js';
import { tensorOps } from './tensorOps.js';

/** What a net is trained with. */
export interface TrainingSetting {
  readonly family: StyliserFamily;
  /** What looks at its pictures. */
  readonly network: Network;
  readonly terms: readonly OpenTerm[];
  /** Of the stem, for nets that see with it. */
  readonly stem: Weights;
}

/**
 * The losses of what a net makes of a picture, as functions of its weights. What style terms aim at is given, as `TERM/NAME`;
 * what content terms aim at is measured of the picture itself; factors on the terms are the input `factors`, [terms].
 */
export function stylisedLosses({ family, network, terms, stem }: TrainingSetting): Objective {
  const stemWeight = constantWeights(stem);
  return (inputs) => {
    const weight: WeightByName = (name) => inputs[name] ?? stemWeight(name);
    const picture = inputs[PICTURE] as Tensor4D;
    const stylised = drawStyliser(tensorOps(weight), family, inputs) as Tensor4D;
    const [result, content] = [see(network, terms, stylised), see(network, contentTerms(terms), picture)];
    const losses: Record<string, Scalar> = {};
    for (const [i, term] of terms.entries()) {
      const goal = term.side === 'content' ? goalOf(term, content) : tensorsFor(term.id, inputs);
      const factor = tf.slice(inputs[INPUT.factors]!, [i], [1]);
      losses[term.id] = tf.sum(tf.mul(term.loss(result, goal), factor));
    }
    return losses;
  };
}

const contentTerms = (terms: readonly OpenTerm[]) => terms.filter(({ side }) => side === 'content');

function see(network: Network, terms: readonly OpenTerm[], pixels: Tensor4D): Seen {
  const layers = new Set(terms.flatMap((term) => term.layers));
  layers.delete(PIXELS);
  const features = layers.size > 0 ? network.features(pixels, [...layers]) : {};
  return new Seen({ ...features, [PIXELS]: pixels });
}

function goalOf(term: OpenTerm, content: Seen): TensorsByName {
  const measured: Readonly<Record<string, Tensor>> = term.measure?.(content) ?? {};
  return term.prepare?.(measured) ?? measured;
}

/**
 * The inputs of those losses.
 *
 * @param cropPx side of the pictures
 * @param goals shapes of what style terms aim at, by input name
 */
export function lossInputs(
  { family, terms }: TrainingSetting,
  cropPx: number,
  goals: Readonly<Record<string, readonly number[]>>,
): Record<string, InputSpec> {
  const frozen = {
    [PICTURE]: [1, cropPx, cropPx, RGB],
    ...conditionShapes(family),
    ...goals,
    [INPUT.factors]: [terms.length],
  };
  const specs = (shapes: Iterable<readonly [string, readonly number[]]>, role: InputSpec['role']) =>
    Object.fromEntries([...shapes].map(([name, shape]) => [name, { shape, role }]));
  return { ...specs(styliserShapes(family), 'variable'), ...specs(Object.entries(frozen), 'frozen') };
}
