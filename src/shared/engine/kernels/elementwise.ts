import { type Axes, identityAxes, sameAxes } from '../layout.js';
import { FloatAttribute } from '../onnxFormat.js';
import type { Recorder } from '../recorder.js';
import { type ClipByValueAttrs, type LeakyReluAttrs, type StepAttrs, type TensorInfo, tf } from '../tf.js';
import { type Inputs, input, registerKernel } from './kernel.js';

type Emit = (names: string[], recorder: Recorder) => string;

/** Stored order for the result: that of the first computed operand of full rank that is not in plain order. */
function commonAxes(operands: readonly TensorInfo[], rank: number, recorder: Recorder): Axes {
  const plain = identityAxes(rank);
  for (const operand of operands) {
    const { constant, axes, dims } = recorder.recorded(operand);
    if (!constant && dims.length === rank && axes.length === rank && !sameAxes(axes, plain)) return axes;
  }
  return plain;
}

/** Name and stored dimensions of an operand, ready to be broadcast in the order `axes`. */
function aligned(operand: TensorInfo, axes: Axes, recorder: Recorder): { name: string; dims: number[] } {
  const value = recorder.recorded(operand);
  const rank = axes.length;
  if (value.dims.every((dim) => dim === 1) && value.dims.length <= rank) {
    return { name: recorder.stored(operand), dims: [...value.dims] };
  }
  const logical = [
    ...Array<number>(rank - operand.shape.length).fill(1),
    ...value.axes.map((axis) => value.dims[axis]!),
  ];
  const dims = axes.map((_, stored) => logical[axes.indexOf(stored)]!);
  if (operand.shape.length === rank) return { name: recorder.ordered(operand, axes), dims };
  // A shorter operand broadcasts from the right: give it its leading ones before reordering.
  const plain = recorder.ordered(operand, identityAxes(operand.shape.length));
  const lengthened = recorder.graph.node('Reshape', [plain, recorder.graph.integers(logical)]);
  const reordered = recorder.alias(
    { name: lengthened, axes: identityAxes(rank), dims: logical },
    logical,
    'float32',
  );
  return { name: recorder.ordered(reordered, axes), dims };
}

function broadcastDims(all: readonly number[][]): number[] {
  const rank = Math.max(...all.map((dims) => dims.length));
  return Array.from({ length: rank }, (_, i) =>
    Math.max(...all.map((dims) => dims[dims.length - rank + i] ?? 1)),
  );
}

/** Appends an operator that works element by element with broadcasting, in whatever order its operands lie. */
export function elementwise(
  recorder: Recorder,
  operands: readonly TensorInfo[],
  shape: readonly number[],
  dtype: TensorInfo['dtype'],
  emit: Emit,
): TensorInfo {
  const axes = commonAxes(operands, shape.length, recorder);
  const parts = operands.map((operand) => aligned(operand, axes, recorder));
  const name = emit(
    parts.map((part) => part.name),
    recorder,
  );
  return recorder.output(name, shape, dtype, axes, broadcastDims(parts.map((part) => part.dims)));
}

const node =
  (operator: string, attributes = {}): Emit =>
  (names, { graph }) =>
    graph.node(operator, names, attributes);

/**
 * The logarithm as that of a sum of a single number. The operator `Log` of ONNX Runtime 1.30 rounds what is left over at the end
 * of each thread's share in another way, so that results would depend on the number of threads; this one does not.
 */
const logarithm: Emit = ([x = ''], { graph }) => {
  const column = graph.node('Unsqueeze', [x, graph.integers([-1])]);
  return graph.node('ReduceLogSum', [column], { axes: [-1], keepdims: 0 });
};

function unary(kernelName: string, emit: Emit, dtype?: TensorInfo['dtype']): void {
  registerKernel(kernelName, (inputs, _, recorder) => {
    const x = input(inputs, 'x');
    return elementwise(recorder, [x], x.shape, dtype ?? x.dtype, emit);
  });
}

function binary(kernelName: string, emit: Emit, dtype?: TensorInfo['dtype']): void {
  registerKernel(kernelName, (inputs, _, recorder) => {
    const [a, b] = [input(inputs, 'a'), input(inputs, 'b')];
    const shape = tf.assertAndGetBroadcastShape(a.shape, b.shape);
    return elementwise(recorder, [a, b], shape, dtype ?? tf.upcastType(a.dtype, b.dtype), emit);
  });
}

function registerUnary(): void {
  for (const operator of [
    'Neg',
    'Sqrt',
    'Exp',
    'Abs',
    'Sigmoid',
    'Tanh',
    'Floor',
    'Ceil',
    'Round',
    'Sign',
    'Sin',
    'Cos',
    'Tan',
    'Asin',
    'Acos',
    'Atan',
    'Sinh',
    'Cosh',
    'Erf',
    'Reciprocal',
    'Softplus',
    'Selu',
  ]) {
    unary(operator, node(operator));
  }
  unary('Square', ([x = ''], { graph }) => graph.node('Mul', [x, x]));
  unary('Rsqrt', ([x = ''], { graph }) => graph.node('Reciprocal', [graph.node('Sqrt', [x])]));
  unary('Expm1', ([x = ''], { graph }) => graph.node('Sub', [graph.node('Exp', [x]), graph.scalar(1)]));
  unary('Log', logarithm);
  unary('Log1p', ([x = ''], recorder) =>
    logarithm([recorder.graph.node('Add', [x, recorder.graph.scalar(1)])], recorder),
  );
  unary('Relu6', ([x = ''], { graph }) => graph.node('Clip', [x, graph.scalar(0), graph.scalar(6)]));
  unary('IsNan', node('IsNaN'), 'bool');
  unary('LogicalNot', node('Not'), 'bool');
  unary('Relu', ([x = ''], recorder) => {
    const relu = recorder.graph.node('Relu', [x]);
    recorder.reluOf.set(x, relu);
    return relu;
  });
}

function registerUnaryWithAttributes(): void {
  const register = <Attributes>(
    kernelName: string,
    emit: (x: string, attributes: Attributes, r: Recorder) => string,
  ) =>
    registerKernel<Attributes>(kernelName, (inputs, attributes, recorder) => {
      const x = input(inputs, 'x');
      return elementwise(recorder, [x], x.shape, x.dtype, ([name = '']) => emit(name, attributes, recorder));
    });
  register<LeakyReluAttrs>('LeakyRelu', (x, { alpha }, { graph }) =>
    graph.node('LeakyRelu', [x], { alpha: new FloatAttribute(alpha) }),
  );
  register('Elu', (x, _, { graph }) => graph.node('Elu', [x]));
  register<ClipByValueAttrs>('ClipByValue', (x, { clipValueMin, clipValueMax }, { graph }) =>
    graph.node('Clip', [x, graph.scalar(clipValueMin), graph.scalar(clipValueMax)]),
  );
  register<StepAttrs>('Step', (x, { alpha }, { graph, reluOf }) => {
    const positive = graph.node('Sign', [reluOf.get(x) ?? graph.node('Relu', [x])]);
    if (!alpha) return positive;
    const scaled = graph.node('Mul', [positive, graph.scalar(1 - alpha)]);
    return graph.node('Add', [scaled, graph.scalar(alpha)]);
  });
}

function registerBinary(): void {
  const operators = { Add: 'Add', Sub: 'Sub', Multiply: 'Mul', RealDiv: 'Div', Pow: 'Pow' };
  for (const [kernelName, operator] of Object.entries(operators)) binary(kernelName, node(operator));
  binary('Maximum', node('Max'));
  binary('Minimum', node('Min'));
  binary('SquaredDifference', (names, { graph }) => {
    const difference = graph.node('Sub', names);
    return graph.node('Mul', [difference, difference]);
  });
  binary('FloorDiv', (names, { graph }) => graph.node('Floor', [graph.node('Div', names)]));
  // The result has the sign of the divisor, as in Python.
  binary('Mod', ([a = '', b = ''], { graph }) => {
    const quotient = graph.node('Floor', [graph.node('Div', [a, b])]);
    return graph.node('Sub', [a, graph.node('Mul', [quotient, b])]);
  });
  for (const [kernelName, operator] of Object.entries({
    Equal: 'Equal',
    Greater: 'Greater',
    GreaterEqual: 'GreaterOrEqual',
    Less: 'Less',
    LessEqual: 'LessOrEqual',
    LogicalAnd: 'And',
    LogicalOr: 'Or',
  })) {
    binary(kernelName, node(operator), 'bool');
  }
  binary('NotEqual', (names, { graph }) => graph.node('Not', [graph.node('Equal', names)]), 'bool');
}

function select(inputs: Inputs, recorder: Recorder): TensorInfo {
  const [condition, t, e] = [input(inputs, 'condition'), input(inputs, 't'), input(inputs, 'e')];
  return elementwise(recorder, [condition, t, e], t.shape, tf.upcastType(t.dtype, e.dtype), node('Where'));
}

/** Arithmetic, comparisons, activations and the choice between two tensors. */
export function registerElementwise(): void {
  registerUnary();
  registerUnaryWithAttributes();
  registerBinary();
  registerKernel('Select', (inputs, _, recorder) => select(inputs, recorder));
  registerKernel('AddN', (inputs, _, recorder) => {
    const all = Object.values(inputs);
    const [first] = all as [TensorInfo];
    return elementwise(recorder, all, first.shape, first.dtype, node('Sum'));
  });
  registerKernel('Prelu', (inputs, _, recorder) => {
    const [x, alpha] = [input(inputs, 'x'), input(inputs, 'alpha')];
    return elementwise(recorder, [x, alpha], x.shape, x.dtype, node('PRelu'));
  });
  // ELU's slope, written with its output: 1 above zero, y + 1 below.
  registerKernel('EluGrad', (inputs, _, recorder) => {
    const [dy, y] = [input(inputs, 'dy'), input(inputs, 'y')];
    return elementwise(recorder, [dy, y], y.shape, y.dtype, ([gradient = '', output = '']) => {
      const { graph } = recorder;
      const below = graph.node('Min', [output, graph.scalar(0)]);
      return graph.node('Mul', [gradient, graph.node('Add', [below, graph.scalar(1)])]);
    });
  });
}
