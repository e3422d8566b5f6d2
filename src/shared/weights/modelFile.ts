/** Opens a user's file of weights, whatever its format. */
import { basename, dirname, join } from 'node:path';
import { messageOf, NstError } from '../errors.js';
import { isInputFolder, MAX_WHOLE_BYTES, readInputFile, withInputFile } from '../inputFile.js';
import { readTensors, withSafetensorsFile } from './safetensorsSource.js';
import type { TensorShapes, Weights } from './tensors.js';
import { hwioToOihw, readTfjsLayers, tfjsShardPaths } from './tfjsLayers.js';

/** The formats that are read. */
export type ModelFormat = 'safetensors' | 'onnx' | 'tfjs';

/** A file of weights, open for picking tensors. */
export interface ModelFile {
  readonly path: string;
  readonly format: ModelFormat;
  /** Convolution kernels are [out, in, height, width], whatever the format; in the order of the layers. */
  readonly shapes: TensorShapes;
  /** The free text of a safetensors file; empty for the others. */
  readonly metadata: ReadonlyMap<string, string>;
  /** Reads the tensors of these names. */
  read(names: ReadonlySet<string>): Promise<Weights>;
}

/**
 * Opens a safetensors file, an ONNX file, or a tfjs model (its `model.json`, or the folder of it). The format
 * is told by the content, not by the name.
 *
 * @throws NST_BAD_INPUT when the file is missing or of another kind
 * @throws NST_MODEL_BROKEN when it is damaged
 */
export async function openModelFile(path: string): Promise<ModelFile> {
  const file = await findFile(path);
  const start = await readStart(file);
  const foreign = FOREIGN_FORMATS.find(({ looksLike }) => looksLike(start));
  if (foreign !== undefined) throw new NstError('NST_BAD_INPUT', `${file} is ${foreign.advice}`);
  // A safetensors file has 8 bytes of length before its JSON; few headers are long enough to fill the upper four.
  if (start[8] === OPENING_BRACE && start.subarray(4, 8).every((byte) => byte === 0))
    return openSafetensors(file);
  if (start[0] === OPENING_BRACE) return openTfjs(file);
  if (start[0] === ONNX_START) return openOnnx(file);
  throw new NstError('NST_BAD_INPUT', `${file}: expected ${EXPECTED}`);
}

const EXPECTED = 'a safetensors file, an ONNX file or a tfjs model.json';
const START_BYTES = 64;
const OPENING_BRACE = 0x7b;
/** The tag of field 1, the format version, which protobuf writers put first. */
const ONNX_START = 0x08;

interface ForeignFormat {
  readonly looksLike: (start: Uint8Array) => boolean;
  readonly advice: string;
}

const PYTORCH_ADVICE =
  'a PyTorch file, and reading one can run code; save it as safetensors first: python -c "import torch, ' +
  "safetensors.torch as s; s.save_file(torch.load('IN.pth', weights_only=True), 'OUT.safetensors')\"";

/** What users may well have, and what to do about it. */
const FOREIGN_FORMATS: readonly ForeignFormat[] = [
  { looksLike: (start) => startsWith(start, 0x50, 0x4b, 0x03, 0x04), advice: PYTORCH_ADVICE },
  // A bare pickle: the opcode of its protocol, 2 to 5.
  {
    looksLike: ([first = 0, second = 0]) => first === 0x80 && second >= 2 && second <= 5,
    advice: PYTORCH_ADVICE,
  },
  {
    looksLike: (start) => startsWith(start, 0x89, 0x48, 0x44, 0x46),
    advice:
      'an HDF5 file (Keras); turn it into a tfjs model first: tensorflowjs_converter --input_format keras',
  },
  {
    looksLike: (start) => textOf(start).startsWith('version https://git-lfs'),
    advice: 'a Git LFS pointer, not the weights; fetch them with "git lfs pull", or from the web page',
  },
  {
    looksLike: (start) => /^\s*</.test(textOf(start)),
    advice: 'a web page, not weights; download the file itself',
  },
];

function startsWith(bytes: Uint8Array, ...signature: number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** For what is text. Bytes above 127 are compared as bytes: what "latin1" makes of them differs between versions of Node. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

async function findFile(path: string): Promise<string> {
  return (await isInputFolder(path)) ? join(path, 'model.json') : path;
}

/** A file of any size, of which the start is read. */
const ANY = { expected: EXPECTED, maxBytes: Number.POSITIVE_INFINITY } as const;
/** A file that is read in one piece. */
const WHOLE = { expected: EXPECTED, maxBytes: MAX_WHOLE_BYTES } as const;
/** The list of layers and shards; that of a network of 1,000 layers takes a hundredth of this. */
const JSON_RULES = { expected: 'a tfjs model.json', maxBytes: 2 ** 26 } as const;
const SHARD_RULES = { expected: 'weights of the tfjs model', maxBytes: MAX_WHOLE_BYTES } as const;

async function readStart(path: string): Promise<Uint8Array> {
  return withInputFile(path, ANY, async ({ handle }) => {
    const { bytesRead, buffer } = await handle.read(new Uint8Array(START_BYTES), 0, START_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  });
}

async function openSafetensors(path: string): Promise<ModelFile> {
  return withSafetensorsFile(path, ({ entries, metadata }) => {
    // Files are sorted by letter or by size; "features.10" belongs behind "features.2".
    const byNumber = new Intl.Collator('en', { numeric: true });
    const sorted = [...entries].sort((a, b) => byNumber.compare(a.name, b.name));
    const shapes = new Map(sorted.map(({ name, shape }) => [name, shape] as const));
    const read = (names: ReadonlySet<string>) =>
      withSafetensorsFile(path, (header, readBytes) => readTensors(header, names, readBytes, path));
    return { path, format: 'safetensors' as const, shapes, metadata, read };
  });
}

async function openOnnx(path: string): Promise<ModelFile> {
  const { readOnnxInitializers } = await import('./onnxInitializers.js');
  return inMemory(path, 'onnx', readOnnxInitializers(await readInputFile(path, WHOLE), path));
}

async function openTfjs(path: string): Promise<ModelFile> {
  const bytes = await readInputFile(path, JSON_RULES);
  let model: unknown;
  try {
    model = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new NstError('NST_MODEL_BROKEN', `${path}: no JSON: ${messageOf(error)}`, { cause: error });
  }
  const shards = new Map<string, Uint8Array>();
  for (const shard of tfjsShardPaths(model, path)) shards.set(shard, await readShard(path, shard));
  const weights = new Map(
    [...readTfjsLayers(model, shards, path)].map(([name, array]) => [
      name,
      array.shape.length === 4 ? hwioToOihw(array) : array,
    ]),
  );
  return inMemory(path, 'tfjs', weights);
}

async function readShard(model: string, shard: string): Promise<Uint8Array> {
  // Shards lie beside model.json; a path that leads elsewhere is not one that tfjs writes.
  if (shard !== basename(shard)) {
    throw new NstError('NST_BAD_INPUT', `${model}: the shard "${shard}" must be a file beside it`);
  }
  return readInputFile(join(dirname(model), shard), SHARD_RULES);
}

function inMemory(path: string, format: ModelFormat, weights: Weights): ModelFile {
  const shapes = new Map([...weights].map(([name, { shape }]) => [name, shape] as const));
  const read = async (names: ReadonlySet<string>) =>
    new Map([...weights].filter(([name]) => names.has(name)));
  return { path, format, shapes, metadata: new Map(), read };
}
