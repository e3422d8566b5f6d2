/** Graphs in the ONNX file format. The numbers of fields are those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
import { ProtobufMessage } from './protobufWriter.js';

/** Element types that the engine uses, with their codes in ONNX. */
export type ElementType = 'float32' | 'int32' | 'int64' | 'bool';
const ELEMENT_CODE: Record<ElementType, number> = { float32: 1, int32: 6, int64: 7, bool: 9 };

/** A plain number is whole; see `FloatAttribute`. */
export type Attribute = number | string | readonly number[] | FloatAttribute;

/** A float attribute. */
export class FloatAttribute {
  constructor(readonly value: number) {}
}

/** An operator and the names of the values that go in and come out. */
export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A constant; its bytes are little-endian, one for each bool. */
export interface OnnxConstant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: ElementType;
  readonly bytes: Uint8Array;
}

/** A length of a port that may differ from run to run. */
export const ANY_LENGTH = -1;

/** Name and shape of a graph input or output. */
export interface PortSpec {
  readonly name: string;
  /** Lengths of the axes, or `ANY_LENGTH`. */
  readonly shape: readonly number[];
  readonly type: ElementType;
}

/** All of a graph. */
export interface OnnxContent {
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxConstant[];
  readonly inputs: readonly PortSpec[];
  readonly outputs: readonly PortSpec[];
}

// Operators as of ONNX 1.12: the newest version in which every operator used here has one plain form.
const OPSET = 17;
const IR_VERSION = 8;
/** Operators of ONNX Runtime's own, by their names: https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md */
const OWN_DOMAIN = 'com.microsoft';
const OWN_OPERATORS: ReadonlySet<string> = new Set(['FusedMatMul']);

/** Codes of AttributeProto.AttributeType. */
const FLOAT = 1;
const INT = 2;
const STRING = 3;
const INTS = 7;

/** A model file, in a buffer that holds nothing else. */
export function encodeModel(content: OnnxContent): Uint8Array<ArrayBuffer> {
  const operators = new ProtobufMessage().text(1, '').integer(2, OPSET);
  const runtimeOperators = new ProtobufMessage().text(1, OWN_DOMAIN).integer(2, 1);
  return new ProtobufMessage()
    .integer(1, IR_VERSION)
    .message(7, graphMessage(content))
    .message(8, operators)
    .message(8, runtimeOperators)
    .encode();
}

function graphMessage({ nodes, constants, inputs, outputs }: OnnxContent): ProtobufMessage {
  const graph = new ProtobufMessage();
  for (const node of nodes) graph.message(1, nodeMessage(node));
  graph.text(2, 'nst');
  for (const constant of constants) graph.message(5, constantMessage(constant));
  for (const port of inputs) graph.message(11, portMessage(port));
  for (const port of outputs) graph.message(12, portMessage(port));
  return graph;
}

function nodeMessage({ operator, inputs, outputs, attributes }: OnnxNode): ProtobufMessage {
  const node = new ProtobufMessage();
  for (const name of inputs) node.text(1, name);
  for (const name of outputs) node.text(2, name);
  node.text(4, operator);
  for (const [name, value] of Object.entries(attributes)) node.message(5, attributeMessage(name, value));
  return OWN_OPERATORS.has(operator) ? node.text(7, OWN_DOMAIN) : node;
}

function attributeMessage(name: string, value: Attribute): ProtobufMessage {
  const attribute = new ProtobufMessage().text(1, name);
  if (value instanceof FloatAttribute) return attribute.float(2, value.value).integer(20, FLOAT);
  if (typeof value === 'number') return attribute.integer(3, value).integer(20, INT);
  if (typeof value === 'string') return attribute.text(4, value).integer(20, STRING);
  for (const element of value) attribute.integer(8, element);
  return attribute.integer(20, INTS);
}

function constantMessage({ name, shape, type, bytes }: OnnxConstant): ProtobufMessage {
  const constant = new ProtobufMessage();
  for (const dim of shape) constant.integer(1, dim);
  return constant.integer(2, ELEMENT_CODE[type]).text(8, name).bytes(9, bytes);
}

function portMessage({ name, shape, type }: PortSpec): ProtobufMessage {
  const dims = new ProtobufMessage();
  for (const dim of shape) {
    // A dimension without a value is any.
    const length = new ProtobufMessage();
    dims.message(1, dim === ANY_LENGTH ? length : length.integer(1, dim));
  }
  const tensor = new ProtobufMessage().integer(1, ELEMENT_CODE[type]).message(2, dims);
  return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
}
