/** Opens a user's file of weights, whatever its format. */
import { join } from 'node:path';
import { isInputFolder, MAX_WHOLE_BYTES, readInputFile, withInputFile } from '../inputFile.js';
import { formatOf, type ModelFormat, READABLE_FORMATS, START_BYTES } from './modelFormat.js';
import { readTensors, withSafetensorsFile } from './safetensorsSource.js';
import type { TensorShapes, UnreadTensor, WeightArray, Weights } from './tensors.js';

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
  return ofTensors(path, 'onnx', readOnnxInitializers(await readInputFile(path, WHOLE), path));
}

async function openTfjs(path: string): Promise<ModelFile> {
  const { openTfjsFile } = await import('./tfjsFile.js');
  return ofTensors(path, 'tfjs', await openTfjsFile(path));
}

function ofTensors(path: string, format: ModelFormat, tensors: ReadonlyMap<string, UnreadTensor>): ModelFile {
  const shapes = new Map([...tensors].map(([name, { shape }]) => [name, shape] as const));
  const read = async (names: ReadonlySet<string>) => {
    const weights = new Map<string, WeightArray>();
    for (const [name, tensor] of tensors) if (names.has(name)) weights.set(name, await tensor.read());
    return weights;
  };
  return { path, format, shapes, metadata: new Map(), read };
}
