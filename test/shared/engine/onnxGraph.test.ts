import proto from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import { FloatAttribute } from '../../../src/shared/engine/onnxFormat.js';
import { OnnxGraph } from '../../../src/shared/engine/onnxGraph.js';

const { onnx } = proto;
const decoded = (bytes: Uint8Array) =>
  onnx.ModelProto.toObject(onnx.ModelProto.decode(bytes), { longs: Number, enums: String, bytes: Array });
const port = (name: string, shape: number[]) => ({ name, shape, type: 'float32' }) as const;

describe('OnnxGraph', () => {
  it('is read by the classes of the format as it was made', () => {
    const graph = new OnnxGraph();
    const large = Float32Array.from({ length: 100 }, (_, i) => i / 3);
    const [weights, shape] = [graph.constant(large, [10, 10]), graph.integers([2, -1])];
    const relu = graph.node('LeakyRelu', ['x', weights], { alpha: new FloatAttribute(0.25) });
    const [first = '', second = ''] = graph.nodes('Split', [relu, shape], 2, {
      axis: -1,
      mode: 'reflect',
      pads: [0, -1, 300],
    });
    const bytes = graph.encode([port('x', [10, 10])], [{ ...port('y', [10, 5]), value: first }]);
    const dim = (...sizes: number[]) => ({ dim: sizes.map((dimValue) => ({ dimValue })) });
    const info = (name: string, ...sizes: number[]) => ({
      name,
      type: { tensorType: { elemType: 1, shape: dim(...sizes) } },
    });
    expect(decoded(bytes)).toEqual({
      irVersion: 8,
      opsetImport: [
        { domain: '', version: 17 },
        { domain: 'com.microsoft', version: 1 },
      ],
      graph: {
        name: 'nst',
        node: [
          {
            input: ['x', weights],
            output: [relu],
            opType: 'LeakyRelu',
            attribute: [{ name: 'alpha', f: 0.25, type: 'FLOAT' }],
          },
          {
            input: [relu, shape],
            output: [first, second],
            opType: 'Split',
            attribute: [
              { name: 'axis', i: -1, type: 'INT' },
              { name: 'mode', s: [...Buffer.from('reflect')], type: 'STRING' },
              { name: 'pads', ints: [0, -1, 300], type: 'INTS' },
            ],
          },
          { input: [first], output: ['y'], opType: 'Identity' },
        ],
        initializer: [
          { dims: [10, 10], dataType: 1, name: weights, rawData: [...new Uint8Array(large.buffer)] },
          {
            dims: [2],
            dataType: 7,
            name: shape,
            rawData: [...new Uint8Array(BigInt64Array.of(2n, -1n).buffer)],
          },
        ],
        input: [info('x', 10, 10)],
        output: [info('y', 10, 5)],
      },
    });
  });

  it('stores equal small constants once, and large ones by their array', () => {
    const graph = new OnnxGraph();
    const large = new Float32Array(65);
    expect(graph.scalar(2)).toBe(graph.scalar(2));
    expect(graph.scalar(2)).not.toBe(graph.scalar(3));
    expect(graph.constant(Float32Array.of(2), [1])).not.toBe(graph.scalar(2));
    expect(graph.constant(large, [65])).toBe(graph.constant(large, [65]));
    expect(graph.constant(large, [65])).not.toBe(graph.constant(large.slice(), [65]));
  });
});
