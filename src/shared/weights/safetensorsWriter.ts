/** Weights to safetensors, by itself: reading them back takes a parser that checks, which takes time to load. */
import { NstError } from '../errors.js';
import { numberToFloat16 } from './floats.js';
import { type Quantisation, quantise } from './quantisation.js';
import { DTYPE_BYTES, LENGTH_BYTES, METADATA_NAME, QUANTISATION_KEY } from './safetensorsFormat.js';
import { sizeOf, type WeightArray, type Weights } from './tensors.js';

/** How a tensor is stored: exact, half precision, or 8-bit codes with a scale and a minimum. */
export type StoredDtype = 'F32' | 'F16' | 'U8';

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
