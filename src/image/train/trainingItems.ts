import type { Feeds } from '../../shared/engine/protocol.js';
import { Rng } from '../../shared/rng.js';
import { MIXTURE, PICTURE, STRENGTH } from '../../shared/stylise/styliser.js';
import type { OpenTerm } from '../../shared/terms/openTerm.js';
import { PIXELS } from '../../shared/terms/totalVariation.js';
import { INPUT } from '../../shared/transfer/graph.js';
import type { PhotoSet } from './photoSet.js';
import type { StyleGoal } from './styleGoals.js';
import type { TrainingPlan } from './trainingPlan.js';

/** Steps draw from generators this far apart. */
const SEED_STRIDE = 7919;
/** What pictures that are to be given back are held to: about the factor of a style that is not reached at all. */
const IDENTITY_FACTOR = 1000;

/** A style to be learnt: what is aimed at, and what the net is told of it. */
export interface LearntStyle extends StyleGoal {
  /** Values of the inputs of `conditionShapes`, all but the strength. */
  readonly condition: Feeds;
}

/** What items are drawn from. */
export interface ItemSource {
  readonly photos: PhotoSet;
  readonly styles: readonly LearntStyle[];
  readonly terms: readonly OpenTerm[];
  readonly plan: Pick<TrainingPlan, 'batch' | 'identityEvery'>;
  readonly seed: number;
}

/**
 * The items of a step: photos, crops and styles are random, but depend on seed and step alone, so that a training that goes on from a
 * checkpoint is the one that was never cut off.
 */
export function itemsOf(
  { photos, styles, terms, plan, seed }: ItemSource,
  step: number,
  cropPx: number,
): Feeds[] {
  const rng = new Rng(seed + SEED_STRIDE * step);
  return Array.from({ length: plan.batch }, (_, i) => {
    const style = styles[rng.integer(styles.length)]!;
    const isIdentity = plan.identityEvery > 0 && (step * plan.batch + i) % plan.identityEvery === 0;
    return {
      ...feedsOfGoal(style),
      ...style.condition,
      ...(style.condition[MIXTURE] ? {} : { [STRENGTH]: Float32Array.of(isIdentity ? 0 : 1) }),
      [PICTURE]: photos.crop(rng, cropPx),
      [INPUT.factors]: factorsFor(terms, style, isIdentity),
    };
  });
}

const feedsOfGoal = ({ inputs }: StyleGoal): Feeds =>
  Object.fromEntries(Object.entries(inputs).map(([name, { data }]) => [name, data]));

/** Pictures that are to be given back are compared by their pixels alone, the others by everything else. */
function factorsFor(terms: readonly OpenTerm[], { factors }: StyleGoal, isIdentity: boolean): Float32Array {
  return factors.map((factor, i) => {
    const isOfPixels = terms[i]!.layers.includes(PIXELS) && terms[i]!.side === 'content';
    if (isIdentity) return isOfPixels ? IDENTITY_FACTOR : 0;
    return isOfPixels ? 0 : factor;
  });
}
