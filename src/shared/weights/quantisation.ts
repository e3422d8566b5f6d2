/** Eight- and sixteen-bit weights: value = code * scale + min, one scale and min a tensor (as tfjs does it). */
import { NstError } from '../errors.js';

/** How the codes of one tensor become values. */
export interface Quantisation {
  readonly scale: number;
  readonly min: number;
}

const LARGEST_CODE = 255;

/** Values of unsigned codes. */
export function dequantise(codes: Uint8Array | Uint16Array, { scale, min }: Quantisation): Float32Array {
  const values = new Float32Array(codes.length);
  for (let i = 0; i < codes.length; i++) values[i] = codes[i]! * scale + min;
  return values;
}

/**
 * The nearest 8-bit codes; errs by at most half a step, that is (max - min) / 510.
 *
 * @param name what to call the tensor in errors
 * @throws NST_BAD_INPUT on a value that is not finite
 */
export function quantise(values: Float32Array, name: string): Quantisation & { readonly codes: Uint8Array } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value))
      throw new NstError('NST_BAD_INPUT', `tensor "${name}": ${value} has no 8-bit code`);
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (values.length === 0) return { scale: 1, min: 0, codes: new Uint8Array(0) };
  // A constant tensor has no range; any scale will do for code 0.
  const scale = max > min ? (max - min) / LARGEST_CODE : 1;
  return { scale, min, codes: Uint8Array.from(values, (value) => Math.round((value - min) / scale)) };
}
