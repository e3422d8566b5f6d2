import { setImmediate } from 'node:timers/promises';
import { NstError } from '../errors.js';
import { minimize } from '../optim/minimize.js';
import type { AnyState } from '../optim/optimizerSpec.js';
import type { Engine, ForwardProgram, MinimizeHooks, Program } from './engine.js';
import { feedOf } from './feeds.js';
import { registerGradients } from './gradients/index.js';
import { loadNativeTfjs, NATIVE_PACKAGES } from './nativeTfjs.js';
import {
  type ArrayValue,
  type Evaluation,
  type ForwardFunction,
  type InputSpec,
  type Objective,
  totalOf,
} from './objective.js';
import type { Feeds, MinimizeTask } from './protocol.js';
import { snapshotSender } from './snapshotSender.js';
import { type Scalar, type Tensor, tf } from './tf.js';

type Shapes = Readonly<Record<string, { readonly shape: readonly number[] }>>;

/**
 * Objectives run as they are, op by op, on a tfjs backend: the oracle of the compiled engine, and a way to run
 * objectives with kernels that it lacks. It works in the calling thread and blocks it for each step.
 */
export class EagerEngine implements Engine {
  readonly lanes = 1;
  readonly device: string;

  private constructor(readonly backend: string) {
    this.device = `tfjs:${backend}`;
  }

  /**
   * Takes tfjs-node-gpu or tfjs-node if one is installed, else tfjs' plain CPU backend.
   *
   * @param tell gets a line about each of them that cannot be used
   * @param packages modules that register a backend `tensorflow`
   */
  static async open(
    tell: (text: string) => void = () => {},
    packages: readonly string[] = NATIVE_PACKAGES,
  ): Promise<EagerEngine> {
    const backend = (await loadFirst(packages, tell)) ? 'tensorflow' : 'cpu';
    // Behind the native ones, which bring tfjs' own.
    registerGradients();
    await tf.setBackend(backend);
    return new EagerEngine(backend);
  }

  async compile(objective: Objective, inputs: Readonly<Record<string, InputSpec>>): Promise<Program> {
    return new EagerProgram(this.backend, objective, inputs);
  }

  async loadModel(): Promise<never> {
    throw new NstError(
      'NST_DEVICE',
      'device "tfjs": expected a device that runs ONNX graphs; use --device auto or cpu',
    );
  }

  async compileForward(
    forward: ForwardFunction,
    inputs: Readonly<Record<string, Omit<InputSpec, 'role'>>>,
  ): Promise<ForwardProgram> {
    return {
      run: async (values) => {
        await tf.setBackend(this.backend);
        return runForward(forward, inputs, values);
      },
      release: async () => {},
    };
  }

  async close(): Promise<void> {}
}

async function loadFirst(packages: readonly string[], tell: (text: string) => void): Promise<boolean> {
  for (const name of packages) {
    const problem = await loadNativeTfjs(name);
    if (problem === undefined) return true;
    tell(`${name} left out: ${problem}`);
  }
  return false;
}

function tensorsOf(inputs: Shapes, values: Feeds): Record<string, Tensor> {
  const tensors = Object.entries(inputs).map(([name, { shape }]): [string, Tensor] => {
    return [name, tf.tensor(feedOf(values, name, shape), [...shape])];
  });
  return Object.fromEntries(tensors);
}

const read = (tensor: Tensor): Float32Array => Float32Array.from(tensor.dataSync());

function runForward(forward: ForwardFunction, inputs: Shapes, values: Feeds): Record<string, ArrayValue> {
  const results: Record<string, ArrayValue> = {};
  tf.tidy(() => {
    for (const [name, tensor] of Object.entries(forward(tensorsOf(inputs, values)))) {
      results[name] = { shape: tensor.shape, data: read(tensor) };
    }
  });
  return results;
}

class EagerProgram implements Program {
  readonly #variables: string[];
  #state: AnyState | undefined;

  constructor(
    readonly backend: string,
    readonly objective: Objective,
    readonly inputs: Readonly<Record<string, InputSpec>>,
  ) {
    this.#variables = Object.keys(inputs).filter((name) => inputs[name]?.role === 'variable');
  }

  async evaluate(values: Feeds): Promise<Evaluation> {
    await tf.setBackend(this.backend);
    const terms: Record<string, number> = {};
    const gradients: Record<string, Float32Array> = {};
    let total = Number.NaN;
    tf.tidy(() => {
      const all = tensorsOf(this.inputs, values);
      const f = (...points: Tensor[]): Scalar => {
        const point = {
          ...all,
          ...Object.fromEntries(this.#variables.map((name, i) => [name, points[i]!])),
        };
        const scalars = this.objective(point);
        for (const [name, term] of Object.entries(scalars)) terms[name] = read(term)[0]!;
        return totalOf(scalars, tf.add);
      };
      const { value, grads } = tf.valueAndGrads(f)(this.#variables.map((name) => all[name]!));
      total = read(value)[0]!;
      this.#variables.forEach((name, i) => {
        gradients[name] = read(grads[i]!);
      });
    });
    return { total, terms, gradients };
  }

  async minimize(task: MinimizeTask, { onStep, signal, snapshots }: MinimizeHooks = {}) {
    const { variable, start, frozen, optimizer, settings, resume, from } = task;
    const evaluate = async (x: Float32Array) => {
      // Timers, signals and messages get their turn between steps.
      await setImmediate();
      const { total, terms, gradients } = await this.evaluate({ ...frozen, [variable]: x });
      return { total, terms, gradient: gradients[variable]! };
    };
    return minimize(evaluate, start, optimizer, settings, {
      isStopped: () => signal?.aborted ?? false,
      resumed: resume ? this.#state : undefined,
      // The state is changed in place, and the snapshot may be wanted again.
      from: from && structuredClone(from),
      onSnapshot: snapshotSender(snapshots?.everyMs, (snapshot) =>
        snapshots?.onSnapshot(structuredClone(snapshot)),
      ),
      onEnd: (state) => {
        this.#state = state;
      },
      // The best point is written over by the next better one.
      onStep: (report) => onStep?.(report.best ? { ...report, best: report.best.slice() } : report),
    });
  }

  async release(): Promise<void> {}
}
