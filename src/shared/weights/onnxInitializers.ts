/** Weights out of an ONNX file: initialisers, and the constants that some exporters write instead. */
import { messageOf, NstError } from '../errors.js';
import { shownText } from '../shownValue.js';
import { type OnnxTensor, parseOnnxTensor, unreadFloats } from './onnxTensor.js';
import { type ProtobufField, protobufFields } from './protobuf.js';
import { MAX_TENSORS, type UnreadTensor } from './tensors.js';

/** Fields in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. */
const MODEL = { graph: 7 } as const;
const GRAPH = { node: 1, initializer: 5 } as const;
const NODE = { input: 1, output: 2, opType: 4, attribute: 5 } as const;
const ATTRIBUTE = { name: 1, tensor: 5 } as const;

/** Operators whose inputs are weights worth ordering. */
const WEIGHTED_OPERATORS: ReadonlySet<string> = new Set(['Conv', 'ConvTranspose', 'Gemm', 'MatMul']);

/**
 * Finds every float tensor of an ONNX model; integers and text are left out. Shapes are compared with the bytes that
 * are there; values are read when they are asked for. No other file is opened.
 *
 * @param bytes the file
 * @param name what to call the file in errors
 * @returns first the weights of convolutions and matrix products in the order of the graph (kernel, then
 *   bias), then the rest in the order of the file; kernels are [out, in, height, width] as ONNX has them
 * @throws NST_MODEL_BROKEN when this is no ONNX file, a tensor is damaged, or its data are in another file
 */
export function readOnnxInitializers(bytes: Uint8Array, name: string): ReadonlyMap<string, UnreadTensor> {
  const { tensors, weightInputs } = parseModel(bytes, name);
  const unread = new Map<string, UnreadTensor>();
  for (const tensorName of [...weightInputs, ...tensors.keys()]) {
    const tensor = tensors.get(tensorName);
    if (tensor === undefined || unread.has(tensorName)) continue;
    const floats = unreadFloats(tensor, `${name}: tensor "${shownText(tensorName)}"`);
    if (floats !== undefined) unread.set(tensorName, floats);
  }
  return unread;
}

/** What of a model is needed here. */
interface Model {
  readonly tensors: Map<string, OnnxTensor>;
  /** Names of the inputs of weighted operators, in the order of the graph. */
  readonly weightInputs: Set<string>;
}

function parseModel(bytes: Uint8Array, name: string): Model {
  const model: Model = { tensors: new Map(), weightInputs: new Set() };
  let hasGraph = false;
  try {
    for (const graph of chunks(bytes, MODEL.graph)) {
      hasGraph = true;
      for (const field of protobufFields(graph)) addGraphField(field, model);
    }
  } catch (error) {
    throw new NstError('NST_MODEL_BROKEN', `${name}: no ONNX file: ${messageOf(error)}`, { cause: error });
  }
  if (!hasGraph) throw new NstError('NST_MODEL_BROKEN', `${name}: no ONNX file: it has no graph`);
  return model;
}

function addGraphField({ number, bytes }: ProtobufField, model: Model): void {
  if (number === GRAPH.node) addNode(bytes, model);
  if (number !== GRAPH.initializer) return;
  const tensor = parseOnnxTensor(bytes);
  addTensor(tensor.name, tensor, model);
}

function addTensor(name: string, tensor: OnnxTensor, { tensors }: Model): void {
  tensors.set(name, tensor);
  if (tensors.size > MAX_TENSORS) throw new RangeError(`more than ${MAX_TENSORS} tensors`);
}

function addNode(node: Uint8Array, model: Model): void {
  const operator = [...chunks(node, NODE.opType)].map(textOf).at(-1) ?? '';
  if (WEIGHTED_OPERATORS.has(operator)) {
    // The first input is what comes from the layer before.
    for (const input of [...chunks(node, NODE.input)].slice(1)) model.weightInputs.add(textOf(input));
  }
  const [output] = chunks(node, NODE.output);
  if (operator !== 'Constant' || output === undefined) return;
  for (const attribute of chunks(node, NODE.attribute)) {
    const [name] = chunks(attribute, ATTRIBUTE.name);
    const [tensor] = chunks(attribute, ATTRIBUTE.tensor);
    if (name !== undefined && textOf(name) === 'value' && tensor !== undefined) {
      addTensor(textOf(output), parseOnnxTensor(tensor), model);
    }
  }
}

/** The bytes of the fields of this number. */
function* chunks(message: Uint8Array, number: number): Generator<Uint8Array> {
  for (const field of protobufFields(message)) if (field.number === number) yield field.bytes;
}

const UTF8 = new TextDecoder();

function textOf(bytes: Uint8Array): string {
  return UTF8.decode(bytes);
}
