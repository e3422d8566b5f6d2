import { identityAxes } from '../layout.js';
import type { Recorder } from '../recorder.js';
import type {
  ArgMaxAttrs,
  GatherV2Attrs,
  OneHotAttrs,
  ScatterNdAttrs,
  TensorInfo,
  TopKAttrs,
  UnsortedSegmentSumAttrs,
} from '../tf.js';
import { axesOf, input, registerKernel } from './kernel.js';

const INT32 = 6;
const INT64 = 7;

const asInt64 = (name: string, { graph }: Recorder) => graph.node('Cast', [name], { to: INT64 });

function argExtreme(kernelName: 'ArgMax' | 'ArgMin'): void {
  registerKernel<ArgMaxAttrs>(kernelName, (inputs, attributes, recorder) => {
    const x = input(inputs, 'x');
    const [axis = 0] = axesOf(attributes.axis, x.shape.length);
    const position = recorder.graph.node(kernelName, [recorder.full(x)], { axis, keepdims: 0 });
    const shape = x.shape.filter((_, i) => i !== axis);
    return recorder.output(recorder.graph.node('Cast', [position], { to: INT32 }), shape, 'int32');
  });
}

function topK(x: TensorInfo, { k, sorted }: TopKAttrs, recorder: Recorder): TensorInfo[] {
  const { graph } = recorder;
  const [values = '', indices = ''] = graph.nodes('TopK', [recorder.full(x), graph.integers([k])], 2, {
    axis: -1,
    largest: 1,
    sorted: sorted ? 1 : 0,
  });
  const shape = [...x.shape.slice(0, -1), k];
  return [
    recorder.output(values, shape, x.dtype),
    recorder.output(graph.node('Cast', [indices], { to: INT32 }), shape, 'int32'),
  ];
}

/** Adds `updates` into zeros of `shape` at `indices` [..., depth]. */
function scatterAdd(indices: string, updates: string, shape: readonly number[], recorder: Recorder): string {
  const { graph } = recorder;
  const zeros = graph.node('Expand', [graph.scalar(0), graph.integers(shape)]);
  return graph.node('ScatterND', [zeros, indices, updates], { reduction: 'add' });
}

function gather(
  inputs: Record<string, TensorInfo>,
  attributes: GatherV2Attrs,
  recorder: Recorder,
): TensorInfo {
  const [x, indices] = [input(inputs, 'x'), input(inputs, 'indices')];
  const { axis: along, batchDims } = attributes;
  const [axis = 0] = axesOf(along, x.shape.length);
  const shape = [...x.shape.slice(0, axis), ...indices.shape.slice(batchDims), ...x.shape.slice(axis + 1)];
  if (batchDims === 0) {
    const name = recorder.graph.node('Gather', [recorder.full(x), recorder.full(indices)], { axis });
    return recorder.output(name, shape, x.dtype);
  }
  if (axis !== batchDims) {
    throw new Error(`gather with batchDims ${batchDims} is compiled for axis ${batchDims} only, not ${axis}`);
  }
  const { graph } = recorder;
  const depth = graph.node('Unsqueeze', [asInt64(recorder.full(indices), recorder), graph.integers([-1])]);
  const name = graph.node('GatherND', [recorder.full(x), depth], { batch_dims: batchDims });
  return recorder.output(name, shape, x.dtype);
}

function oneHot(indices: TensorInfo, attributes: OneHotAttrs, recorder: Recorder): TensorInfo {
  const { depth, onValue, offValue } = attributes;
  const { graph } = recorder;
  const shape = [...indices.shape, depth];
  const name = graph.node('OneHot', [
    asInt64(recorder.full(indices), recorder),
    graph.constant(BigInt64Array.of(BigInt(depth)), []),
    graph.constant(Float32Array.of(offValue, onValue), [2]),
  ]);
  return recorder.output(name, shape, 'float32');
}

/** Gathering, scattering and searching. */
export function registerIndexing(): void {
  argExtreme('ArgMax');
  argExtreme('ArgMin');
  registerKernel<TopKAttrs>('TopK', (inputs, attributes, recorder) =>
    topK(input(inputs, 'x'), attributes, recorder),
  );
  registerKernel<GatherV2Attrs>('GatherV2', gather);
  registerKernel<OneHotAttrs>('OneHot', (inputs, attributes, recorder) =>
    oneHot(input(inputs, 'indices'), attributes, recorder),
  );
  registerKernel('GatherNd', (inputs, _, recorder) => {
    const [x, indices] = [input(inputs, 'params'), input(inputs, 'indices')];
    const name = recorder.graph.node('GatherND', [
      recorder.full(x),
      asInt64(recorder.full(indices, identityAxes(indices.shape.length)), recorder),
    ]);
    const depth = indices.shape.at(-1) ?? 0;
    return recorder.output(name, [...indices.shape.slice(0, -1), ...x.shape.slice(depth)], x.dtype);
  });
  registerKernel<ScatterNdAttrs>('ScatterNd', (inputs, { shape }, recorder) => {
    const [indices, updates] = [input(inputs, 'indices'), input(inputs, 'updates')];
    const targets = asInt64(recorder.full(indices), recorder);
    return recorder.output(
      scatterAdd(targets, recorder.full(updates), shape, recorder),
      shape,
      updates.dtype,
    );
  });
  registerKernel<UnsortedSegmentSumAttrs>('UnsortedSegmentSum', (inputs, { numSegments }, recorder) => {
    const [x, segmentIds] = [input(inputs, 'x'), input(inputs, 'segmentIds')];
    const { graph } = recorder;
    const targets = graph.node('Unsqueeze', [
      asInt64(recorder.full(segmentIds), recorder),
      graph.integers([-1]),
    ]);
    const shape = [numSegments, ...x.shape.slice(segmentIds.shape.length)];
    return recorder.output(scatterAdd(targets, recorder.full(x), shape, recorder), shape, x.dtype);
  });
}
