import { describe, expect, it } from 'vitest';
import { numberToFloat16 } from '../../../src/shared/weights/floats.js';
import { readSafetensors } from '../../../src/shared/weights/safetensors.js';
import { parseSafetensorsHeader } from '../../../src/shared/weights/safetensorsHeader.js';
import { type StoredDtype, writeSafetensors } from '../../../src/shared/weights/safetensorsWriter.js';
import { sizeOf, type WeightArray } from '../../../src/shared/weights/tensors.js';
import { fc } from '../../support/fastCheck.js';
import { safetensorsFile } from '../../support/safetensors.js';

const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });

function weightsOf(element: fc.Arbitrary<number>) {
  const array: fc.Arbitrary<WeightArray> = shapes.chain((shape) =>
    fc
      .array(element, { minLength: sizeOf(shape), maxLength: sizeOf(shape) })
      .map((values) => ({ shape, data: Float32Array.from(values) })),
  );
  const names = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((name) => name !== '__metadata__');
  const oddNames = fc.constantFrom('__proto__', 'constructor', '10', '9', '');
  return fc
    .array(fc.tuple(fc.oneof(names, oddNames), array), { maxLength: 6 })
    .map((pairs) => new Map(pairs));
}

const anyFloat = fc.float({ noDefaultInfinity: false });
const smallFloat = fc.float({ min: -1000, max: 1000, noNaN: true });
const encode = (dtype: StoredDtype) => () => dtype;

describe('what is written is read', () => {
  it('F32: every bit, with the metadata', () => {
    const texts = fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 });
    fc.assert(
      fc.property(weightsOf(anyFloat), texts, (weights, metadata) => {
        const { quantisation: _, ...rest } = metadata;
        const file = writeSafetensors(weights, rest);
        expect(readSafetensors(file, 'f')).toEqual(weights);
        expect([...parseSafetensorsHeader(file, 'f').metadata]).toEqual(Object.entries(rest));
      }),
    );
  });

  it('also what objects have names for', () => {
    const metadata = Object.fromEntries([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    const file = writeSafetensors(new Map(), metadata);
    expect([...parseSafetensorsHeader(file, 'f').metadata]).toEqual(Object.entries(metadata));
  });

  it('F16: to the nearest half', () => {
    fc.assert(
      fc.property(weightsOf(smallFloat), (weights) => {
        const read = readSafetensors(writeSafetensors(weights, {}, encode('F16')), 'f');
        expect(read.size).toBe(weights.size);
        for (const [name, { shape, data }] of weights) {
          expect(read.get(name)?.shape).toEqual(shape);
          expect(Array.from(read.get(name)?.data ?? [], numberToFloat16)).toEqual(
            Array.from(data, numberToFloat16),
          );
        }
      }),
    );
  });

  it('U8: within half a step of the range', () => {
    fc.assert(
      fc.property(weightsOf(smallFloat), (weights) => {
        const read = readSafetensors(writeSafetensors(weights, {}, encode('U8')), 'f');
        for (const [name, { shape, data }] of weights) {
          expect(read.get(name)?.shape).toEqual(shape);
          const range = data.length > 0 ? Math.max(...data) - Math.min(...data) : 0;
          expect(read.get(name)?.data).toBeAllclose(data, 1e-6, (range / 510) * 1.00001);
        }
      }),
    );
  });

  it('mixed dtypes are aligned to their elements, and the same weights give the same bytes', () => {
    fc.assert(
      fc.property(weightsOf(smallFloat), fc.array(fc.constantFrom('F32', 'F16', 'U8')), (weights, dtypes) => {
        const order = [...weights.keys()];
        const pick = (name: string) => dtypes[order.indexOf(name)] ?? 'U8';
        const file = writeSafetensors(weights, {}, pick);
        const { dataOffset, entries } = parseSafetensorsHeader(file, 'f');
        expect(dataOffset % 8).toBe(0);
        for (const { dtype, begin } of entries)
          expect(begin % { F32: 4, F16: 2, U8: 1 }[dtype as 'F32']).toBe(0);
        const reversed = new Map([...weights].reverse());
        expect(writeSafetensors(reversed, {}, pick)).toEqual(file);
      }),
    );
  });

  it('quantising what was 8-bit before keeps the codes', () => {
    const data = Float32Array.from({ length: 256 }, (_, code) => code * 0.0123 - 1.7);
    const once = readSafetensors(
      writeSafetensors(new Map([['a', { shape: [256], data }]]), {}, encode('U8')),
      'f',
    );
    expect(once.get('a')?.data).toBeAllclose(data, 1e-6, 1e-7);
  });

  it('reads only the tensors asked for', () => {
    const one = { shape: [1], data: Float32Array.of(1) };
    const file = writeSafetensors(
      new Map([
        ['a', one],
        ['b', one],
        ['c', one],
      ]),
    );
    expect([...readSafetensors(file, 'f', new Set(['b', 'x'])).keys()]).toEqual(['b']);
  });

  it('is laid out as the format says', () => {
    const file = writeSafetensors(new Map([['a', { shape: [2], data: Float32Array.of(1, -2) }]]), { k: 'v' });
    const length = Number(new DataView(file.buffer).getBigUint64(0, true));
    expect(JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)))).toEqual({
      __metadata__: { k: 'v' },
      a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
    });
    expect([...file.subarray(8 + length)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
  });
});

describe('the writer refuses', () => {
  const bad = (message: string) => expect.objectContaining({ code: 'NST_BAD_INPUT', message });
  const write = (name: string, shape: number[], value: number, dtype: StoredDtype) => () =>
    writeSafetensors(new Map([[name, { shape, data: Float32Array.of(value) }]]), {}, encode(dtype));

  it.each([
    [
      'a shape that does not match',
      write('a', [2], 1, 'F32'),
      'tensor "a": shape [2] does not hold 1 values',
    ],
    ['the reserved name', write('__metadata__', [1], 1, 'F32'), 'a tensor cannot be called "__metadata__"'],
    ['too large a half', write('a', [1], 70000, 'F16'), 'tensor "a": 70000 is too large for F16'],
    ['NaN in 8 bits', write('a', [1], Number.NaN, 'U8'), 'tensor "a": NaN has no 8-bit code'],
  ])('%s', (_, run, message) => {
    expect(run).toThrow(bad(message));
  });
});

describe('other writers', () => {
  it('BF16 is read', () => {
    const header = { a: { dtype: 'BF16', shape: [2], data_offsets: [0, 4] } };
    const file = safetensorsFile(header, [0x80, 0x3f, 0x49, 0xc0]);
    expect(readSafetensors(file, 'f').get('a')?.data).toEqual(Float32Array.of(1, -3.140625));
  });

  it('integer tensors are refused only when asked for', () => {
    const header = {
      a: { dtype: 'U8', shape: [1], data_offsets: [0, 1] },
      n: { dtype: 'I64', shape: [], data_offsets: [1, 9] },
    };
    const file = safetensorsFile(header, new Array(9).fill(0));
    expect(() => readSafetensors(file, 'file', new Set(['n']))).toThrow(
      'file: tensor "n": expected F32, F16, BF16 or scaled U8, found I64',
    );
    expect(() => readSafetensors(file, 'file', new Set(['a']))).toThrow(
      'file: tensor "a": expected a scale and a minimum for this U8 tensor, found U8',
    );
    expect(readSafetensors(file, 'file', new Set()).size).toBe(0);
  });

  it.each([
    ['{', ': expected JSON, found something else ('],
    ['3', ': expected an object, found 3; get the file again'],
    ['null', ': expected an object, found null; get the file again'],
    ['{"a":{"scale":1}}', ': tensor "a".min: expected a number, found nothing; get the file again'],
    ['{"a":{"scale":1e999,"min":0}}', ': tensor "a".scale: expected a number, found Infinity; get'],
    ['{"a":null}', ': tensor "a": expected an object, found null; get the file again'],
  ])('the 8-bit scales %s are refused', (scales, problem) => {
    const header = { __metadata__: { quantisation: scales } };
    expect(() => readSafetensors(safetensorsFile(header, []), 'file')).toThrow(
      `file: metadata "quantisation"${problem}`,
    );
  });
});
