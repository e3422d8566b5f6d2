import { type Tensor4D, tf } from '../../src/shared/engine/tf.js';
import { Rng } from '../../src/shared/rng.js';
import { ENERGIES } from '../../src/shared/terms/envelope.js';
import { POWER } from '../../src/shared/terms/frequencyEnvelope.js';
import { PEAKS } from '../../src/shared/terms/peaks.js';
import { PITCHES } from '../../src/shared/terms/pitch.js';
import { RGBA_LAYER } from '../../src/shared/terms/plausible.js';
import { TERMS, type TermName, type TermSpec } from '../../src/shared/terms/registry.js';
import { AUTOCORRELATION } from '../../src/shared/terms/rhythm.js';
import type { TensorsByName } from '../../src/shared/terms/term.js';
import { PIXELS } from '../../src/shared/terms/totalVariation.js';

/** A shape for every layer that a term may look at; `a` is one of a network. */
export const SHAPES: Readonly<Record<string, readonly [number, number, number, number]>> = {
  a: [1, 4, 5, 3],
  [PIXELS]: [1, 12, 13, 3],
  [RGBA_LAYER]: [1, 4, 5, 4],
  [ENERGIES]: [1, 1, 12, 1],
  [POWER]: [1, 1, 6, 5],
  [AUTOCORRELATION]: [1, 1, 5, 3],
  [PEAKS]: [1, 1, 9, 2],
  [PITCHES]: [1, 1, 6, 12],
};

/** Layers by name. */
export type Layers = Readonly<Record<string, Tensor4D>>;

/** Layers of one picture (or sound); what is drawn is not negative, as powers are not. */
export function layersOf(seed: number): Layers {
  const rng = new Rng(seed);
  return Object.fromEntries(
    Object.entries(SHAPES).map(([name, shape]) => {
      const values = rng.normals(shape.reduce((a, b) => a * b, 1)).map(Math.abs);
      return [name, tf.tensor4d(values, [...shape])];
    }),
  );
}

/** A term with the least of settings. */
export const specOf = (kind: TermName) =>
  ({
    kind,
    ...('layers' in TERMS[kind].parameters && { layers: { a: 1 } }),
    ...(kind === 'laplacian' && { pool: 3 }),
  }) as TermSpec;

/** What the goal of `plausible` is, which is not measured. */
export const GIVEN: TensorsByName = {
  mean: tf.tensor(new Rng(8).normals(80), [1, 4, 5, 4]),
  whitening: tf.tensor(new Rng(9).normals(320), [20, 4, 4]),
};
