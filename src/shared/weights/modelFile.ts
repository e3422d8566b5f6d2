/** Opens a user's file of weights, whatever its format. */
import { basename, dirname, join } from 'node:path';
import { messageOf, NstError } from '../errors.js';
import { isInputFolder, MAX_WHOLE_BYTES, readInputFile, withInputFile } from '../inputFile.js';
import { formatOf, type ModelFormat, READABLE_FORMATS, START_BYTES } from './modelFormat.js';
import { readTensors, withSafetensorsFile } from './safetensorsSource.js';
import type { TensorShapes, Weights } from './tensors.js';
import { hwioToOihw, readTfjsLayers, tfjsShardPaths } from './tfjsLayers.js';

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
  return OPENERS[formatOf(await readStart(file), file)](file);
}

const OPENERS: Readonly<Record<ModelFormat, (path: string) => Promise<ModelFile>>> = {
  safetensors: openSafetensors,
  onnx: openOnnx,
  tfjs: openTfjs,
};

async function findFile(path: string): Promise<string> {
  return (await isInputFolder(path)) ? join(path, 'model.json') : path;
}

/** A file of any size, of which the start is read. */
const ANY = { expected: READABLE_FORMATS, maxBytes: Number.POSITIVE_INFINITY } as const;
/** A file that is read in one piece. */
const WHOLE = { expected: READABLE_FORMATS, maxBytes: MAX_WHOLE_BYTES } as const;
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
