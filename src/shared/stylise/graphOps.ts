import { FloatAttribute } from '../engine/onnxFormat.js';
import type { OnnxGraph } from '../engine/onnxGraph.js';
import { biasName, kernelName } from '../networks/filter.js';
import type { WeightArray, Weights } from '../weights/tensors.js';
import { graphPatches, graphVotes, insideOf } from './graphPatches.js';
import { borderOf, type ConvPlacement, type KernelSizes, type NetOps, NORM_EPSILON } from './netOps.js';

/**
 * Networks as nodes of an ONNX graph, values by name. Maps are [1, c, h, w]; no node depends on height and width, so one
 * graph serves pictures of all sizes.
 */
export function graphOps(graph: OnnxGraph, weights: Weights): NetOps<string> {
  const of = (name: string): WeightArray => {
    const array = weights.get(name);
    if (!array) throw new RangeError(`there is no weight "${name}"`);
    return array;
  };
  const flat = graph.integers([-1]);
  const ops: NetOps<string> = {
    weight: (name) => graph.constant(of(name).data, of(name).shape),
    conv: (x, name, placement) => conv(graph, x, of(kernelName(name)), of(biasName(name)), placement),
    convWith: (x, row, sizes) => convWith(graph, x, row, sizes),
    instanceNorm: (x, scale, shift) => {
      const vectors = [scale, shift].map((row) => graph.node('Reshape', [row, flat]));
      return graph.node('InstanceNormalization', [x, ...vectors], {
        epsilon: new FloatAttribute(NORM_EPSILON),
      });
    },
    relu: (x) => graph.node('Relu', [x]),
    sigmoid: (x) => graph.node('Sigmoid', [x]),
    add: (a, b) => graph.node('Add', [a, b]),
    sub: (a, b) => graph.node('Sub', [a, b]),
    mul: (a, b) => graph.node('Mul', [a, b]),
    div: (a, b) => graph.node('Div', [a, b]),
    sqrt: (x) => graph.node('Sqrt', [x]),
    number: (value) => graph.scalar(value),
    concat: (parts) => graph.node('Concat', parts, { axis: 1 }),
    halve: (x) => graph.node('AveragePool', [x], { kernel_shape: [2, 2], strides: [2, 2] }),
    neighbours: (x) =>
      graph.node('AveragePool', [x], { kernel_shape: [3, 3], pads: [1, 1, 1, 1], count_include_pad: 0 }),
    double: (x) =>
      graph.node('Resize', [x, '', graph.constant(Float32Array.of(1, 1, 2, 2), [4])], {
        mode: 'nearest',
        nearest_mode: 'floor',
        coordinate_transformation_mode: 'asymmetric',
      }),
    rows: (x) => graph.node('Transpose', [channelRows(graph, x)], { perm: [1, 0] }),
    asMap: (rows, like) => {
      const size = graph.node('Slice', [
        graph.node('Shape', [like]),
        ...[[2], [4]].map((axis) => graph.integers(axis)),
      ]);
      const shape = graph.node('Concat', [graph.integers([1, -1]), size], { axis: 0 });
      return graph.node('Reshape', [graph.node('Transpose', [rows], { perm: [1, 0] }), shape]);
    },
    matMul: (a, b) => graph.node('MatMul', [a, b]),
    transpose: (x) => graph.node('Transpose', [x], { perm: [1, 0] }),
    columnMeans: (rows) => graph.node('ReduceMean', [rows], { axes: [0], keepdims: 1 }),
    total: (matrix) => graph.node('ReduceSum', [matrix, graph.integers([0, 1])], { keepdims: 1 }),
    rowCount: (rows) => {
      const count = graph.node('Slice', [
        graph.node('Shape', [rows]),
        ...[[0], [1]].map((axis) => graph.integers(axis)),
      ]);
      return graph.node('Reshape', [graph.node('Cast', [count], { to: FLOAT }), graph.integers([1, 1])]);
    },
    identity: (size) => graph.constant(identityMatrix(size), [size, size]),
    patches: (x, { stride }) => ops.rows(graphPatches(graph, x, stride)),
    votes: (rows, like, channels) => graphVotes(graph, ops.asMap(rows, insideOf(graph, like)), channels),
    pick: (scores, rows) =>
      graph.node('Gather', [rows, graph.node('ArgMax', [scores], { axis: 1, keepdims: 0 })], { axis: 0 }),
  };
  return ops;
}

/** The code of float32 in ONNX. */
const FLOAT = 1;

/** A map [1, c, h, w] as [c, h w]. */
const channelRows = (graph: OnnxGraph, x: string): string =>
  graph.node('Squeeze', [graph.node('Reshape', [x, graph.integers([1, 0, -1])]), graph.integers([0])]);

function identityMatrix(size: number): Float32Array {
  return Float32Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 1 : 0));
}

function conv(
  graph: OnnxGraph,
  x: string,
  kernel: WeightArray,
  bias: WeightArray,
  { stride, padding }: ConvPlacement,
): string {
  const [height = 1, width = 1, inputs = 1, outputs = 1] = kernel.shape;
  const [[top, bottom], [left, right]] = [borderOf(height, stride), borderOf(width, stride)];
  const isMirrored = padding === 'mirror' && top + bottom + left + right > 0;
  const padded = isMirrored ? mirror(graph, x, [top, left, bottom, right]) : x;
  return graph.node(
    'Conv',
    [
      padded,
      graph.constant(toOihw(kernel), [outputs, inputs, height, width]),
      graph.constant(bias.data, bias.shape),
    ],
    { strides: [stride, stride], pads: isMirrored ? [0, 0, 0, 0] : [top, left, bottom, right] },
  );
}

const mirror = (graph: OnnxGraph, x: string, [top, left, bottom, right]: readonly number[]): string =>
  graph.node('Pad', [x, graph.integers([0, 0, top!, left!, 0, 0, bottom!, right!])], { mode: 'reflect' });

function convWith(
  graph: OnnxGraph,
  x: string,
  row: string,
  { kernel, inputs, outputs }: KernelSizes,
): string {
  const filter = graph.node('Reshape', [row, graph.integers([kernel, kernel, inputs, outputs])]);
  const turned = graph.node('Transpose', [filter], { perm: [3, 2, 0, 1] });
  const [before, behind] = borderOf(kernel, 1);
  return graph.node('Conv', [mirror(graph, x, [before, before, behind, behind]), turned], {
    kernel_shape: [kernel, kernel],
  });
}

/** [height, width, inputs, outputs] as [outputs, inputs, height, width]. */
function toOihw({ shape, data }: WeightArray): Float32Array {
  const [height = 1, width = 1, inputs = 1, outputs = 1] = shape;
  const taps = height * width;
  const turned = new Float32Array(data.length);
  for (let tap = 0; tap < taps; tap++)
    for (let input = 0; input < inputs; input++)
      for (let output = 0; output < outputs; output++)
        turned[(output * inputs + input) * taps + tap] = data[(tap * inputs + input) * outputs + output]!;
  return turned;
}
