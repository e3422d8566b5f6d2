import type { Scalar, Tensor } from './tf.js';

/**
 * What is minimised: a function of named tensors that returns its weighted loss terms by name. The total is
 * their sum. It must be built from tfjs ops alone and must not read values: the compiled engine runs it once,
 * to record it.
 */
export type Objective = (inputs: Readonly<Record<string, Tensor>>) => Record<string, Scalar>;

/** Any function of named tensors, for values that are computed once: feature targets, decoded pictures. */
export type ForwardFunction = (inputs: Readonly<Record<string, Tensor>>) => Record<string, Tensor>;

/** An input of an objective. */
export interface InputSpec {
  readonly shape: readonly number[];
  /** Variables get a gradient; frozen inputs are data that may change between evaluations. */
  readonly role: 'variable' | 'frozen';
}

/** Array and shape. */
export interface ArrayValue {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** An objective at one point. */
export interface Evaluation {
  readonly total: number;
  readonly terms: Record<string, number>;
  /** Gradient of the total for each variable. */
  readonly gradients: Record<string, Float32Array>;
}

/** The sum of loss terms. */
export function totalOf(
  terms: Readonly<Record<string, Scalar>>,
  add: (a: Scalar, b: Scalar) => Scalar,
): Scalar {
  const [first, ...others] = Object.values(terms);
  if (!first) throw new RangeError('an objective must return at least one loss term');
  return others.reduce(add, first);
}
