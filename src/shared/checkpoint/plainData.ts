/** Plain data with arrays of numbers in it, as JSON and tensors. */
import type { WeightArray, Weights } from '../weights/tensors.js';

/** What JSON has no word for. */
const ARRAY = '$array';
const NUMBER = '$number';

/** Data taken apart. */
export interface PackedData {
  /** Everything but the arrays, in whose places stand their names. */
  readonly json: string;
  readonly tensors: Weights;
}

/**
 * Takes data apart: objects, lists, texts, numbers (also infinite ones and NaN), `undefined` as a property that is left out, and
 * arrays of float32.
 */
export function packData(data: unknown): PackedData {
  const tensors = new Map<string, WeightArray>();
  const json = JSON.stringify(data, (_, value: unknown) => {
    if (value instanceof Float32Array) {
      const name = String(tensors.size);
      tensors.set(name, { shape: [value.length], data: value });
      return { [ARRAY]: name };
    }
    return typeof value === 'number' && !Number.isFinite(value) ? { [NUMBER]: String(value) } : value;
  });
  return { json, tensors };
}

/**
 * Puts it together again. The caller knows what it wrote.
 *
 * @throws SyntaxError if it is no JSON; RangeError for a name without an array
 */
export function unpackData({ json, tensors }: PackedData): unknown {
  return JSON.parse(json, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if (NUMBER in value) return Number(value[NUMBER]);
    if (!(ARRAY in value)) return value;
    const tensor = tensors.get(String(value[ARRAY]));
    if (!tensor) throw new RangeError(`array ${String(value[ARRAY])} is missing`);
    return tensor.data;
  });
}
