import { withoutAxes } from '../layout.js';
import type { Recorder } from '../recorder.js';
import type { CumprodAttrs, CumsumAttrs, TensorInfo } from '../tf.js';
import { axesOf, input, registerKernel } from './kernel.js';

type Emit = (name: string, storedAxes: number[], keepdims: 0 | 1) => string;

/** Appends a reduction over logical axes; the stored order of what is left stays as it is. */
function reduce(
  x: TensorInfo,
  axis: number | readonly number[] | null | undefined,
  keepDims: boolean,
  recorder: Recorder,
  emit: Emit,
): TensorInfo {
  const { axes } = recorder.recorded(x);
  const reduced = axesOf(axis, x.shape.length);
  if (reduced.length === 0) return recorder.alias(recorder.recorded(x), x.shape, x.dtype);
  const stored = reduced.map((i) => axes[i]!).sort((a, b) => a - b);
  const name = emit(recorder.full(x, axes), stored, keepDims ? 1 : 0);
  const kept = x.shape.map((dim, i) => (reduced.includes(i) ? 1 : dim));
  if (keepDims) return recorder.output(name, kept, x.dtype, axes);
  const shape = x.shape.filter((_, i) => !reduced.includes(i));
  return recorder.output(name, shape, x.dtype, withoutAxes(axes, reduced));
}

interface ReductionAttributes {
  axis?: number | number[];
  reductionIndices?: number | number[];
  keepDims: boolean;
}

function registerReduction(kernelName: string, operator: string): void {
  registerKernel<ReductionAttributes>(kernelName, (inputs, attributes, recorder) => {
    const axis = attributes.axis ?? attributes.reductionIndices;
    return reduce(input(inputs, 'x'), axis, attributes.keepDims, recorder, (name, axes, keepdims) =>
      recorder.graph.node(operator, [name], { axes, keepdims }),
    );
  });
}

function registerSoftmax(kernelName: 'Softmax' | 'LogSoftmax'): void {
  registerKernel<{ dim?: number; axis?: number }>(kernelName, (inputs, { dim, axis }, recorder) => {
    const x = input(inputs, 'logits');
    const { axes } = recorder.recorded(x);
    const [logical = 0] = axesOf(dim ?? axis ?? -1, x.shape.length);
    const name = recorder.graph.node(kernelName, [recorder.full(x, axes)], { axis: axes[logical]! });
    return recorder.output(name, x.shape, x.dtype, axes);
  });
}

/** ONNX has no running product: it is unrolled along its axis, one multiplication an element. */
function runningProduct(
  x: TensorInfo,
  { axis: along, exclusive, reverse }: CumprodAttrs,
  recorder: Recorder,
): TensorInfo {
  const { graph } = recorder;
  const [axis = 0] = axesOf(along, x.shape.length);
  const length = x.shape[axis]!;
  const name = recorder.full(x);
  const element = (i: number) =>
    graph.node('Slice', [name, graph.integers([i]), graph.integers([i + 1]), graph.integers([axis])]);
  const order = Array.from({ length }, (_, i) => (reverse ? length - 1 - i : i));
  const products = new Array<string>(length);
  let product: string | undefined;
  for (const i of order) {
    const next = product ? graph.node('Mul', [product, element(i)]) : element(i);
    products[i] = exclusive ? (product ?? ones(x, axis, recorder)) : next;
    product = next;
  }
  return recorder.output(graph.node('Concat', products, { axis }), x.shape, x.dtype);
}

function ones(x: TensorInfo, axis: number, { graph }: Recorder): string {
  const shape = x.shape.map((dim, i) => (i === axis ? 1 : dim));
  return graph.node('Expand', [graph.scalar(1), graph.integers(shape)]);
}

/** Sums, means, extremes, running sums and products, and softmax. */
export function registerReductions(): void {
  registerKernel<ReductionAttributes>('Sum', (inputs, { axis, keepDims }, recorder) =>
    reduce(input(inputs, 'x'), axis, keepDims, recorder, (name, axes, keepdims) =>
      recorder.graph.node('ReduceSum', [name, recorder.graph.integers(axes)], { keepdims }),
    ),
  );
  registerReduction('Mean', 'ReduceMean');
  registerReduction('Max', 'ReduceMax');
  registerReduction('Min', 'ReduceMin');
  registerReduction('Prod', 'ReduceProd');
  registerKernel<CumsumAttrs>('Cumsum', (inputs, { axis, exclusive, reverse }, recorder) => {
    const x = input(inputs, 'x');
    const { axes } = recorder.recorded(x);
    const [logical = 0] = axesOf(axis, x.shape.length);
    const along = recorder.graph.constant(BigInt64Array.of(BigInt(axes[logical]!)), []);
    const name = recorder.graph.node('CumSum', [recorder.full(x, axes), along], {
      exclusive: exclusive ? 1 : 0,
      reverse: reverse ? 1 : 0,
    });
    return recorder.output(name, x.shape, x.dtype, axes);
  });
  registerKernel<CumprodAttrs>('Cumprod', (inputs, attributes, recorder) =>
    runningProduct(input(inputs, 'x'), attributes, recorder),
  );
  registerSoftmax('Softmax');
  registerSoftmax('LogSoftmax');
}
