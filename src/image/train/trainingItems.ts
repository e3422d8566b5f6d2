import type { ArrayValue } from '../../shared/engine/objective.js';
import type { Feeds } from '../../shared/engine/protocol.js';
import type { Picture } from '../../shared/pictures/picture.js';
import { Rng } from '../../shared/rng.js';
import { LESSON, type Lesson } from '../../shared/stylise/lesson.js';
import {
  hasStrength,
  MIXTURE,
  NOISE,
  noiseShape,
  PICTURE,
  STRENGTH,
  type StyliserFamily,
} from '../../shared/stylise/styliser.js';
import type { OpenTerm } from '../../shared/terms/openTerm.js';
import { PIXELS } from '../../shared/terms/totalVariation.js';
import { INPUT } from '../../shared/transfer/graph.js';
import { sizeOf } from '../../shared/weights/tensors.js';
import { examplePart } from './examplePart.js';
import { garmentMask } from './garmentMask.js';
import type { PhotoSet } from './photoSet.js';
import type { StyleGoal } from './styleGoals.js';
import type { TrainingPlan } from './trainingPlan.js';
import { framesOf, surroundingsOf } from './twoFrames.js';

/** Steps draw from generators this far apart. */
const SEED_STRIDE = 7919;
/** On the weight of what holds pictures that are to be given back: about the factor of a style that is not reached at all. */
const IDENTITY_FACTOR = 1000;

/** A style to be learnt: what is aimed at, and what the net is told of it. */
export interface LearntStyle extends StyleGoal {
  readonly picture: Picture;
  /** Values of the inputs of `conditionShapes`, all but the strength; or what is looked at for them. */
  readonly condition: Readonly<Record<string, ArrayValue>>;
}

/** What items are drawn from. */
export interface ItemSource {
  readonly photos: PhotoSet;
  readonly styles: readonly LearntStyle[];
  readonly terms: readonly OpenTerm[];
  readonly plan: Pick<TrainingPlan, 'batch' | 'identityEvery' | 'newStyleEvery' | 'family'>;
  readonly seed: number;
}

/**
 * The items of a step: photos, crops and styles are random, but depend on seed and step alone, so that a training that goes on from a
 * checkpoint is the one that was never cut off.
 */
export function itemsOf(
  { photos, styles, terms, plan, seed }: ItemSource,
  lesson: Lesson,
  step: number,
  cropPx: number,
): Feeds[] {
  const rng = new Rng(seed + SEED_STRIDE * step);
  const present = stylesAt(plan, styles.length, step);
  return Array.from({ length: plan.batch }, (_, i) => {
    const style = styles[rng.integer(present)]!;
    const isIdentity = plan.identityEvery > 0 && (step * plan.batch + i) % plan.identityEvery === 0;
    return {
      ...conditionOf(plan.family, style, isIdentity),
      ...photoFeeds(photos, lesson, rng, cropPx),
      ...(lesson.terms && {
        ...feedsOf(style.inputs),
        [INPUT.factors]: factorsFor(terms, style, isIdentity),
      }),
      ...noiseFeeds(plan.family, rng, cropPx),
      ...(lesson.learns === 'critic' && { [LESSON.example]: examplePart(style.picture, rng, cropPx) }),
      ...(lesson.garment && { [LESSON.garment]: garmentMask(rng, cropPx) }),
    };
  });
}

/** How many styles a step draws from. */
const stylesAt = ({ newStyleEvery }: ItemSource['plan'], styles: number, step: number): number =>
  newStyleEvery === 0 ? styles : Math.min(styles, 1 + Math.floor(step / newStyleEvery));

const feedsOf = (arrays: Readonly<Record<string, ArrayValue>>): Feeds =>
  Object.fromEntries(Object.entries(arrays).map(([name, { data }]) => [name, data]));

/** What a net is told: of pictures that are to be given back, that there is nothing of any style. */
function conditionOf(family: StyliserFamily, { condition }: LearntStyle, isIdentity: boolean): Feeds {
  const feeds = feedsOf(condition);
  if (hasStrength(family)) return { ...feeds, [STRENGTH]: Float32Array.of(isIdentity ? 0 : 1) };
  return isIdentity && feeds[MIXTURE] ? { ...feeds, [MIXTURE]: feeds[MIXTURE].map(() => 0) } : feeds;
}

function photoFeeds(photos: PhotoSet, { frames = 0 }: Lesson, rng: Rng, cropPx: number): Feeds {
  if (frames === 0) return { [PICTURE]: photos.crop(rng, cropPx) };
  const { first, second, rows, columns, inside } = framesOf(
    photos.crop(rng, surroundingsOf(cropPx)),
    cropPx,
    rng,
  );
  return {
    [PICTURE]: first,
    [LESSON.second]: second,
    [LESSON.rows]: rows,
    [LESSON.columns]: columns,
    [LESSON.inside]: inside,
  };
}

function noiseFeeds(family: StyliserFamily, rng: Rng, cropPx: number): Feeds {
  const shape = noiseShape(family, cropPx, cropPx);
  return shape ? { [NOISE]: rng.spread(sizeOf(shape)) } : {};
}

/** Pictures that are to be given back are compared by their pixels alone, the others by everything else. */
function factorsFor(terms: readonly OpenTerm[], { factors }: StyleGoal, isIdentity: boolean): Float32Array {
  return factors.map((factor, i) => {
    const isOfPixels = terms[i]!.layers.includes(PIXELS) && terms[i]!.side === 'content';
    if (isIdentity) return isOfPixels ? IDENTITY_FACTOR * terms[i]!.weight : 0;
    return isOfPixels ? 0 : factor;
  });
}
