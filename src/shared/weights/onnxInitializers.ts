/** Weights out of an ONNX file: initialisers, and the constants that some exporters write instead. */
import proto, { type onnx as Onnx } from 'onnx-proto';
import { messageOf, NstError } from '../errors.js';
import { decodeBfloat16, decodeFloat16, decodeFloat32 } from './floats.js';
import { sizeOf, type WeightArray, type Weights } from './tensors.js';

// The package is CommonJS: Node sees its exports only through the default one.
const { onnx } = proto;
const { DataType, DataLocation } = onnx.TensorProto;

/** Operators whose inputs are weights worth ordering. */
const WEIGHTED_OPERATORS: ReadonlySet<string> = new Set(['Conv', 'ConvTranspose', 'Gemm', 'MatMul']);

/**
 * Reads every float tensor of an ONNX model as float32; integers and text are left out.
 *
 * @param bytes the file
 * @param name what to call the file in errors
 * @returns first the weights of convolutions and matrix products in the order of the graph (kernel, then
 *   bias), then the rest in the order of the file; kernels are [out, in, height, width] as ONNX has them
 * @throws NST_MODEL_BROKEN when this is no ONNX file, a tensor is damaged, or its data are in another file
 */
export function readOnnxInitializers(bytes: Uint8Array, name: string): Weights {
  const graph = parseGraph(bytes, name);
  const tensors = new Map<string, Onnx.ITensorProto>();
  for (const tensor of graph.initializer ?? []) tensors.set(tensor.name ?? '', tensor);
  for (const node of graph.node ?? []) {
    const value = node.attribute?.find((attribute) => attribute.name === 'value')?.t;
    const output = node.output?.[0];
    if (node.opType === 'Constant' && value && output !== undefined) tensors.set(output, value);
  }
  const weights = new Map<string, WeightArray>();
  for (const tensorName of [...weightInputs(graph), ...tensors.keys()]) {
    const tensor = tensors.get(tensorName);
    if (tensor === undefined || weights.has(tensorName)) continue;
    const array = readTensor(tensor, `${name}: tensor "${tensorName}"`);
    if (array !== undefined) weights.set(tensorName, array);
  }
  return weights;
}

function parseGraph(bytes: Uint8Array, name: string): Onnx.IGraphProto {
  let graph: Onnx.IGraphProto | null | undefined;
  try {
    graph = onnx.ModelProto.decode(bytes).graph;
  } catch (error) {
    throw new NstError('NST_MODEL_BROKEN', `${name}: no ONNX file: ${messageOf(error)}`, { cause: error });
  }
  if (!graph) throw new NstError('NST_MODEL_BROKEN', `${name}: no ONNX file: it has no graph`);
  return graph;
}

function weightInputs(graph: Onnx.IGraphProto): string[] {
  return (graph.node ?? []).flatMap((node) =>
    WEIGHTED_OPERATORS.has(node.opType ?? '') ? (node.input ?? []).slice(1) : [],
  );
}

/** The tensor as float32, or undefined when it holds no floats. */
function readTensor(tensor: Onnx.ITensorProto, where: string): WeightArray | undefined {
  const { dataType } = tensor;
  if (dataType !== DataType.FLOAT && dataType !== DataType.FLOAT16 && dataType !== DataType.BFLOAT16) {
    return undefined;
  }
  if (tensor.dataLocation === DataLocation.EXTERNAL || (tensor.externalData?.length ?? 0) > 0) {
    throw new NstError(
      'NST_MODEL_BROKEN',
      `${where}: its data are in another file; save the model as one file`,
    );
  }
  const shape = (tensor.dims ?? []).map(Number);
  const size = sizeOf(shape);
  const data = tensor.rawData?.length ? readRaw(tensor.rawData, dataType, size) : readTyped(tensor, dataType);
  if (data?.length !== size) {
    const found = data === undefined ? `${tensor.rawData?.length} raw bytes` : `${data.length} values`;
    throw new NstError(
      'NST_MODEL_BROKEN',
      `${where}: expected ${size} values for [${shape}], found ${found}`,
    );
  }
  return { shape, data };
}

/** Little-endian bytes; undefined when their number is not that of `size` values. */
function readRaw(raw: Uint8Array, dataType: number, size: number): Float32Array | undefined {
  if (raw.length !== size * (dataType === DataType.FLOAT ? 4 : 2)) return undefined;
  if (dataType === DataType.FLOAT) return decodeFloat32(raw);
  return dataType === DataType.FLOAT16 ? decodeFloat16(raw) : decodeBfloat16(raw);
}

/** Values in protobuf fields of their own: halves are the low 16 bits of an int32 each. */
function readTyped(tensor: Onnx.ITensorProto, dataType: number): Float32Array {
  if (dataType === DataType.FLOAT) return Float32Array.from(tensor.floatData ?? []);
  const halves = new Uint8Array(Uint16Array.from(tensor.int32Data ?? []).buffer);
  return dataType === DataType.FLOAT16 ? decodeFloat16(halves) : decodeBfloat16(halves);
}
