import type { ArrayValue } from '../../src/shared/engine/objective.js';
import { type Tensor, type Tensor3D, type Tensor4D, tf } from '../../src/shared/engine/tf.js';
import { NO_LAYERS, openTerm } from '../../src/shared/terms/openTerm.js';
import type { TermSpec } from '../../src/shared/terms/registry.js';
import { Seen } from '../../src/shared/terms/seen.js';
import type { ArraysByName, TensorsByName } from '../../src/shared/terms/term.js';

/** Something that a term can look at. */
export interface Shown {
  readonly layers: Readonly<Record<string, Tensor4D>>;
  /** [regions, height, width] */
  readonly places?: Tensor3D;
}

const arrayOf = (tensor: Tensor): ArrayValue => ({
  shape: tensor.shape,
  data: Float32Array.from(tensor.dataSync()),
});
export const arraysOf = (tensors: TensorsByName): ArraysByName =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, arrayOf(tensor)]));
export const tensorsOf = (arrays: ArraysByName): TensorsByName =>
  Object.fromEntries(
    Object.entries(arrays).map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]),
  );

const seenOf = ({ layers, places }: Shown) => new Seen(layers, places);

/** A term of a recipe, run on tfjs as a transfer runs it. */
export function termOf(spec: TermSpec) {
  const term = openTerm(spec, NO_LAYERS);
  const measure = (shown: Shown) => term.measure?.(seenOf(shown)) ?? {};
  /** What was measured, digested and prepared of an example. */
  const goalOf = (example: Shown): TensorsByName => {
    const measured = measure(example);
    const digested = term.digest ? tensorsOf(term.digest(arraysOf(measured))) : measured;
    return term.prepare?.(digested) ?? digested;
  };
  /** The goal with what depends on the picture as it is. */
  const refreshed = (goal: TensorsByName, shown: Shown): TensorsByName => {
    if (!term.refresh) return goal;
    const { update, find } = term.refresh;
    const updated = update ? tensorsOf(update(arraysOf(measure(shown)), arraysOf(goal))) : {};
    return { ...goal, ...updated, ...find?.(seenOf(shown), goal) };
  };
  return {
    term,
    measure,
    goalOf,
    refreshed,
    /** Loss by region. */
    loss: (shown: Shown, goal: TensorsByName) => [
      ...term.loss(seenOf(shown), refreshed(goal, shown)).dataSync(),
    ],
    range: (goal: TensorsByName) => [...(term.range?.(goal).dataSync() ?? [1])],
  };
}
