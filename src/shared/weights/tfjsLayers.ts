/**
 * Weights of a TensorFlow.js model: `model.json` lists them in groups, each group's data are its shards laid
 * end to end. The layout is the same for layers models and graph models.
 * Format: https://www.tensorflow.org/js/guide/save_load
 */
import { NstError } from '../errors.js';
import { shownList } from '../shownList.js';
import { shownText } from '../shownValue.js';
import { decodeFloat16, decodeFloat32 } from './floats.js';
import { dequantise } from './quantisation.js';
import { sizeOf, type WeightArray, type Weights } from './tensors.js';
import { parseTfjsManifest, type TfjsWeight } from './tfjsManifest.js';

/** One tensor, and where its bytes are in the shards of its group, laid end to end. */
export interface TfjsTensor extends TfjsWeight {
  readonly begin: number;
  readonly end: number;
}

/** Tensors and the shard files that hold them, in order and named relative to `model.json`. */
export interface TfjsGroup {
  readonly paths: readonly string[];
  readonly tensors: readonly TfjsTensor[];
}

const BYTES_PER_VALUE = { float32: 4, float16: 2, uint8: 1, uint16: 2 } as const;

/**
 * What a model holds, and where; no shard is opened.
 *
 * @param modelJson the parsed `model.json`
 * @param name what to call the model in errors
 * @throws NST_MODEL_BROKEN when this is no tfjs model
 */
export function parseTfjsModel(modelJson: unknown, name: string): readonly TfjsGroup[] {
  const manifest = parseTfjsManifest(modelJson, name);
  const paths = manifest.flatMap((group) => group.paths);
  const seen = new Set<string>();
  for (const path of paths) {
    // A shard that is named again and again makes a small file an endless one.
    if (seen.has(path)) broken(name, `it names the shard "${shownText(path)}" more than once`);
    seen.add(path);
  }
  return manifest.map((group) => ({ paths: group.paths, tensors: layEndToEnd(group.weights) }));
}

function layEndToEnd(weights: readonly TfjsWeight[]): TfjsTensor[] {
  let end = 0;
  return weights.map((weight) => {
    const begin = end;
    end += sizeOf(weight.shape) * BYTES_PER_VALUE[weight.encoding];
    return { ...weight, begin, end };
  });
}

/** A shard file of a group. */
export interface Shard {
  /** As the group names it. */
  readonly path: string;
  readonly sizeBytes: number;
}

/**
 * Compares the sizes of the shards with what the tensors of a group take.
 *
 * @param shards in the order of the group
 * @param name what to call the model in errors
 * @throws NST_MODEL_BROKEN when they are not the same
 */
export function checkShards({ tensors, paths }: TfjsGroup, shards: readonly Shard[], name: string): void {
  const totalBytes = shards.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
  const cut = tensors.find(({ end }) => end > totalBytes);
  if (cut !== undefined) {
    const problem = `the shards end inside "${shownText(cut.name)}": expected ${cut.end} bytes, found ${totalBytes}`;
    broken(name, problem);
  }
  const expected = tensors.at(-1)?.end ?? 0;
  if (expected < totalBytes) broken(name, `${totalBytes - expected} bytes too many in ${shownList(paths)}`);
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
  const bytesOf = (path: string) =>
    shards.get(path) ?? broken(name, `the shard "${shownText(path)}" is missing`);
  for (const group of parseTfjsModel(modelJson, name)) {
    const sized = group.paths.map((path) => ({ path, sizeBytes: bytesOf(path).length }));
    checkShards(group, sized, name);
    for (const tensor of group.tensors) {
      const pieces = piecesOf(tensor, sized).map(({ path, begin, end }) =>
        bytesOf(path).subarray(begin, end),
      );
      weights.set(tensor.name, decodeTfjsTensor(tensor, pieces));
    }
  }
  return weights;
}

/** The bytes [begin, end) of one shard. */
export interface ShardPiece {
  readonly path: string;
  readonly begin: number;
  readonly end: number;
}

/** Where in the shards of its group the bytes of a tensor are, in order. */
export function piecesOf({ begin, end }: TfjsTensor, shards: readonly Shard[]): ShardPiece[] {
  const pieces: ShardPiece[] = [];
  let start = 0;
  for (const { path, sizeBytes } of shards) {
    const piece = { path, begin: Math.max(begin - start, 0), end: Math.min(end - start, sizeBytes) };
    if (piece.begin < piece.end) pieces.push(piece);
    start += sizeBytes;
  }
  return pieces;
}

/**
 * The values of a tensor.
 *
 * @param pieces the bytes that `piecesOf` names
 */
export function decodeTfjsTensor(tensor: TfjsTensor, pieces: readonly Uint8Array[]): WeightArray {
  const bytes = new Uint8Array(tensor.end - tensor.begin);
  let end = 0;
  for (const piece of pieces) {
    bytes.set(piece, end);
    end += piece.length;
  }
  return { shape: tensor.shape, data: decode(tensor, bytes) };
}

/** `bytes` start at the beginning of their buffer, so they are aligned for any element. */
function decode(tensor: TfjsWeight, bytes: Uint8Array): Float32Array {
  const { encoding } = tensor;
  if (encoding === 'float32') return decodeFloat32(bytes);
  if (encoding === 'float16') return decodeFloat16(bytes);
  return dequantise(encoding === 'uint8' ? bytes : new Uint16Array(bytes.buffer), tensor);
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
        out[(output * inputs + input) * pixels + pixel] = data[from++]!;
      }
    }
  }
  return { shape: [outputs, inputs, height, width], data: out };
}

function broken(file: string, problem: string): never {
  throw new NstError('NST_MODEL_BROKEN', `${file}: broken tfjs model: ${problem}`);
}
