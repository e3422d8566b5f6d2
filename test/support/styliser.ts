import type { ArrayValue } from '../../src/shared/engine/objective.js';
import { ANY_LENGTH } from '../../src/shared/engine/onnxFormat.js';
import { Rng } from '../../src/shared/rng.js';
import {
  conditionShapes,
  firstWeights,
  NOISE,
  noiseShape,
  PICTURE,
  type StyliserFamily,
  styliserShapes,
} from '../../src/shared/stylise/styliser.js';
import { Learner } from '../../src/shared/train/learner.js';
import { sizeOf, type Weights } from '../../src/shared/weights/tensors.js';

/** A picture of noise, [1, height, width, 3]. */
export function noisePicture(height: number, width: number, seed = 1): ArrayValue {
  const rng = new Rng(seed);
  return {
    shape: [1, height, width, 3],
    data: Float32Array.from({ length: height * width * 3 }, () => rng.uniform()),
  };
}

/** Weights as training begins with them, biases and norms moved a little. */
export function randomWeights(family: StyliserFamily, seed = 1): Weights {
  const rng = new Rng(seed);
  const first = firstWeights(family, Learner.start(styliserShapes(family), seed).means);
  return new Map(
    [...first].map(([name, { shape, data }]) => [
      name,
      { shape, data: data.map((value) => value + 0.05 * rng.normal()) },
    ]),
  );
}

/** All that a net is given: a picture of noise, and some style. */
export function someInputs(
  family: StyliserFamily,
  height: number,
  width: number,
): Record<string, ArrayValue> {
  const noise = noiseShape(family, height, width);
  return {
    [PICTURE]: noisePicture(height, width),
    ...someCondition(family),
    ...(noise && { [NOISE]: { shape: noise, data: new Rng(5).spread(sizeOf(noise)) } }),
  };
}

/** Patches of a style, where a net takes any number of them. */
const PATCHES = 7;

/** Conditions: even shares, statistics that some style could have, or noise. */
export function someCondition(family: StyliserFamily): Record<string, ArrayValue> {
  return Object.fromEntries(
    Object.entries(conditionShapes(family)).map(([name, lengths]) => {
      const shape = lengths.map((length) => (length === ANY_LENGTH ? PATCHES : length));
      return [name, { shape, data: conditionData(name, shape) }];
    }),
  );
}

function conditionData(name: string, shape: readonly number[]): Float32Array {
  const [rows = 1, columns = 1] = shape;
  if (name.endsWith('covariance') || name.endsWith('gram'))
    return Float32Array.from({ length: rows * columns }, (_, i) => (i % (columns + 1) === 0 ? 0.5 : 0.05));
  if (name.endsWith('patches')) return new Rng(7).normals(sizeOf(shape));
  return new Float32Array(sizeOf(shape)).fill(1 / columns);
}
