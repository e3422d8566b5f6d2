import { existsSync, readFileSync } from 'node:fs';
import { writeAtomically } from '../../src/shared/atomicFile.js';
import type { Evaluation } from '../../src/shared/engine/objective.js';
import { NstError } from '../../src/shared/errors.js';
import { type AdamState, adam, momentsOf } from '../../src/shared/optim/adam.js';
import { Rng } from '../../src/shared/rng.js';
import { readSafetensors, writeSafetensors } from '../../src/shared/weights/safetensors.js';
import {
  sizeOf,
  type TensorShapes,
  type WeightArray,
  type Weights,
} from '../../src/shared/weights/tensors.js';

/** Step sizes of Adam: they grow to the largest, then fall with the root of the steps (Vaswani et al. 2017). */
const RATE = { peak: 1.5e-3, warmUp: 50, fallFrom: 500 };
/** Share of a filter that is forgotten at each step, per unit of step size (Loshchilov & Hutter 2019). */
const DECAY = 0.02;
const DECAY2 = 0.999;
/** The mean of weights is taken over about this share of all steps. */
const AVERAGED_SHARE = 0.2;

/** Step size at a step. It does not depend on how many are to come: a training may be stopped or prolonged at will. */
export function rateAt(step: number): number {
  return (RATE.peak * Math.min(1, (step + 1) / RATE.warmUp)) / Math.sqrt(Math.max(1, step / RATE.fallFrom));
}

/** Normal filters of variance 2 / inputs (He et al. 2015), biases zero. */
function initialWeight(shape: readonly number[], rng: Rng): Float32Array {
  const size = sizeOf(shape);
  if (shape.length === 1) return new Float32Array(size);
  const inputs = size / shape.at(-1)!;
  return rng.normals(size, Math.sqrt(2 / inputs));
}

/** What is remembered of a tensor. */
interface TensorState {
  readonly adam: AdamState;
  /** Running mean of the weights over the last steps, which classifies better than the last ones do. */
  readonly mean: Float32Array;
}

/** Weights being learnt by Adam, a state for each tensor. */
export class Learner {
  readonly #states: Map<string, TensorState>;
  readonly #shapes: TensorShapes;

  private constructor(shapes: TensorShapes, states: Map<string, TensorState>) {
    this.#shapes = shapes;
    this.#states = states;
  }

  /** A new one with seeded weights. */
  static start(shapes: TensorShapes, seed: number): Learner {
    const rng = new Rng(seed);
    const states = [...shapes].map(([name, shape]): [string, TensorState] => {
      const initial = initialWeight(shape, rng);
      return [name, { adam: adam().init(initial), mean: initial }];
    });
    return new Learner(shapes, new Map(states));
  }

  /** The one that `save` wrote; a new one where there is no such file. */
  static resume(path: string, shapes: TensorShapes, seed: number): Learner {
    if (!existsSync(path)) return Learner.start(shapes, seed);
    const saved = readSafetensors(readFileSync(path), path);
    const of = (name: string): Float32Array => saved.get(name)!.data;
    const steps = of('steps')[0]!;
    const states = [...shapes.keys()].map((name): [string, TensorState] => {
      const moments = { first: of(`first ${name}`), second: of(`second ${name}`), steps };
      return [name, { adam: adam({ moments }).init(of(name)), mean: of(`mean ${name}`) }];
    });
    return new Learner(shapes, new Map(states));
  }

  /** Steps that were made. */
  get steps(): number {
    const [state] = this.#states.values();
    return state?.adam.age ?? 0;
  }

  /** The weights by name: the learner's own arrays, which the next step changes. */
  get values(): Record<string, Float32Array> {
    return Object.fromEntries(
      [...this.#states].map(
        ([
          name,
          {
            adam: { x },
          },
        ]) => [name, x],
      ),
    );
  }

  /** Running means of the weights: what is worth keeping. */
  get means(): Weights {
    return new Map([...this.#states].map(([name, { mean }]) => [name, this.#array(name, mean)]));
  }

  /** Makes one step of Adam with decoupled decay of filters. */
  step({ total, gradients }: Evaluation, rate: number): void {
    if (!Number.isFinite(total))
      throw new NstError('NST_INTERNAL', `the loss is ${total} at step ${this.steps}`);
    const optimizer = adam({ stepSize: rate, decay2: DECAY2 });
    const share = 1 / (1 + AVERAGED_SHARE * this.steps);
    for (const [name, { adam: state, mean }] of this.#states) {
      const isFilter = (this.#shapes.get(name)?.length ?? 0) > 1;
      if (isFilter) state.x.set(state.x.map((value) => value * (1 - rate * DECAY)));
      optimizer.accept(state, total, gradients[name]!);
      mean.set(mean.map((value, i) => value + share * (state.x[i]! - value)));
    }
  }

  /** Writes all that is needed to go on. */
  async save(path: string): Promise<void> {
    const tensors = [...this.#states].flatMap(([name, state]): [string, WeightArray][] => {
      const { first, second } = momentsOf(state.adam);
      return [
        [name, this.#array(name, state.adam.x)],
        [`mean ${name}`, this.#array(name, state.mean)],
        [`first ${name}`, this.#array(name, first)],
        [`second ${name}`, this.#array(name, second)],
      ];
    });
    const steps = { shape: [1], data: Float32Array.of(this.steps) };
    await writeAtomically(path, writeSafetensors(new Map([...tensors, ['steps', steps]])));
  }

  #array(name: string, data: Float32Array): WeightArray {
    return { shape: this.#shapes.get(name) ?? [], data };
  }
}
