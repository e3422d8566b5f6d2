import { describe, expect, it } from 'vitest';
import { packedVarints, protobufFields } from '../../../src/shared/weights/protobuf.js';
import { fc } from '../../support/fastCheck.js';
import { varint } from '../../support/onnxFile.js';

const fields = (...bytes: number[]) =>
  [...protobufFields(Uint8Array.from(bytes))].map(({ number, integer, bytes }) => [
    number,
    integer,
    [...bytes],
  ]);

describe('protobufFields', () => {
  it('reads the examples of the specification', () => {
    expect(fields(0x08, 0x96, 0x01)).toEqual([[1, 150, []]]);
    const text = [0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67];
    expect(fields(0x12, 0x07, ...text)).toEqual([[2, 0, text]]);
    expect(fields(0x1a, 0x03, 0x08, 0x96, 0x01)).toEqual([[3, 0, [0x08, 0x96, 0x01]]]);
  });

  it('reads fixed-width values as bytes, and high field numbers', () => {
    expect(fields(0x0d, 1, 2, 3, 4, 0x09, 1, 2, 3, 4, 5, 6, 7, 8)).toEqual([
      [1, 0, [1, 2, 3, 4]],
      [1, 0, [1, 2, 3, 4, 5, 6, 7, 8]],
    ]);
    expect(fields(0xf8, 0xff, 0xff, 0xff, 0x0f, 5)).toEqual([[2 ** 29 - 1, 5, []]]);
  });

  it.each([
    ['a chunk that is cut off', [0x12, 5, 1]],
    ['a length without end', [0x12, 0x80]],
    ['a negative length', [0x12, ...varint(-1n)]],
    ['a fixed value that is cut off', [0x0d, 1, 2]],
    ['an integer of eleven bytes', [0x08, ...Array(10).fill(0x80), 0]],
    ['a group', [0x0b, 0x0c]],
    ['field 0', [0x00, 0x00]],
  ])('refuses %s', (_, bytes) => {
    expect(() => fields(...bytes)).toThrow(RangeError);
  });
});

describe('packedVarints', () => {
  it('reads what a writer with big integers writes, negative ones included', () => {
    const integers = fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }));
    fc.assert(
      fc.property(integers, (values) => {
        const read = [...packedVarints(Uint8Array.from(values.flatMap((value) => varint(value))))];
        expect(read).toEqual(values.map(Number));
      }),
    );
  });
});
