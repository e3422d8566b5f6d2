/** What a kind of net is, whatever it is drawn like. */
import type { TensorShapes, WeightArray } from '../weights/tensors.js';
import type { NetOps } from './netOps.js';

/** The input that holds the picture, [1, height, width, 3] in 0..1. */
export const PICTURE = 'picture';
/** Of nets of some styles: how much there is of each, [1, styles], in all 1. */
export const MIXTURE = 'mixture';
/** Of nets that have a strength inside: how much of the style there is, [1, 1], 0..1. */
export const STRENGTH = 'strength';
/** Of nets that make more than one picture of a picture: evenly spread in -1..1, [1, height / 4, width / 4, 1]. */
export const NOISE = 'noise';
/** How often sides of the noise go into those of the picture. */
export const NOISE_SHRINK = 4;

/** Values by the names of inputs. */
export type Named<T> = Readonly<Record<string, T>>;

/**
 * How what is known of several styles becomes one: `mean` of each number; `gaussian`: inputs that end in `mean` and `covariance` as those
 * of all styles laid side by side; `union`: rows below each other.
 */
export type ConditionBlend = 'mean' | 'gaussian' | 'union';

/** A kind of net: its weights, what it has to be told, and how it is drawn. Nets of the kind are plain data, `F`. */
export interface FamilyKind<F> {
  /** Sides of pictures must be multiples of this: nets halve them as often as their deepest layer says. */
  readonly sideMultiple: number;
  /** Shapes of the weights that are trained. */
  shapes(family: F): TensorShapes;
  /** What weights start from, where that is not what a learner gives them: normal of variance 2 / inputs, biases zero. */
  first?(name: string, array: WeightArray, family: F): WeightArray;
  /** Shapes of the inputs that say what style is meant, but for `NOISE`; lengths that differ from style to style are `ANY_LENGTH`. */
  conditions(family: F): Readonly<Record<string, readonly number[]>>;
  /** Whether there is the input `NOISE`. */
  hasNoise?(family: F): boolean;
  /**
   * Draws the net.
   *
   * @param inputs `PICTURE` and the conditions
   * @returns [1, h, w, 3], about 0..1
   */
  draw<T>(ops: NetOps<T>, family: F, inputs: Named<T>): T;
  /** Of nets that take any picture as a style; the others know theirs by `MIXTURE`. */
  look?(family: F): Look | undefined;
  /** Whether the net sees with the stem of Inception. */
  seesWithStem?(family: F): boolean;
  /** Of nets that are trained to invert a network: what is asked for, and what there is of it, as many of such pairs as there are. */
  inverts?<T>(ops: NetOps<T>, family: F, inputs: Named<T>, result: T): readonly Inversion<T>[];
}

/** What is asked of an inverse, and what there is of it. */
export interface Inversion<T> {
  readonly wanted: T;
  readonly made: T;
}

/** How a net looks at a picture whose style is meant. */
export interface Look {
  /** Whether it looks with weights that are trained. */
  readonly isLearnt: boolean;
  readonly blend: ConditionBlend;
  /** The conditions, but for `STRENGTH`, of a picture [1, h, w, 3]. */
  draw<T>(ops: NetOps<T>, style: T): Named<T>;
}
