import type { ConstantArray } from '../onnxGraph.js';
import type { Recorder } from '../recorder.js';
import type { CastAttrs, FillAttrs, LinSpaceAttrs, RangeAttrs, TensorInfo } from '../tf.js';
import { elementwise } from './elementwise.js';
import { input, registerKernel } from './kernel.js';

const ONNX_TYPE = { float32: 1, int32: 6, bool: 9 } as const;

function castConstant(
  values: ConstantArray,
  dtype: 'float32' | 'int32' | 'bool',
): Float32Array | Int32Array | Uint8Array {
  const numbers = Array.from(values as ArrayLike<number | bigint>, Number);
  if (dtype === 'float32') return Float32Array.from(numbers);
  return dtype === 'int32' ? Int32Array.from(numbers) : Uint8Array.from(numbers, (v) => (v ? 1 : 0));
}

function cast(x: TensorInfo, dtype: TensorInfo['dtype'], recorder: Recorder): TensorInfo {
  const value = recorder.recorded(x);
  if (dtype === x.dtype) return recorder.alias(value, x.shape, dtype);
  const target = dtype as keyof typeof ONNX_TYPE;
  if (value.constant) {
    const constant = castConstant(value.constant, target);
    return recorder.alias({ ...value, name: undefined, constant }, x.shape, dtype);
  }
  return elementwise(recorder, [x], x.shape, dtype, (names) =>
    recorder.graph.node('Cast', names, { to: ONNX_TYPE[target] }),
  );
}

/** A constant tensor made while tracing. */
function constant(
  values: Float32Array | Int32Array,
  dtype: 'float32' | 'int32',
  recorder: Recorder,
): TensorInfo {
  return { dataId: recorder.write(values, [values.length], dtype), shape: [values.length], dtype };
}

/** Constants, copies and casts: nothing here computes at run time, but for a cast. */
export function registerCreation(): void {
  registerKernel<FillAttrs>('Fill', (_, { shape, value, dtype }, recorder) =>
    recorder.filled(Number(value), shape, dtype ?? 'float32'),
  );
  registerKernel('OnesLike', (inputs, _, recorder) => {
    const { shape, dtype } = input(inputs, 'x');
    return recorder.filled(1, shape, dtype);
  });
  registerKernel('ZerosLike', (inputs, _, recorder) => {
    const { shape, dtype } = input(inputs, 'x');
    return recorder.filled(0, shape, dtype);
  });
  registerKernel('Identity', (inputs, _, recorder) => {
    const x = input(inputs, 'x');
    return recorder.alias(recorder.recorded(x), x.shape, x.dtype);
  });
  registerKernel<CastAttrs>('Cast', (inputs, { dtype }, recorder) =>
    cast(input(inputs, 'x'), dtype, recorder),
  );
  registerKernel<RangeAttrs>('Range', (_, { start, stop, step, dtype }, recorder) => {
    const length = Math.max(0, Math.ceil((stop - start) / step));
    const valueAt = (_unused: unknown, i: number) => start + i * step;
    return dtype === 'int32'
      ? constant(Int32Array.from({ length }, valueAt), 'int32', recorder)
      : constant(Float32Array.from({ length }, valueAt), 'float32', recorder);
  });
  registerKernel<LinSpaceAttrs>('LinSpace', (_, { start, stop, num }, recorder) => {
    const step = num > 1 ? (stop - start) / (num - 1) : 0;
    return constant(
      Float32Array.from({ length: num }, (_unused, i) => start + i * step),
      'float32',
      recorder,
    );
  });
}
