/** A network's weights out of a file that the user names. */
import { checkValues } from './checkTensors.js';
import type { ManifestEntry } from './manifest.js';
import { matchTensors } from './matchTensors.js';
import { type ModelFile, openModelFile } from './modelFile.js';
import type { ModelFormat } from './modelFormat.js';
import type { Normalisation } from './normalisations.js';
import type { TensorShapes, WeightArray, Weights } from './tensors.js';

/** Weights by the names that the network expects. */
export interface UserModel {
  readonly weights: Weights;
  readonly normalisation: Normalisation | null;
  readonly format: ModelFormat;
  /** The file that was read; `model.json` where a folder was named. */
  readonly path: string;
}

/**
 * Reads a network out of a safetensors, ONNX or tfjs file, whatever the tensors are called in it.
 *
 * @param normalisation what pictures the weights want; without it, what the file's metadata say, else Caffe's
 *   for a Keras VGG (its weights are Caffe's), else the network's usual one
 * @throws NST_BAD_INPUT when the file is missing, of another kind, or holds another network
 * @throws NST_MODEL_BROKEN when the file is damaged
 */
export async function readUserModel(
  entry: ManifestEntry,
  path: string,
  normalisation?: Normalisation,
): Promise<UserModel> {
  const file = await openModelFile(path);
  const weights = await readMatching(file, entry.tensors);
  checkValues(weights, file.path);
  const { format } = file;
  return { weights, normalisation: normalisation ?? normalisationOf(file, entry), format, path: file.path };
}

async function readMatching(file: ModelFile, expected: TensorShapes | null): Promise<Weights> {
  if (expected === null) return file.read(new Set(file.shapes.keys()));
  const names = matchTensors(file.shapes, expected, file.path);
  const stored = await file.read(new Set(names.values()));
  const weights = new Map<string, WeightArray>();
  for (const name of expected.keys()) {
    const array = stored.get(names.get(name) ?? name);
    if (array !== undefined) weights.set(name, array);
  }
  return weights;
}

/** How `tf.keras.applications` names the layers of VGG. */
const KERAS_VGG_LAYER = /\bblock\d_conv\d\b/;

function normalisationOf({ shapes, metadata }: ModelFile, entry: ManifestEntry): Normalisation | null {
  const stated = parseNormalisation(metadata.get('normalisation'));
  if (stated !== undefined) return stated;
  const fromKeras = [...shapes.keys()].some((name) => KERAS_VGG_LAYER.test(name));
  return fromKeras ? 'caffe' : entry.normalisation;
}

/** The normalisation that a metadata text names; undefined when it names none. */
export function parseNormalisation(text: string | undefined): Normalisation | undefined {
  return text === 'torchvision' || text === 'caffe' ? text : undefined;
}
