import proto, { type onnx as Onnx } from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import { readOnnxInitializers } from '../../../src/shared/weights/onnxInitializers.js';
import { failure } from '../../support/failure.js';
import { fc } from '../../support/fastCheck.js';
import { chunkField, onnxFile, varint } from '../../support/onnxFile.js';

const { DataType, DataLocation } = proto.onnx.TensorProto;
const raw = (array: Float32Array | Uint16Array) => new Uint8Array(array.buffer);

async function readOne(tensor: Onnx.ITensorProto) {
  const { shape, read } = readOnnxInitializers(onnxFile([{ name: 'w', ...tensor }]), 'file').get('w')!;
  const array = await read();
  expect(array.shape).toEqual(shape);
  return array;
}

describe('readOnnxInitializers', () => {
  const values = Float32Array.of(1, -2, 0.5, 65504);
  const halves = Uint16Array.of(0x3c00, 0xc000, 0x3800, 0x7bff);
  const brains = Uint16Array.of(0x3f80, 0xc000, 0x3f00);

  it.each<[string, Onnx.ITensorProto, Float32Array]>([
    ['raw float32', { dataType: DataType.FLOAT, dims: [2, 2], rawData: raw(values) }, values],
    ['float32 fields', { dataType: DataType.FLOAT, dims: [2, 2], floatData: [...values] }, values],
    ['raw float16', { dataType: DataType.FLOAT16, dims: [2, 2], rawData: raw(halves) }, values],
    ['float16 in int32 fields', { dataType: DataType.FLOAT16, dims: [2, 2], int32Data: [...halves] }, values],
    [
      'raw bfloat16',
      { dataType: DataType.BFLOAT16, dims: [3], rawData: raw(brains) },
      Float32Array.of(1, -2, 0.5),
    ],
    ['a scalar', { dataType: DataType.FLOAT, dims: [], floatData: [7] }, Float32Array.of(7)],
    ['nothing', { dataType: DataType.FLOAT, dims: [0], floatData: [] }, new Float32Array(0)],
  ])('reads %s', async (_, tensor, expected) => {
    expect(await readOne(tensor)).toEqual({ shape: tensor.dims, data: expected });
  });

  it('gives kernels and biases in the order of the graph, then the rest, floats only', () => {
    const scalar = (name: string) => ({ name, dataType: DataType.FLOAT, dims: [], floatData: [1] });
    const file = onnxFile(
      [
        scalar('other'),
        scalar('b2'),
        scalar('w1'),
        { name: 'shape', dataType: DataType.INT64, dims: [1], int64Data: [3] },
        scalar('w2'),
      ],
      [
        { opType: 'Constant', output: ['b1'], attribute: [{ name: 'value', t: scalar('') }] },
        { opType: 'Conv', input: ['x', 'w1', 'b1'], output: ['y'] },
        { opType: 'Conv', input: ['y', 'w2', 'b2'], output: ['z'] },
        { opType: 'Conv', input: ['z', 'w1'], output: ['v'] },
      ],
    );
    expect([...readOnnxInitializers(file, 'file').keys()]).toEqual(['w1', 'b1', 'w2', 'b2', 'other']);
  });

  it.each<[string, Onnx.ITensorProto, string]>([
    [
      'too few raw bytes',
      { dataType: DataType.FLOAT, dims: [2], rawData: new Uint8Array(7) },
      'file: tensor "w": expected 2 values for [2], found 7 raw bytes',
    ],
    [
      'too many values',
      { dataType: DataType.FLOAT, dims: [2], floatData: [1, 2, 3] },
      'file: tensor "w": expected 2 values for [2], found 3 values',
    ],
    [
      'no data',
      { dataType: DataType.FLOAT, dims: [2] },
      'file: tensor "w": expected 2 values for [2], found 0 values',
    ],
    [
      'a negative shape',
      { dataType: DataType.FLOAT, dims: [-1], floatData: [1] },
      'file: tensor "w": the shape [-1] cannot be',
    ],
    [
      'data elsewhere',
      { dataType: DataType.FLOAT, dims: [2], externalData: [{ key: 'location', value: 'w.bin' }] },
      'file: tensor "w": its data are in another file; save the model as one file',
    ],
    [
      'data elsewhere, though nobody says where',
      { dataType: DataType.FLOAT16, dims: [2], dataLocation: DataLocation.EXTERNAL },
      'file: tensor "w": its data are in another file; save the model as one file',
    ],
    [
      'a shape whose size has no end',
      { dataType: DataType.FLOAT, dims: Array(5).fill(2 ** 31 - 1), floatData: [1] },
      'file: tensor "w": expected 4.5671926060252477e+46 values for [2147483647,2147483647,2147483647,2147483647,2147483647], found 1 values',
    ],
    [
      'a shape without end',
      { dataType: DataType.FLOAT, dims: Array(4000).fill(1), floatData: [1] },
      'file: tensor "w": the shape [1, 1, 1, 1, 1, 1, 1, 1 and 1 more] cannot be',
    ],
    [
      'a long name',
      { name: `w\n${'w'.repeat(1000)}`, dataType: DataType.FLOAT, dims: [1] },
      `file: tensor "w\\n${'w'.repeat(38)}...": expected 1 values for [1], found 0 values`,
    ],
  ])('refuses %s', (_, tensor, message) => {
    const read = () => readOnnxInitializers(onnxFile([{ name: 'w', ...tensor }]), 'file');
    expect(read).toThrow(expect.objectContaining({ code: 'NST_MODEL_BROKEN', message }));
  });

  it('reads values that are not packed', async () => {
    const floats = [0x25, 0, 0, 128, 63, 0x25, 0, 0, 0, 64];
    const halves = [0x28, ...varint(0x3c00n), 0x28, ...varint(0xc000n)];
    const dims = [0x08, 2];
    const tensor = (dataType: number, name: string, ...values: number[]) =>
      chunkField(5, [...dims, 0x10, dataType, ...chunkField(8, new TextEncoder().encode(name)), ...values]);
    const graph = [...tensor(1, 'f', ...floats), ...tensor(10, 'h', ...halves)];
    const found = readOnnxInitializers(chunkField(7, graph), 'file');
    expect((await found.get('f')!.read()).data).toEqual(Float32Array.of(1, 2));
    expect((await found.get('h')!.read()).data).toEqual(Float32Array.of(1, -2));
  });

  it('does not unfold integers that nobody needs', () => {
    // A decoder that makes an object of each takes 80 times the bytes.
    const tensor = Buffer.concat([chunkField(8, [0x69]), chunkField(7, new Uint8Array(8_000_000))]);
    const file = chunkField(7, chunkField(5, tensor));
    const before = process.memoryUsage().rss;
    expect(readOnnxInitializers(file, 'file').size).toBe(0);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('refuses more tensors than any network has', () => {
    const tensors = Array.from({ length: 100_001 }, (_, i) =>
      chunkField(5, chunkField(8, Buffer.from(`${i}`))),
    );
    expect(() => readOnnxInitializers(chunkField(7, Buffer.concat(tensors)), 'file')).toThrow(
      failure('NST_MODEL_BROKEN', /^file: no ONNX file: more than 100000 tensors$/),
    );
  });

  it('ends for any bytes, and any change of a sound file, with weights or one line', async () => {
    const sound = onnxFile(
      [{ name: 'w', dataType: DataType.FLOAT, dims: [2], rawData: new Uint8Array(8) }],
      [{ opType: 'Conv', input: ['x', 'w'], output: ['y'] }],
    );
    const changed = fc
      .tuple(fc.nat(sound.length - 1), fc.nat(255))
      .map(([index, byte]) => Uint8Array.from(sound).with(index, byte));
    await fc.assert(
      fc.asyncProperty(fc.oneof(changed, fc.uint8Array({ maxLength: 100 })), async (bytes) => {
        try {
          for (const tensor of readOnnxInitializers(bytes, 'file').values()) await tensor.read();
        } catch (error) {
          expect(error).toEqual(failure('NST_MODEL_BROKEN', /^file: [^\n]{1,300}$/));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses what is no ONNX file', () => {
    const sound = onnxFile([
      { name: 'w', dataType: DataType.FLOAT, dims: [64], rawData: new Uint8Array(256) },
    ]);
    const broken = (problem: string) =>
      expect.objectContaining({ code: 'NST_MODEL_BROKEN', message: expect.stringContaining(problem) });
    expect(() => readOnnxInitializers(sound.subarray(0, 100), 'file')).toThrow(
      broken('file: no ONNX file: '),
    );
    expect(() => readOnnxInitializers(new Uint8Array(0), 'file')).toThrow(
      broken('no ONNX file: it has no graph'),
    );
  });
});
