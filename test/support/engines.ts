import { registerGradients } from '../../src/shared/engine/gradients/index.js';
import {
  type ArrayValue,
  type Evaluation,
  type ForwardFunction,
  type InputSpec,
  type Objective,
  totalOf,
} from '../../src/shared/engine/objective.js';
import { evaluationOf } from '../../src/shared/engine/outputs.js';
import { OnnxSession } from '../../src/shared/engine/session.js';
import { type Scalar, type Tensor, tf } from '../../src/shared/engine/tf.js';
import {
  type TracedModel,
  type TraceOptions,
  traceForward,
  traceObjective,
} from '../../src/shared/engine/trace.js';

export type Arrays = Record<string, ArrayValue>;

async function runModel({ bytes }: TracedModel, values: Arrays): Promise<Arrays> {
  const session = await OnnxSession.create(bytes, 'cpu', 1);
  const feeds = Object.entries(values).map(([name, { data }]) => [name, data] as const);
  const results = await session.run(Object.fromEntries(feeds));
  await session.release();
  return results;
}

const tensors = (values: Arrays): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(values).map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]),
  );

/** Runs a function through the recorder and ONNX Runtime. */
export async function compiledForward(
  forward: ForwardFunction,
  values: Arrays,
  options: TraceOptions = {},
): Promise<Arrays> {
  return runModel(traceForward(forward, values, options), values);
}

/** Value and gradients of an objective through the recorder and ONNX Runtime; every input is a variable. */
export async function compiledEvaluation(
  objective: Objective,
  values: Arrays,
  options: TraceOptions = {},
): Promise<Evaluation> {
  const specs = Object.entries(values).map(([name, { shape }]) => [
    name,
    { shape, role: 'variable' as const },
  ]);
  return evaluationOf(await runModel(traceObjective(objective, Object.fromEntries(specs), options), values));
}

/** An objective that is compiled once, to be evaluated often. */
export async function openObjective(objective: Objective, inputs: Readonly<Record<string, InputSpec>>) {
  const session = await OnnxSession.create(traceObjective(objective, inputs).bytes, 'cpu', 1);
  return {
    evaluate: async (values: Arrays): Promise<Evaluation> => {
      const feeds = Object.entries(values).map(([name, { data }]) => [name, data] as const);
      return evaluationOf(await session.run(Object.fromEntries(feeds)));
    },
    close: () => session.release(),
  };
}

/** Runs a function on tfjs' own CPU backend. */
export function eagerForward(forward: ForwardFunction, values: Arrays): Arrays {
  return tf.tidy(() => {
    const outputs = forward(tensors(values));
    return Object.fromEntries(
      Object.entries(outputs).map(([name, x]) => [
        name,
        { shape: x.shape, data: Float32Array.from(x.dataSync()) },
      ]),
    );
  }) as unknown as Arrays;
}

/** Value and gradients of an objective on tfjs' own CPU backend. */
export function eagerEvaluation(objective: Objective, values: Arrays): Evaluation {
  registerGradients();
  return tf.tidy(() => {
    const names = Object.keys(values);
    let terms: Record<string, number> = {};
    const f = (...xs: Tensor[]): Scalar => {
      const result = objective(Object.fromEntries(names.map((name, i) => [name, xs[i]!])));
      terms = Object.fromEntries(Object.entries(result).map(([name, x]) => [name, x.dataSync()[0]!]));
      return totalOf(result, tf.add);
    };
    const all = tensors(values);
    const { value, grads } = tf.valueAndGrads(f)(names.map((name) => all[name]!));
    return {
      total: value.dataSync()[0]!,
      terms,
      gradients: Object.fromEntries(names.map((name, i) => [name, Float32Array.from(grads[i]!.dataSync())])),
    };
  }) as unknown as Evaluation;
}

/** An objective as a function of one of its inputs, on tfjs' own CPU backend. */
export function lossBy(objective: Objective, values: Arrays, name: string): (moved: Float32Array) => number {
  return (moved) =>
    tf.tidy(() => {
      const inputs = tensors({ ...values, [name]: { ...values[name]!, data: moved } });
      return totalOf(objective(inputs), tf.add).dataSync()[0]!;
    });
}
