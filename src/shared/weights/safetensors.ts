/**
 * Weights from and to safetensors. F32, F16 and BF16 are the format's own; U8 is read as 8-bit codes when the
 * metadata hold a scale and a minimum for the tensor, so that a shipped network is small.
 */
import { NstError } from '../errors.js';
import { checkOutsideJson, type JsonOrigin, parseOutsideJson } from '../outsideJson.js';
import { shownText } from '../shownValue.js';
import { decodeBfloat16, decodeFloat16, decodeFloat32, numberToFloat16 } from './floats.js';
import { dequantise, type Quantisation, quantise } from './quantisation.js';
import {
  DTYPE_BYTES,
  LENGTH_BYTES,
  METADATA_NAME,
  parseSafetensorsHeader,
  type SafetensorsEntry,
  type SafetensorsHeader,
} from './safetensorsHeader.js';
import { RECORD, SCALE } from './tensorSchema.js';
import { sizeOf, type WeightArray, type Weights } from './tensors.js';

/** The metadata key of the 8-bit scales: JSON, {tensor: {scale, min}}. */
const QUANTISATION_KEY = 'quantisation';

/** How a tensor is stored: exact, half precision, or 8-bit codes with a scale and a minimum. */
export type StoredDtype = 'F32' | 'F16' | 'U8';

/**
 * Reads a whole safetensors file.
 *
 * @param bytes the file
 * @param name what to call the file in errors
 * @param only the tensors to decode; without it, all
 * @returns every tensor as float32 in the shape and order of the file
 * @throws NST_MODEL_BROKEN when the file is damaged or a tensor's dtype is none of F32, F16, BF16, scaled U8
 */
export function readSafetensors(bytes: Uint8Array, name: string, only?: ReadonlySet<string>): Weights {
  const header = parseSafetensorsHeader(bytes, name);
  const decode = tensorDecoder(header, name);
  const entries = header.entries.filter((entry) => only === undefined || only.has(entry.name));
  return new Map(
    entries.map((entry) => [entry.name, decode(entry, bytes.subarray(entry.begin, entry.end))] as const),
  );
}

/**
 * A function that decodes single tensors of a file whose header is known.
 *
 * @param name what to call the file in errors
 * @throws NST_MODEL_BROKEN, now or when it is called, as `readSafetensors` does
 */
export function tensorDecoder(
  header: SafetensorsHeader,
  name: string,
): (entry: SafetensorsEntry, bytes: Uint8Array) => WeightArray {
  const scales = parseScales(header.metadata.get(QUANTISATION_KEY), name);
  return (entry, bytes) => ({
    shape: entry.shape,
    data: decodeValues(bytes, entry, scales.get(entry.name), name),
  });
}

/**
 * Writes a safetensors file; the same weights give the same bytes.
 *
 * @param weights what to store; the shape of each must match its data
 * @param metadata free text by key; `quantisation` is taken
 * @param dtypeOf how to store a tensor; without it, all exact
 * @throws NST_BAD_INPUT when a shape does not match, or a value does not fit the dtype asked for
 */
export function writeSafetensors(
  weights: Weights,
  metadata: Readonly<Record<string, string>> = {},
  dtypeOf: (name: string, array: WeightArray) => StoredDtype = () => 'F32',
): Uint8Array {
  const tensors = [...weights].map(([name, array]) => encode(name, array, dtypeOf(name, array)));
  // Wide elements first: every tensor is aligned to its element, which the format asks of writers.
  tensors.sort((a, b) => widthOf(b) - widthOf(a) || (a.name < b.name ? -1 : 1));
  const header = headerOf(tensors, metadata);
  const file = new Uint8Array(tensors.reduce((total, { bytes }) => total + bytes.length, header.length));
  file.set(header);
  let offset = header.length;
  for (const { bytes } of tensors) {
    file.set(bytes, offset);
    offset += bytes.length;
  }
  return file;
}

interface StoredTensor {
  readonly name: string;
  readonly dtype: StoredDtype;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
  readonly quantisation?: Quantisation;
}

function widthOf(tensor: StoredTensor): number {
  return DTYPE_BYTES.get(tensor.dtype) ?? 0;
}

function encode(name: string, { shape, data }: WeightArray, dtype: StoredDtype): StoredTensor {
  if (name === METADATA_NAME) throw new NstError('NST_BAD_INPUT', `a tensor cannot be called "${name}"`);
  if (sizeOf(shape) !== data.length) {
    throw new NstError(
      'NST_BAD_INPUT',
      `tensor "${name}": shape [${shape}] does not hold ${data.length} values`,
    );
  }
  if (dtype === 'F32') {
    return { name, dtype, shape, bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
  }
  if (dtype === 'F16') return { name, dtype, shape, bytes: encodeFloat16(name, data) };
  const { codes, scale, min } = quantise(data, name);
  return { name, dtype, shape, bytes: codes, quantisation: { scale, min } };
}

function encodeFloat16(name: string, data: Float32Array): Uint8Array {
  const halves = Uint16Array.from(data, (value) => {
    const half = numberToFloat16(value);
    if ((half & 0x7c00) === 0x7c00 && Number.isFinite(value)) {
      throw new NstError('NST_BAD_INPUT', `tensor "${name}": ${value} is too large for F16`);
    }
    return half;
  });
  return new Uint8Array(halves.buffer);
}

function headerOf(tensors: readonly StoredTensor[], metadata: Readonly<Record<string, string>>): Uint8Array {
  const scales = tensors.flatMap(({ name, quantisation }) =>
    quantisation ? [[name, quantisation] as const] : [],
  );
  const text: [string, string][] = Object.entries(metadata);
  if (scales.length > 0) text.push([QUANTISATION_KEY, JSON.stringify(Object.fromEntries(scales))]);
  const fields: [string, unknown][] = text.length > 0 ? [[METADATA_NAME, Object.fromEntries(text)]] : [];
  let offset = 0;
  for (const { name, dtype, shape, bytes } of tensors) {
    fields.push([name, { dtype, shape, data_offsets: [offset, offset + bytes.length] }]);
    offset += bytes.length;
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(fields)));
  const padded = Math.ceil(json.length / 8) * 8;
  const header = new Uint8Array(LENGTH_BYTES + padded).fill(0x20);
  new DataView(header.buffer).setBigUint64(0, BigInt(padded), true);
  header.set(json, LENGTH_BYTES);
  return header;
}

function decodeValues(
  bytes: Uint8Array,
  { name, dtype }: SafetensorsEntry,
  quantisation: Quantisation | undefined,
  file: string,
): Float32Array {
  if (dtype === 'F32') return decodeFloat32(bytes);
  if (dtype === 'F16') return decodeFloat16(bytes);
  if (dtype === 'BF16') return decodeBfloat16(bytes);
  if (dtype === 'U8' && quantisation !== undefined) return dequantise(bytes, quantisation);
  const expected =
    dtype === 'U8' ? 'a scale and a minimum for this U8 tensor' : 'F32, F16, BF16 or scaled U8';
  throw new NstError(
    'NST_MODEL_BROKEN',
    `${file}: tensor "${shownText(name)}": expected ${expected}, found ${dtype}`,
  );
}

function parseScales(text: string | undefined, file: string): ReadonlyMap<string, Quantisation> {
  if (text === undefined) return new Map();
  const part = `metadata "${QUANTISATION_KEY}"`;
  const origin: JsonOrigin = { name: file, part, code: 'NST_MODEL_BROKEN', advice: 'get the file again' };
  const scales = new Map<string, Quantisation>();
  for (const [tensor, scale] of Object.entries(parseOutsideJson(text, RECORD, origin))) {
    const where = `${part}: tensor "${shownText(tensor)}"`;
    scales.set(tensor, checkOutsideJson(scale, SCALE, { ...origin, part: where }));
  }
  return scales;
}
