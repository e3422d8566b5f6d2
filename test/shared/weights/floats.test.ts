import { expect, it } from 'vitest';
import { Rng } from '../../../src/shared/rng.js';
import {
  decodeBfloat16,
  decodeFloat16,
  decodeFloat32,
  float16ToNumber,
  numberToFloat16,
} from '../../../src/shared/weights/floats.js';

const LARGEST_HALF = 0x7bff;

it.each([
  [0x0000, 0],
  [0x8000, -0],
  [0x0001, 2 ** -24],
  [0x03ff, 1023 * 2 ** -24],
  [0x0400, 2 ** -14],
  [0x3555, 0.333251953125],
  [0x3c00, 1],
  [0xc000, -2],
  [LARGEST_HALF, 65504],
  [0x7c00, Number.POSITIVE_INFINITY],
  [0xfc00, Number.NEGATIVE_INFINITY],
  [0x7e00, Number.NaN],
])('binary16 0x%s is %s, both ways', (half, value) => {
  expect(float16ToNumber(half)).toBe(value);
  expect(numberToFloat16(value)).toBe(half);
});

it('binary16 survives decoding and encoding, and grows with its code', () => {
  for (let half = 0; half <= 0x7c00; half++) {
    if (numberToFloat16(float16ToNumber(half)) !== half)
      expect.fail(`0x${half.toString(16)} does not survive`);
    if (half > 0 && !(float16ToNumber(half) > float16ToNumber(half - 1)))
      expect.fail(`not monotonic at ${half}`);
  }
});

it('encodes to the nearest binary16, ties to even', () => {
  const rng = new Rng(1);
  for (let i = 0; i < 20_000; i++) {
    const value = Math.fround(rng.normal() * 2 ** (40 * rng.uniform() - 26));
    const half = numberToFloat16(Math.abs(value));
    if (half >= LARGEST_HALF) continue;
    const error = Math.abs(float16ToNumber(half) - Math.abs(value));
    const below = half > 0 ? Math.abs(float16ToNumber(half - 1) - Math.abs(value)) : Number.POSITIVE_INFINITY;
    const above = Math.abs(float16ToNumber(half + 1) - Math.abs(value));
    if (error > below || error > above) expect.fail(`${value} became ${float16ToNumber(half)}`);
    if (numberToFloat16(-Math.abs(value)) !== (half | 0x8000)) expect.fail(`-${value} is not the mirror`);
  }
  expect(numberToFloat16(1 + 2 ** -11)).toBe(0x3c00);
  expect(numberToFloat16(1 + 3 * 2 ** -11)).toBe(0x3c02);
  expect(numberToFloat16(2 ** -25)).toBe(0);
  expect(numberToFloat16(65519.996)).toBe(LARGEST_HALF);
  expect(numberToFloat16(65520)).toBe(0x7c00);
});

it('decodes little-endian bytes at odd offsets', () => {
  const bytes = Uint8Array.of(9, 0x00, 0x3c, 0x00, 0xc0);
  expect(decodeFloat16(bytes.subarray(1))).toEqual(Float32Array.of(1, -2));
  // bfloat16: 0x3f80 is 1, 0xc049 is -3.140625.
  expect(decodeBfloat16(Uint8Array.of(9, 0x80, 0x3f, 0x49, 0xc0).subarray(1))).toEqual(
    Float32Array.of(1, -3.140625),
  );
  expect(decodeFloat32(Uint8Array.of(9, 0, 0, 0x80, 0x3f).subarray(1))).toEqual(Float32Array.of(1));
});

it('decoding copies', () => {
  const bytes = Uint8Array.of(0, 0, 0x80, 0x3f);
  const values = decodeFloat32(bytes);
  bytes.fill(0);
  expect(values[0]).toBe(1);
});
