import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NstError } from '../../../src/shared/errors.js';
import { readSafetensors, writeSafetensors } from '../../../src/shared/weights/safetensors.js';
import { parseSafetensorsHeader } from '../../../src/shared/weights/safetensorsHeader.js';
import { safetensorsFile } from '../../support/safetensors.js';

const eight = [1, 2, 3, 4, 5, 6, 7, 8];
const tensor = (begin: unknown, end: unknown, extra: object = {}) => ({
  dtype: 'F32',
  shape: [1],
  data_offsets: [begin, end],
  ...extra,
});

describe('parseSafetensorsHeader', () => {
  it('gives ranges of the file in the order of the data', () => {
    const header = { b: tensor(4, 8), a: tensor(0, 4), __metadata__: { format: 'pt' } };
    const file = safetensorsFile(header, eight);
    const { dataOffset, entries, metadata } = parseSafetensorsHeader(file, 'f');
    expect(dataOffset).toBe(file.length - 8);
    expect(entries.map(({ name, begin, end }) => [name, begin - dataOffset, end - dataOffset])).toEqual([
      ['a', 0, 4],
      ['b', 4, 8],
    ]);
    expect(metadata).toEqual(new Map([['format', 'pt']]));
  });

  it('needs no more than the beginning of the file', () => {
    const file = safetensorsFile({ a: tensor(0, 4) }, [1, 2, 3, 4]);
    const beginning = file.subarray(0, file.length - 4);
    expect(parseSafetensorsHeader(beginning, 'f', file.length)).toEqual(parseSafetensorsHeader(file, 'f'));
  });

  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'expected at least 8 bytes, found 0'],
    ['seven bytes', new Uint8Array(7), 'expected at least 8 bytes, found 7'],
    [
      'a huge length',
      safetensorsFile({}, [], 2n ** 64n - 1n),
      'the header claims 18446744073709551615 bytes, at most 2 are possible',
    ],
    [
      'a length past the end',
      safetensorsFile({}, [], 3n),
      'the header claims 3 bytes, at most 2 are possible',
    ],
    ['no JSON', safetensorsFile('{"a"', []), 'the header is no JSON'],
    ['broken UTF-8', safetensorsFile('', [0xff], 1n), 'the header is no JSON'],
    ['an array', safetensorsFile([], []), 'the header is not a JSON object'],
    ['a number', safetensorsFile(3, []), 'the header is not a JSON object'],
    [
      'metadata that are no object',
      safetensorsFile({ __metadata__: 1 }, []),
      '__metadata__ is not an object',
    ],
    [
      'metadata that are no text',
      safetensorsFile({ __metadata__: { a: 1 } }, []),
      '__metadata__: "a" is not a string',
    ],
    ['a tensor that is a number', safetensorsFile({ a: 1 }, []), 'tensor "a" is not described by an object'],
    [
      'a wrong dtype',
      safetensorsFile({ a: tensor(0, 4, { dtype: 'F33' }) }, [1, 2, 3, 4]),
      'tensor "a" has the unknown dtype "F33"',
    ],
    [
      'no dtype',
      safetensorsFile({ a: { shape: [1], data_offsets: [0, 4] } }, [1, 2, 3, 4]),
      'tensor "a" has the unknown dtype undefined',
    ],
    ['a negative dimension', safetensorsFile({ a: tensor(0, 4, { shape: [-1] }) }, []), 'has the shape [-1]'],
    ['half a dimension', safetensorsFile({ a: tensor(0, 4, { shape: [0.5] }) }, []), 'has the shape [0.5]'],
    ['a negative offset', safetensorsFile({ a: tensor(-4, 0) }, []), 'has the data_offsets [-4,0]'],
    ['a reversed range', safetensorsFile({ a: tensor(4, 0) }, eight), 'has the data_offsets [4,0]'],
    ['a range of text', safetensorsFile({ a: tensor('0', '4') }, eight), 'has the data_offsets ["0","4"]'],
    [
      'an unsafe offset',
      safetensorsFile({ a: tensor(0, 2 ** 60) }, eight),
      `has the data_offsets [0,${2 ** 60}]`,
    ],
    [
      'a range that is too long',
      safetensorsFile({ a: tensor(0, 8) }, eight),
      'tensor "a" is F32 [1]: expected 4 bytes, found 8',
    ],
    [
      'a shape whose size overflows',
      safetensorsFile({ a: tensor(0, 8, { shape: [2 ** 40, 2 ** 40] }) }, eight),
      'tensor "a" is F32 [1099511627776,1099511627776]: expected',
    ],
    ['an overlap', safetensorsFile({ a: tensor(0, 4), b: tensor(2, 6) }, eight), 'tensor "b" overlaps'],
    ['the same range twice', safetensorsFile({ a: tensor(0, 4), b: tensor(0, 4) }, eight), '"b" overlaps'],
    ['a gap in front', safetensorsFile({ a: tensor(4, 8) }, eight), 'a gap of 4 bytes before tensor "a"'],
    [
      'a gap between',
      safetensorsFile({ a: tensor(0, 4), b: tensor(6, 10) }, [...eight, 9, 10]),
      'a gap of 2 bytes before tensor "b"',
    ],
    [
      'data after the last tensor',
      safetensorsFile({ a: tensor(0, 4) }, eight),
      '4 bytes too many after the last',
    ],
  ])('refuses %s', (_, file, problem) => {
    const parse = () => parseSafetensorsHeader(file, 'the-file');
    expect(parse).toThrow(expect.objectContaining({ code: 'NST_MODEL_BROKEN' }));
    expect(parse).toThrow(/^the-file: broken safetensors file: /);
    expect(parse).toThrow(problem);
  });

  it('refuses every truncation of a sound file', () => {
    const weights = new Map([
      ['w', { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) }],
      ['b', { shape: [2], data: Float32Array.of(1, 2) }],
    ]);
    const file = writeSafetensors(weights, { note: 'x' });
    for (let length = 0; length < file.length; length++) {
      expect(() => readSafetensors(file.subarray(0, length), 'f')).toThrow(NstError);
    }
  });

  it('never fails but with an NstError, whatever one byte becomes', () => {
    const file = writeSafetensors(
      new Map([['w', { shape: [2], data: Float32Array.of(1, 2) }]]),
      {},
      () => 'U8',
    );
    const changed = fc.tuple(fc.nat(file.length - 1), fc.nat(255));
    fc.assert(
      fc.property(changed, ([at, byte]) => {
        const copy = Uint8Array.from(file);
        copy[at] = byte;
        try {
          readSafetensors(copy, 'f');
        } catch (error) {
          expect(error).toBeInstanceOf(NstError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
