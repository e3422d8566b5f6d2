import proto from 'onnx-proto';
import { sizeOf, type WeightArray, type Weights } from '../../src/shared/weights/tensors.js';
import { onnxFile } from './onnxFile.js';

const bytesOf = ({ data }: WeightArray) => new Uint8Array(data.slice().buffer);

/**
 * An ONNX file of convolutions and a matrix product at the end; initialisers are shuffled and have an exporter's
 * names, so that only the graph tells their order.
 *
 * @param weights pairs of a kernel [out, in, height, width] and its bias [out]
 */
export function onnxModel(weights: Weights): Uint8Array {
  const names = [...weights.keys()].map((_, i) => `onnx::Conv_${100 - i}`);
  const tensors = [...weights.values()].map((array, i) => ({
    name: names[i] ?? '',
    dataType: proto.onnx.TensorProto.DataType.FLOAT,
    dims: [...array.shape],
    rawData: bytesOf(array),
  }));
  const head = {
    name: 'aaa',
    dataType: proto.onnx.TensorProto.DataType.FLOAT,
    dims: [2, 2],
    floatData: [1, 2, 3, 4],
  };
  const nodes = tensors.flatMap((_, i) =>
    i % 2 === 0
      ? [{ opType: 'Conv', input: [`x${i}`, names[i] ?? '', names[i + 1] ?? ''], output: [`x${i + 2}`] }]
      : [],
  );
  return onnxFile(
    [head, ...tensors.reverse()],
    [...nodes, { opType: 'MatMul', input: ['y', 'aaa'], output: ['z'] }],
  );
}

/** A kernel from [out, in, height, width] to tfjs' [height, width, in, out]; the other way than the code under test. */
function oihwToHwio({ shape, data }: WeightArray): WeightArray {
  const [outputs = 0, inputs = 0, height = 0, width = 0] = shape;
  const moved = new Float32Array(data.length);
  for (let to = 0; to < moved.length; to++) {
    const output = to % outputs;
    const input = Math.floor(to / outputs) % inputs;
    const pixel = Math.floor(to / outputs / inputs);
    moved[to] = data[(output * inputs + input) * height * width + pixel]!;
  }
  return { shape: [height, width, inputs, outputs], data: moved };
}

/**
 * A tfjs layers model: `model.json` as an object, and the bytes of its one shard, `group1-shard1of1.bin`.
 *
 * @param nameOf what the n-th tensor is called
 */
export function tfjsModel(weights: Weights, nameOf: (n: number) => string) {
  const arrays = [...weights.values()].map((array) => (array.shape.length === 4 ? oihwToHwio(array) : array));
  const specs = arrays.map(({ shape }, n) => ({ name: nameOf(n), shape, dtype: 'float32' }));
  const shard = new Uint8Array(4 * arrays.reduce((total, { shape }) => total + sizeOf(shape), 0));
  let at = 0;
  for (const array of arrays) {
    shard.set(bytesOf(array), at);
    at += bytesOf(array).length;
  }
  return {
    json: { format: 'layers-model', weightsManifest: [{ paths: ['group1-shard1of1.bin'], weights: specs }] },
    shard,
  };
}
