/** Saved styles: safetensors with a checksum in the metadata, which is made to fit. */
import { createHash } from 'node:crypto';
import type { Rng } from '../../src/shared/rng.js';
import { readSafetensors } from '../../src/shared/weights/safetensors.js';
import { parseSafetensorsHeader } from '../../src/shared/weights/safetensorsHeader.js';
import { writeSafetensors } from '../../src/shared/weights/safetensorsWriter.js';
import { sizeOf, type WeightArray, type Weights } from '../../src/shared/weights/tensors.js';
import { mutateJsonText } from '../mutate/json.js';
import { firstOf, type Mutator } from '../mutate/mutator.js';
import { pick } from '../mutate/random.js';
import { mutateText } from '../mutate/text.js';
import { mutateSafetensors } from './safetensors.js';

const VALUES = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3e38, -3e38, 0, -1, 1e-45];

function resized({ data }: WeightArray, shape: readonly number[]): WeightArray {
  const resizedData = new Float32Array(sizeOf(shape));
  resizedData.set(data.subarray(0, resizedData.length));
  return { shape, data: resizedData };
}

function changeArray(array: WeightArray, rng: Rng): WeightArray {
  const { shape, data } = array;
  const changed = data.slice();
  return pick(rng, [
    () => resized(array, [0]),
    () => resized(array, [1]),
    () => resized(array, [...shape, 2]),
    () =>
      resized(
        array,
        shape.map((side) => side + 1),
      ),
    () =>
      resized(
        array,
        shape.map((side) => Math.max(0, side - 1)),
      ),
    () => resized(array, [100_000]),
    () => ({ shape: [data.length], data }),
    () => ({ shape: [1, data.length, 1, 1], data }),
    () => ({ shape: [...shape].reverse(), data }),
    () => ({ shape, data: changed.fill(pick(rng, VALUES)) }),
    () => ({ shape, data: changed.fill(pick(rng, VALUES), rng.integer(data.length + 1)) }),
    () => ({ shape, data: changed.reverse() }),
  ])();
}

function changeArrays(tensors: Weights, rng: Rng): Weights {
  const names = [...tensors.keys()];
  const name = pick(rng, names);
  const array = tensors.get(name);
  const changed = new Map(tensors);
  if (!array || rng.integer(8) === 0) {
    changed.delete(name);
    return changed;
  }
  const renamed =
    rng.integer(8) === 0 ? pick(rng, [mutateText(name, rng).slice(0, 200), pick(rng, names)]) : name;
  return changed.set(renamed, changeArray(array, rng));
}

function changeMetadata(metadata: Record<string, string>, rng: Rng): Record<string, string> {
  const facts = metadata.facts ?? '{}';
  if (rng.integer(4) > 0) return { ...metadata, facts: mutateJsonText(facts, rng) };
  const key = pick(rng, Object.keys(metadata));
  const { [key]: value = '', ...rest } = metadata;
  return rng.integer(2) === 0 ? rest : { ...rest, [key]: mutateText(value, rng) };
}

const withChecksum: Mutator = (bytes, { rng }) => {
  let metadata: Record<string, string>;
  let tensors: Weights;
  try {
    const { checksum: _, ...rest } = Object.fromEntries(parseSafetensorsHeader(bytes, '').metadata);
    metadata = rest;
    tensors = readSafetensors(bytes, '');
  } catch {
    return undefined;
  }
  if (tensors.size === 0) return undefined;
  if (rng.integer(2) === 0) metadata = changeMetadata(metadata, rng);
  else tensors = changeArrays(tensors, rng);
  const checksum = createHash('sha256').update(writeSafetensors(tensors, metadata)).digest('hex');
  return writeSafetensors(tensors, { ...metadata, checksum });
};

/** Changes settings or arrays of a saved style; of what is none, a safetensors file. */
export const mutateSavedStyle: Mutator = firstOf(withChecksum, mutateSafetensors);
