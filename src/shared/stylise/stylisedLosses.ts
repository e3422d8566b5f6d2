import type { InputSpec, Objective } from '../engine/objective.js';
import { type Scalar, type Tensor, type Tensor2D, type Tensor3D, type Tensor4D, tf } from '../engine/tf.js';
import type { Network } from '../networks/network.js';
import { constantWeights, type WeightByName } from '../networks/weightByName.js';
import { RGB } from '../pictures/picture.js';
import type { OpenTerm } from '../terms/openTerm.js';
import { Seen } from '../terms/seen.js';
import type { TensorsByName } from '../terms/term.js';
import { PIXELS } from '../terms/totalVariation.js';
import { INPUT, tensorsFor } from '../transfer/graph.js';
import type { Weights } from '../weights/tensors.js';
import { criticShapes, drawCritic, hinge } from './critic.js';
import type { Named } from './family.js';
import { hasCritic, LESSON, type Lesson } from './lesson.js';
import type { NetOps } from './netOps.js';
import {
  drawInverse,
  drawStyliser,
  lookOf,
  NOISE,
  noiseShape,
  PICTURE,
  type StyliserFamily,
  styliserShapes,
} from './styliser.js';
import { tensorOps } from './tensorOps.js';
import { twoFrameLoss } from './twoFrames.js';

/** What a net is trained with. */
export interface TrainingSetting {
  readonly family: StyliserFamily;
  /** What looks at its pictures. */
  readonly network: Network;
  readonly terms: readonly OpenTerm[];
  /** Of the stem, for nets that see with it. */
  readonly stem: Weights;
}

/** What a step has to do with. */
interface Step extends TrainingSetting {
  readonly ops: NetOps<Tensor>;
  readonly inputs: Named<Tensor>;
  readonly picture: Tensor4D;
  readonly stylised: Tensor4D;
  /** How much each place counts, [1, h, w]. */
  readonly places: Tensor3D | undefined;
}

/**
 * The losses of a lesson, as functions of the weights that it is about. What style terms aim at is given, as `TERM/NAME`; what content
 * terms aim at is measured of the picture itself; factors on the terms are the input `factors`, [terms].
 */
export function lessonLosses(setting: TrainingSetting, lesson: Lesson): Objective {
  const stemWeight = constantWeights(setting.stem);
  return (given) => {
    const weight: WeightByName = (name) => given[name] ?? stemWeight(name);
    const ops = tensorOps(weight);
    const inputs = withLook(ops, setting.family, given);
    const step: Step = {
      ...setting,
      ops,
      inputs,
      picture: inputs[PICTURE] as Tensor4D,
      stylised: drawStyliser(ops, setting.family, inputs) as Tensor4D,
      places: inputs[LESSON.garment] as Tensor3D | undefined,
    };
    if (lesson.learns === 'critic') return { critic: criticLoss(step) };
    const { critic = 0, frames = 0, inverse = 0 } = lesson;
    return {
      ...(lesson.terms && termLosses(step)),
      ...(critic > 0 && { patches: weighed(criticised(step), critic) }),
      ...(frames > 0 && { frames: weighed(framesLoss(step), frames) }),
      ...(inverse > 0 && { inverse: weighed(inverseLoss(step), inverse) }),
    };
  };
}

const weighed = (loss: Tensor, weight: number): Scalar => tf.mul(tf.reshape(loss, []), weight) as Scalar;

/** Nets that look at styles with weights that are trained do so at every step. */
function withLook(ops: NetOps<Tensor>, family: StyliserFamily, inputs: Named<Tensor>): Named<Tensor> {
  const look = lookOf(family);
  return look?.isLearnt ? { ...inputs, ...look.draw(ops, inputs[LESSON.style]!) } : inputs;
}

function termLosses({ network, terms, inputs, picture, stylised, places }: Step): Record<string, Scalar> {
  const contentTerms = terms.filter(({ side }) => side === 'content');
  const [result, content] = [
    see(network, terms, stylised, places),
    see(network, contentTerms, picture, places),
  ];
  const losses: Record<string, Scalar> = {};
  for (const [i, term] of terms.entries()) {
    const goal = term.side === 'content' ? goalOf(term, content) : tensorsFor(term.id, inputs);
    const factor = tf.slice(inputs[INPUT.factors]!, [i], [1]);
    losses[term.id] = tf.sum(tf.mul(term.loss(result, goal), factor));
  }
  return losses;
}

function see(
  network: Network,
  terms: readonly OpenTerm[],
  pixels: Tensor4D,
  places: Tensor3D | undefined,
): Seen {
  const layers = new Set(terms.flatMap((term) => term.layers));
  layers.delete(PIXELS);
  const features = layers.size > 0 ? network.features(pixels, [...layers]) : {};
  return new Seen({ ...features, [PIXELS]: pixels }, places);
}

function goalOf(term: OpenTerm, content: Seen): TensorsByName {
  const measured: Readonly<Record<string, Tensor>> = term.measure?.(content) ?? {};
  return term.prepare?.(measured) ?? measured;
}

/** What the critic thinks of patches of a picture, and how much each counts. */
function judge({ ops, network }: Step, pixels: Tensor4D, places?: Tensor3D) {
  const scores = drawCritic(ops, network, pixels);
  const [, height, width] = scores.shape;
  return { scores, weights: new Seen({}, places).weights(height, width) };
}

/** The critic has to tell the style from results. */
function criticLoss(step: Step): Scalar {
  const style = judge(step, step.inputs[LESSON.example] as Tensor4D);
  const result = judge(step, step.stylised, step.places);
  return tf.add(hinge(style.scores, 1), hinge(result.scores, -1, result.weights)) as Scalar;
}

/** Results have to be taken for the style. */
function criticised(step: Step): Tensor {
  const { scores, weights } = judge(step, step.stylised, step.places);
  return hinge(scores, 1, weights);
}

function framesLoss({ ops, family, inputs, stylised }: Step): Tensor {
  const second = drawStyliser(ops, family, { ...inputs, [PICTURE]: inputs[LESSON.second]! });
  const motion = {
    rows: inputs[LESSON.rows] as Tensor2D,
    columns: inputs[LESSON.columns] as Tensor2D,
  };
  return twoFrameLoss(stylised, second as Tensor4D, motion, inputs[LESSON.inside] as Tensor4D);
}

/** The mean squares of what is off, as shares of what is asked for. */
function inverseLoss({ ops, family, inputs, stylised }: Step): Tensor {
  const shares = drawInverse(ops, family, inputs, stylised).map(({ wanted, made }) =>
    tf.div(tf.mean(tf.squaredDifference(made, wanted)), tf.mean(tf.square(wanted))),
  );
  return shares.reduce((sum, share) => tf.add(sum, share));
}

/** Shapes by the names of inputs. */
type Shapes = Readonly<Record<string, readonly number[]>>;

/**
 * The inputs of those losses.
 *
 * @param cropPx side of the pictures
 * @param goals shapes of what style terms aim at
 * @param conditions shapes of what the net is told
 */
export function lessonInputs(
  { family, terms }: Pick<TrainingSetting, 'family' | 'terms'>,
  lesson: Lesson,
  cropPx: number,
  { goals, conditions }: { readonly goals: Shapes; readonly conditions: Shapes },
): Record<string, InputSpec> {
  const square = [1, cropPx, cropPx, RGB];
  const { learns, frames = 0 } = lesson;
  const noise = noiseShape(family, cropPx, cropPx);
  const frozen: Shapes = {
    [PICTURE]: square,
    ...conditions,
    ...(noise && { [NOISE]: noise }),
    ...(lesson.terms && { ...goals, [INPUT.factors]: [terms.length] }),
    ...(learns === 'critic' && { [LESSON.example]: square }),
    ...(frames > 0 && {
      [LESSON.second]: square,
      [LESSON.rows]: [cropPx, cropPx],
      [LESSON.columns]: [cropPx, cropPx],
      [LESSON.inside]: [1, cropPx, cropPx, 1],
    }),
    ...(lesson.garment && { [LESSON.garment]: [1, cropPx, cropPx] }),
  };
  const specs = (shapes: Iterable<readonly [string, readonly number[]]>, role: InputSpec['role']) =>
    Object.fromEntries([...shapes].map(([name, shape]) => [name, { shape, role }]));
  const roleOf = (whose: Lesson['learns']) => (learns === whose ? 'variable' : 'frozen');
  return {
    ...specs(styliserShapes(family), roleOf('net')),
    ...(hasCritic(lesson) && specs(criticShapes(), roleOf('critic'))),
    ...specs(Object.entries(frozen), 'frozen'),
  };
}

/** The shapes of all that is learnt by some lessons. */
export const learntShapes = (family: StyliserFamily, lessons: readonly Lesson[]) =>
  new Map([...styliserShapes(family), ...(lessons.some(hasCritic) ? criticShapes() : [])]);
