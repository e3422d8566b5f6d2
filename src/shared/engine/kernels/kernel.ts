import { NstError } from '../../errors.js';
import { RECORDER, type Recorder } from '../recorder.js';
import { type TensorInfo, tf } from '../tf.js';

/** The inputs of a kernel by their tfjs names. */
export type Inputs = Readonly<Record<string, TensorInfo>>;

/**
 * Kernels: (inputs, attributes, recorder) => output tensors, having appended their nodes to the recorder's
 * graph. `Attributes` is the tfjs interface of that kernel, e.g. `Conv2DAttrs`.
 */
export type Kernel<Attributes> = (
  inputs: Inputs,
  attributes: Attributes,
  recorder: Recorder,
) => TensorInfo | TensorInfo[];

/** Registers a kernel of the recording backend under its tfjs name. */
export function registerKernel<Attributes = object>(kernelName: string, kernel: Kernel<Attributes>): void {
  tf.registerKernel({
    kernelName,
    backendName: RECORDER,
    kernelFunc: ({ inputs, attrs, backend }) =>
      kernel(inputs as Record<string, TensorInfo>, attrs as unknown as Attributes, backend as Recorder),
  });
}

/** One named input of a kernel. */
export function input(inputs: Inputs, name: string): TensorInfo {
  const tensor = inputs[name];
  if (!tensor) throw new NstError('NST_INTERNAL', `a kernel was called without its input "${name}"`);
  return tensor;
}

/** Non-negative axes, in ascending order; all of them when none is named. */
export function axesOf(axis: number | readonly number[] | null | undefined, rank: number): number[] {
  const listed = typeof axis === 'number' ? [axis] : (axis ?? Array.from({ length: rank }, (_, i) => i));
  return listed.map((a) => (a < 0 ? a + rank : a)).sort((a, b) => a - b);
}

/** A one-element or per-axis setting as a pair (height, width). */
export function pair(value: number | readonly number[]): [number, number] {
  return typeof value === 'number' ? [value, value] : [value[0]!, value[1]!];
}
