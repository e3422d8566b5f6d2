import { onnx } from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import { readOnnxInitializers } from '../../../src/shared/weights/onnxInitializers.js';
import { onnxFile } from '../../support/onnxFile.js';

const { DataType } = onnx.TensorProto;
const raw = (array: Float32Array | Uint16Array) => new Uint8Array(array.buffer);

function readOne(tensor: onnx.ITensorProto) {
  return readOnnxInitializers(onnxFile([{ name: 'w', ...tensor }]), 'file').get('w');
}

describe('readOnnxInitializers', () => {
  const values = Float32Array.of(1, -2, 0.5, 65504);
  const halves = Uint16Array.of(0x3c00, 0xc000, 0x3800, 0x7bff);
  const brains = Uint16Array.of(0x3f80, 0xc000, 0x3f00);

  it.each<[string, onnx.ITensorProto, Float32Array]>([
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
  ])('reads %s', (_, tensor, expected) => {
    expect(readOne(tensor)).toEqual({ shape: tensor.dims, data: expected });
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

  it.each<[string, onnx.ITensorProto, string]>([
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
      'file: tensor "w": expected -1 values for [-1], found 1 values',
    ],
    [
      'data elsewhere',
      { dataType: DataType.FLOAT, dims: [2], externalData: [{ key: 'location', value: 'w.bin' }] },
      'file: tensor "w": its data are in another file; save the model as one file',
    ],
  ])('refuses %s', (_, tensor, message) => {
    expect(() => readOne(tensor)).toThrow(expect.objectContaining({ code: 'NST_MODEL_BROKEN', message }));
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
