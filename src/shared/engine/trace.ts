import { messageOf, NstError } from '../errors.js';
import { registerGradients } from './gradients/index.js';
import { registerKernels } from './kernels/index.js';
import { type ForwardFunction, type InputSpec, type Objective, totalOf } from './objective.js';
import type { PortSpec } from './onnxFormat.js';
import { OUTPUT } from './outputs.js';
import { RECORDER, Recorder } from './recorder.js';
import { type Scalar, type Tensor, tf } from './tf.js';

/** A model in ONNX form. */
export interface TracedModel {
  /** In a buffer that holds nothing else. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly inputs: readonly PortSpec[];
  readonly outputs: readonly PortSpec[];
}

let isRegistered = false;

function prepare(): void {
  if (isRegistered) return;
  isRegistered = true;
  registerKernels();
  registerGradients();
  // The lowest priority: tfjs must never choose the recorder by itself.
  tf.registerBackend(RECORDER, () => new Recorder(), 0);
}

/** What the graph is drawn for. */
export interface TraceOptions {
  /** Whether large convolutions are made of tiles with fewer products, for ONNX Runtime on the CPU; false if left out. */
  readonly usesTiles?: boolean;
}

/** Runs `body` with the recorder as tfjs' backend; everything in it is synchronous. */
function record<T>({ usesTiles }: TraceOptions, body: (recorder: Recorder) => T): T {
  prepare();
  // tfjs has no backend until one is asked for.
  const previous: string = tf.getBackend() ?? 'cpu';
  void tf.setBackend(RECORDER);
  const recorder = tf.backend() as Recorder;
  recorder.begin(usesTiles);
  tf.engine().startScope();
  try {
    return body(recorder);
  } catch (error) {
    throw explained(error);
  } finally {
    tf.engine().endScope();
    void tf.setBackend(previous);
  }
}

function explained(error: unknown): unknown {
  const kernel = /Kernel '(\w+)' not registered/.exec(messageOf(error))?.[1];
  if (!kernel) return error;
  return new NstError(
    'NST_KERNEL_MISSING',
    `the compiled engine has no kernel "${kernel}": add it in src/shared/engine/kernels as docs/engine.md shows, or use the device "tfjs"`,
    { cause: error },
  );
}

function makeInputs(recorder: Recorder, inputs: Readonly<Record<string, InputSpec>>): Record<string, Tensor> {
  const tensors = Object.entries(inputs).map(([name, { shape }]): [string, Tensor] => [
    name,
    tf.engine().makeTensorFromTensorInfo(recorder.input(name, shape, 'float32')),
  ]);
  return Object.fromEntries(tensors);
}

const inputPorts = (inputs: Readonly<Record<string, InputSpec>>): PortSpec[] =>
  Object.entries(inputs).map(([name, { shape }]) => ({ name, shape, type: 'float32' }));

interface Result extends PortSpec {
  readonly value: string;
}

function result(recorder: Recorder, name: string, tensor: Tensor): Result {
  const value = recorder.full(tensor.dtype === 'float32' ? tensor : tf.cast(tensor, 'float32'));
  return { name, shape: tensor.shape, type: 'float32', value };
}

function finish(
  recorder: Recorder,
  inputs: Readonly<Record<string, InputSpec>>,
  results: Result[],
): TracedModel {
  const ports = inputPorts(inputs);
  return { bytes: recorder.end().encode(ports, results), inputs: ports, outputs: results };
}

/**
 * Records an objective and its gradient as one ONNX graph: outputs are the total, every term and the gradient
 * for each variable.
 *
 * @throws NstError NST_KERNEL_MISSING if the objective or its gradient uses a kernel that is not there
 */
export function traceObjective(
  objective: Objective,
  inputs: Readonly<Record<string, InputSpec>>,
  options: TraceOptions = {},
): TracedModel {
  return record(options, (recorder) => {
    const all = makeInputs(recorder, inputs);
    const variables = Object.keys(inputs).filter((name) => inputs[name]?.role === 'variable');
    const results: Result[] = [];
    const total = (...values: Tensor[]): Scalar => {
      const point = {
        ...all,
        ...Object.fromEntries(variables.map((name, i) => [name, values[i]!])),
      };
      const terms = objective(point);
      // Named here, because tfjs disposes everything but the total when this function returns.
      for (const [name, term] of Object.entries(terms))
        results.push(result(recorder, OUTPUT.term(name), term));
      return totalOf(terms, tf.add);
    };
    const { value, grads } = tf.valueAndGrads(total)(variables.map((name) => all[name]!));
    results.push(result(recorder, OUTPUT.total, value));
    grads.forEach((gradient, i) => {
      results.push(result(recorder, OUTPUT.gradient(variables[i]!), gradient));
    });
    return finish(recorder, inputs, results);
  });
}

/** Records a function without gradients. */
export function traceForward(
  forward: ForwardFunction,
  inputs: Readonly<Record<string, Omit<InputSpec, 'role'>>>,
  options: TraceOptions = {},
): TracedModel {
  return record(options, (recorder) => {
    const frozen = Object.fromEntries(
      Object.entries(inputs).map(([name, { shape }]): [string, InputSpec] => [
        name,
        { shape, role: 'frozen' },
      ]),
    );
    const outputs = forward(makeInputs(recorder, frozen));
    const results = Object.entries(outputs).map(([name, tensor]) => result(recorder, name, tensor));
    return finish(recorder, frozen, results);
  });
}
