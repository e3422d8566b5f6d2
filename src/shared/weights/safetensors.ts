/**
 * Weights from safetensors. F32, F16 and BF16 are the format's own; U8 is read as 8-bit codes when the
 * metadata hold a scale and a minimum for the tensor, so that a shipped network is small.
 */
import { NstError } from '../errors.js';
import { checkOutsideJson, type JsonOrigin, parseOutsideJson } from '../outsideJson.js';
import { shownText } from '../shownValue.js';
import { decodeBfloat16, decodeFloat16, decodeFloat32 } from './floats.js';
import { dequantise, type Quantisation } from './quantisation.js';
import { QUANTISATION_KEY } from './safetensorsFormat.js';
import {
  parseSafetensorsHeader,
  type SafetensorsEntry,
  type SafetensorsHeader,
} from './safetensorsHeader.js';
import { RECORD, SCALE } from './tensorSchema.js';
import type { WeightArray, Weights } from './tensors.js';

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
