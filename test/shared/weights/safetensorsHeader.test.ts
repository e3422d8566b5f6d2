import { describe, expect, it } from 'vitest';
import { NstError } from '../../../src/shared/errors.js';
import { readSafetensors } from '../../../src/shared/weights/safetensors.js';
import { parseSafetensorsHeader } from '../../../src/shared/weights/safetensorsHeader.js';
import { writeSafetensors } from '../../../src/shared/weights/safetensorsWriter.js';
import { fc } from '../../support/fastCheck.js';
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
    ['no JSON', safetensorsFile('{"a"', []), 'header: expected JSON, found something else ('],
    ['broken UTF-8', safetensorsFile('', [0xff], 1n), 'header: expected JSON, found something else ('],
    ['an array', safetensorsFile([], []), 'header: expected an object, found a list of 0; get'],
    ['a number', safetensorsFile(3, []), 'header: expected an object, found 3; get'],
    [
      'metadata that are no object',
      safetensorsFile({ __metadata__: 1 }, []),
      '__metadata__: expected an object, found 1; get',
    ],
    [
      'metadata that are no text',
      safetensorsFile({ __metadata__: { a: 1 } }, []),
      '__metadata__ "a": expected a text, found 1; get',
    ],
    [
      'a tensor that is a number',
      safetensorsFile({ a: 1 }, []),
      'tensor "a": expected an object, found 1; get',
    ],
    [
      'a wrong dtype',
      safetensorsFile({ a: tensor(0, 4, { dtype: 'F33' }) }, [1, 2, 3, 4]),
      'tensor "a" has the unknown dtype "F33"',
    ],
    [
      'no dtype',
      safetensorsFile({ a: { shape: [1], data_offsets: [0, 4] } }, [1, 2, 3, 4]),
      'tensor "a".dtype: expected a text, found nothing; get',
    ],
    [
      'a negative dimension',
      safetensorsFile({ a: tensor(0, 4, { shape: [-1] }) }, []),
      'tensor "a".shape[0]: expected at least 0, found -1; get',
    ],
    [
      'half a dimension',
      safetensorsFile({ a: tensor(0, 4, { shape: [0.5] }) }, []),
      'tensor "a".shape[0]: expected a whole number, found 0.5; get',
    ],
    [
      'a negative offset',
      safetensorsFile({ a: tensor(-4, 0) }, []),
      'tensor "a".data_offsets[0]: expected at least 0, found -4; get',
    ],
    ['a reversed range', safetensorsFile({ a: tensor(4, 0) }, eight), 'has the data_offsets [4,0]'],
    [
      'a range of text',
      safetensorsFile({ a: tensor('0', '4') }, eight),
      'tensor "a".data_offsets[0]: expected a number, found "0"; get',
    ],
    [
      'an unsafe offset',
      safetensorsFile({ a: tensor(0, 2 ** 60) }, eight),
      'tensor "a".data_offsets[1]: expected at most 9007199254740991, found 1152921504606847000; get',
    ],
    [
      'a range that is too long',
      safetensorsFile({ a: tensor(0, 8) }, eight),
      'tensor "a" is F32 [1]: expected 4 bytes, found 8',
    ],
    [
      'a shape whose size overflows',
      safetensorsFile({ a: tensor(0, 8, { shape: [2 ** 31, 2 ** 31] }) }, eight),
      'tensor "a" is F32 [2147483648,2147483648]: expected 18446744073709552000 bytes, found 8',
    ],
    [
      'a dimension that nothing has',
      safetensorsFile({ a: tensor(0, 8, { shape: [2 ** 40] }) }, eight),
      'tensor "a".shape[0]: expected at most 4294967295, found 1099511627776; get',
    ],
    [
      'dimensions without end',
      safetensorsFile({ a: tensor(0, 8, { shape: Array(4000).fill(1) }) }, eight),
      'tensor "a".shape: expected at most 8 entries, found a list of 4000; get',
    ],
    [
      'a name of many lines',
      safetensorsFile({ [`a\n${'b'.repeat(4000)}`]: tensor(4, 0) }, eight),
      `tensor "a\\n${'b'.repeat(38)}..." has the data_offsets [4,0]`,
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

  it('refuses a header that no network needs, before it is read', () => {
    const start = safetensorsFile({}, [], 2n ** 24n + 1n);
    expect(() => parseSafetensorsHeader(start, 'f', 2 ** 33)).toThrow(
      'f: broken safetensors file: the header claims 16777217 bytes, at most 16777216 are possible',
    );
    const many = Array.from({ length: 100_001 }, (_, i) => [i, tensor(0, 0, { shape: [0] })]);
    expect(() => parseSafetensorsHeader(safetensorsFile(Object.fromEntries(many), []), 'f')).toThrow(
      'f: broken safetensors file: expected at most 100000 tensors, found 100001',
    );
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
