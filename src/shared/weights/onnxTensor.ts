/** One tensor of an ONNX file: what it says of itself is checked before its values are read. */
import { NstError } from '../errors.js';
import { shownList } from '../shownList.js';
import { decodeBfloat16, decodeFloat16, decodeFloat32 } from './floats.js';
import { type ProtobufField, packedVarints, protobufFields } from './protobuf.js';
import { isShape, MAX_DIMENSIONS, sizeOf, type UnreadTensor } from './tensors.js';

/** Fields of `TensorProto` in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. */
const FIELD = {
  dims: 1,
  dataType: 2,
  floatData: 4,
  int32Data: 5,
  name: 8,
  rawData: 9,
  externalData: 13,
  dataLocation: 14,
} as const;

/** The `DataType`s that are read, with the bytes of one value. */
const FLOAT = 1;
const FLOAT16 = 10;
const BFLOAT16 = 16;
const VALUE_BYTES: Readonly<Record<number, number>> = { [FLOAT]: 4, [FLOAT16]: 2, [BFLOAT16]: 2 };
/** The `DataLocation` of a tensor whose data are elsewhere. */
const EXTERNAL = 1;

const UTF8 = new TextDecoder();

/** A `TensorProto` without its values. */
export interface OnnxTensor {
  readonly name: string;
  /** The first dimensions, at most one more than can be read. */
  readonly dims: readonly number[];
  readonly dataType: number;
  readonly isExternal: boolean;
  /** The values as little-endian bytes; undefined when they are in fields of their own. */
  readonly rawData: Uint8Array | undefined;
  /** How many values are in fields of their own. */
  readonly typedValues: number;
  /** The whole message, to read those fields from. */
  readonly message: Uint8Array;
}

/**
 * Reads what a tensor says of itself; its values are counted, not read.
 *
 * @throws RangeError when the bytes are no message
 */
export function parseOnnxTensor(message: Uint8Array): OnnxTensor {
  let [name, dataType, isExternal, typedValues] = ['', 0, false, 0];
  let rawData: Uint8Array | undefined;
  const dims: number[] = [];
  for (const field of protobufFields(message)) {
    if (field.number === FIELD.name) name = UTF8.decode(field.bytes);
    else if (field.number === FIELD.dataType) dataType = field.integer;
    else if (field.number === FIELD.dims) addDims(field, dims);
    else if (field.number === FIELD.rawData) rawData = field.bytes;
    else if (field.number === FIELD.externalData) isExternal = true;
    else if (field.number === FIELD.dataLocation) isExternal ||= field.integer === EXTERNAL;
    else typedValues += countTyped(field);
  }
  return { name, dims, dataType, isExternal, rawData, typedValues, message };
}

/** Repeated integers come packed or one by one. */
function* integersOf({ integer, bytes }: ProtobufField): Generator<number> {
  if (bytes.length === 0) yield integer;
  else yield* packedVarints(bytes);
}

function addDims(field: ProtobufField, dims: number[]): void {
  for (const dim of integersOf(field)) {
    if (dims.length > MAX_DIMENSIONS) return;
    dims.push(dim);
  }
}

function countTyped({ number, bytes }: ProtobufField): number {
  if (number === FIELD.floatData) return bytes.length / Float32Array.BYTES_PER_ELEMENT;
  if (number !== FIELD.int32Data) return 0;
  if (bytes.length === 0) return 1;
  let count = 0;
  // Each varint ends with a byte without the upper bit.
  for (const byte of bytes) if (byte < 0x80) count++;
  return count;
}

/**
 * A tensor of floats, after a check that the file holds as many values as its shape says.
 *
 * @param where what to call the tensor in errors
 * @returns undefined when it holds no floats
 * @throws NST_MODEL_BROKEN when that is not so, or its data are in another file
 */
export function unreadFloats(tensor: OnnxTensor, where: string): UnreadTensor | undefined {
  const { dataType, dims: shape, rawData, typedValues } = tensor;
  const valueBytes = VALUE_BYTES[dataType];
  if (valueBytes === undefined) return undefined;
  if (tensor.isExternal) broken(where, 'its data are in another file; save the model as one file');
  if (!isShape(shape)) return broken(where, `the shape [${shownList(shape, MAX_DIMENSIONS)}] cannot be`);
  const size = sizeOf(shape);
  const isRaw = rawData !== undefined && rawData.length > 0;
  if (isRaw ? rawData.length !== size * valueBytes : typedValues !== size) {
    const counted = isRaw ? `${rawData.length} raw bytes` : `${typedValues} values`;
    broken(where, `expected ${size} values for [${shape}], found ${counted}`);
  }
  const read = () => (isRaw ? decode(rawData, dataType) : decodeTyped(tensor, size));
  return { shape, read: async () => ({ shape, data: read() }) };
}

function decode(bytes: Uint8Array, dataType: number): Float32Array {
  if (dataType === FLOAT) return decodeFloat32(bytes);
  return dataType === FLOAT16 ? decodeFloat16(bytes) : decodeBfloat16(bytes);
}

/** Values in fields of their own: floats as they are, halves as the low 16 bits of an integer each. */
function decodeTyped({ message, dataType }: OnnxTensor, size: number): Float32Array {
  const bytes = new Uint8Array(size * (VALUE_BYTES[dataType] ?? 0));
  const view = new DataView(bytes.buffer);
  const number = dataType === FLOAT ? FIELD.floatData : FIELD.int32Data;
  let end = 0;
  for (const field of protobufFields(message)) {
    if (field.number !== number) continue;
    if (dataType === FLOAT) {
      bytes.set(field.bytes, end);
      end += field.bytes.length;
    } else {
      for (const half of integersOf(field)) {
        view.setUint16(end, half, true);
        end += 2;
      }
    }
  }
  return decode(bytes, dataType);
}

function broken(where: string, problem: string): never {
  throw new NstError('NST_MODEL_BROKEN', `${where}: ${problem}`);
}
