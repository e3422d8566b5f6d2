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

/** The largest step of Adam, and how it grows to it and falls after a cosine. */
const RATE = { peak: 2e-3, last: 2e-5, warmUp: 100 };
/** Share of a filter that is forgotten at each step, per unit of step size (Loshchilov & Hutter 2019). */
const DECAY = 0.02;
const DECAY2 = 0.999;

/** Step size at a step of so many. */
export function rateAt(step: number, steps: number): number {
  const warmth = Math.min(1, (step + 1) / RATE.warmUp);
  const cosine = (1 + Math.cos((Math.PI * step) / steps)) / 2;
  return warmth * (RATE.last + (RATE.peak - RATE.last) * cosine);
}

/** Normal filters of variance 2 / inputs (He et al. 2015), biases zero. */
function initialWeight(shape: readonly number[], rng: Rng): Float32Array {
  const size = sizeOf(shape);
  if (shape.length === 1) return new Float32Array(size);
  const inputs = size / (shape.at(-1) as number);
  return rng.normals(size, Math.sqrt(2 / inputs));
}

/** Weights being learnt by Adam, a state for each tensor. */
export class Learner {
  readonly #states: Map<string, AdamState>;
  readonly #shapes: TensorShapes;

  private constructor(shapes: TensorShapes, states: Map<string, AdamState>) {
    this.#shapes = shapes;
    this.#states = states;
  }

  /** A new one with seeded weights. */
  static start(shapes: TensorShapes, seed: number): Learner {
    const rng = new Rng(seed);
    const states = [...shapes].map(([name, shape]): [string, AdamState] => [
      name,
      adam().init(initialWeight(shape, rng)),
    ]);
    return new Learner(shapes, new Map(states));
  }

  /** The one that `save` wrote; a new one where there is no such file. */
  static resume(path: string, shapes: TensorShapes, seed: number): Learner {
    if (!existsSync(path)) return Learner.start(shapes, seed);
    const saved = readSafetensors(readFileSync(path), path);
    const of = (name: string): Float32Array => (saved.get(name) as WeightArray).data;
    const steps = of('steps')[0] as number;
    const states = [...shapes.keys()].map((name): [string, AdamState] => [
      name,
      adam({ moments: { first: of(`first ${name}`), second: of(`second ${name}`), steps } }).init(of(name)),
    ]);
    return new Learner(shapes, new Map(states));
  }

  /** Steps that were made. */
  get steps(): number {
    const [state] = this.#states.values();
    return state?.age ?? 0;
  }

  /** The weights by name: the learner's own arrays, which the next step changes. */
  get values(): Record<string, Float32Array> {
    return Object.fromEntries([...this.#states].map(([name, { x }]) => [name, x]));
  }

  get weights(): Weights {
    return new Map([...this.#states].map(([name, { x }]) => [name, this.#array(name, x)]));
  }

  /** Makes one step of Adam with decoupled decay of filters. */
  step({ total, gradients }: Evaluation, rate: number): void {
    if (!Number.isFinite(total))
      throw new NstError('NST_INTERNAL', `the loss is ${total} at step ${this.steps}`);
    const optimizer = adam({ stepSize: rate, decay2: DECAY2 });
    for (const [name, state] of this.#states) {
      const isFilter = (this.#shapes.get(name)?.length ?? 0) > 1;
      if (isFilter) state.x.set(state.x.map((value) => value * (1 - rate * DECAY)));
      optimizer.accept(state, total, gradients[name] as Float32Array);
    }
  }

  /** Writes all that is needed to go on. */
  async save(path: string): Promise<void> {
    const tensors = [...this.#states].flatMap(([name, state]): [string, WeightArray][] => {
      const { first, second } = momentsOf(state);
      return [
        [name, this.#array(name, state.x)],
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
