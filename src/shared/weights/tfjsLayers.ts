/**
 * Weights of a TensorFlow.js model: `model.json` lists them in groups, each group's data are its shards laid
 * end to end. The layout is the same for layers models and graph models.
 * Format: https://www.tensorflow.org/js/guide/save_load
 */
import { NstError } from '../errors.js';
import { decodeFloat16, decodeFloat32 } from './floats.js';
import { dequantise } from './quantisation.js';
import { sizeOf, type WeightArray, type Weights } from './tensors.js';

/** One tensor as `model.json` describes it. */
interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly encoding: 'float32' | 'float16' | 'uint8' | 'uint16';
  readonly scale: number;
  readonly min: number;
}

interface WeightGroup {
  readonly paths: readonly string[];
  readonly weights: readonly WeightSpec[];
}

const BYTES_PER_VALUE = { float32: 4, float16: 2, uint8: 1, uint16: 2 } as const;

/**
 * The shard files that a model needs, in order, as `model.json` names them (relative to itself).
 *
 * @throws NST_MODEL_BROKEN when this is no tfjs model
 */
export function tfjsShardPaths(modelJson: unknown, name: string): readonly string[] {
  return parseGroups(modelJson, name).flatMap(({ paths }) => paths);
}

/**
 * Reads every weight of a tfjs model as float32, quantised ones decoded.
 *
 * @param modelJson the parsed `model.json`
 * @param shards the bytes of every shard by its path in `model.json`
 * @param name what to call the model in errors
 * @returns the weights in the order of the file, in tfjs' own layout: convolution kernels are
 *   [height, width, in, out] (see `hwioToOihw`), dense kernels [in, out]
 * @throws NST_MODEL_BROKEN when a shard is missing, or sizes do not match
 */
export function readTfjsLayers(
  modelJson: unknown,
  shards: ReadonlyMap<string, Uint8Array>,
  name: string,
): Weights {
  const weights = new Map<string, WeightArray>();
  for (const group of parseGroups(modelJson, name)) {
    const data = joinShards(group.paths, shards, name);
    let at = 0;
    for (const spec of group.weights) {
      const end = at + sizeOf(spec.shape) * BYTES_PER_VALUE[spec.encoding];
      if (end > data.length)
        broken(name, `the shards end inside "${spec.name}": expected ${end} bytes, found ${data.length}`);
      weights.set(spec.name, { shape: spec.shape, data: decode(data.slice(at, end), spec) });
      at = end;
    }
    if (at < data.length) broken(name, `${data.length - at} bytes too many in ${group.paths.join(', ')}`);
  }
  return weights;
}

/** A convolution kernel from tfjs' [height, width, in, out] to PyTorch's [out, in, height, width]. */
export function hwioToOihw({ shape, data }: WeightArray): WeightArray {
  const [height = 0, width = 0, inputs = 0, outputs = 0] = shape;
  const pixels = height * width;
  const out = new Float32Array(data.length);
  let from = 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let input = 0; input < inputs; input++) {
      for (let output = 0; output < outputs; output++) {
        out[(output * inputs + input) * pixels + pixel] = data[from++] as number;
      }
    }
  }
  return { shape: [outputs, inputs, height, width], data: out };
}

function joinShards(
  paths: readonly string[],
  shards: ReadonlyMap<string, Uint8Array>,
  name: string,
): Uint8Array {
  const parts = paths.map((path) => shards.get(path) ?? broken(name, `the shard "${path}" is missing`));
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function decode(bytes: Uint8Array, spec: WeightSpec): Float32Array {
  if (spec.encoding === 'float32') return decodeFloat32(bytes);
  if (spec.encoding === 'float16') return decodeFloat16(bytes);
  // `bytes` is a copy, so its buffer starts at the tensor and is aligned.
  return dequantise(spec.encoding === 'uint8' ? bytes : new Uint16Array(bytes.buffer), spec);
}

function parseGroups(modelJson: unknown, name: string): WeightGroup[] {
  const manifest = field(modelJson, 'weightsManifest');
  if (!Array.isArray(manifest)) return broken(name, 'model.json has no weightsManifest');
  return manifest.map((group) => {
    const paths: unknown = field(group, 'paths');
    const weights: unknown = field(group, 'weights');
    if (!isStrings(paths) || !Array.isArray(weights))
      return broken(name, 'weightsManifest has a group without paths or weights');
    return { paths, weights: weights.map((weight) => parseSpec(weight, name)) };
  });
}

function parseSpec(spec: unknown, file: string): WeightSpec {
  const name = field(spec, 'name');
  const shape = field(spec, 'shape');
  if (typeof name !== 'string' || !isShape(shape))
    return broken(file, 'weightsManifest has a weight without name or shape');
  const quantization = field(spec, 'quantization');
  const encoding = quantization === undefined ? field(spec, 'dtype') : field(quantization, 'dtype');
  if (encoding === 'float32' || (encoding === 'float16' && quantization !== undefined)) {
    return { name, shape, encoding, scale: 1, min: 0 };
  }
  const scale = field(quantization, 'scale');
  const min = field(quantization, 'min');
  const coded = encoding === 'uint8' || encoding === 'uint16';
  if (coded && typeof scale === 'number' && typeof min === 'number') {
    return { name, shape, encoding, scale, min };
  }
  return broken(
    file,
    `"${name}" is stored as ${JSON.stringify(quantization ?? encoding)}, which is none of float32, float16, or uint8 and uint16 with scale and min`,
  );
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function isShape(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((dim) => Number.isSafeInteger(dim) && dim >= 0);
}

function broken(file: string, problem: string): never {
  throw new NstError('NST_MODEL_BROKEN', `${file}: broken tfjs model: ${problem}`);
}
