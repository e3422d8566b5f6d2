import { existsSync } from 'node:fs';
import { writeAtomically } from '../atomicFile.js';
import type { Evaluation } from '../engine/objective.js';
import { NstError } from '../errors.js';
import { MAX_WHOLE_BYTES, readInputFile } from '../inputFile.js';
import { type AdamState, adam, momentsOf } from '../optim/adam.js';
import { Rng } from '../rng.js';
import { checkShapes } from '../weights/checkTensors.js';
import { readSafetensors } from '../weights/safetensors.js';
import { parseSafetensorsHeader } from '../weights/safetensorsHeader.js';
import { writeSafetensors } from '../weights/safetensorsWriter.js';
import { sizeOf, type TensorShapes, type WeightArray, type Weights } from '../weights/tensors.js';

/** The share of a filter that is forgotten at each step, per unit of step size (Loshchilov & Hutter 2019). */
const DECAY = 0.02;
/** Adam's second moment forgets slowly: a training is longer than a transfer, and batches differ. */
const DECAY2 = 0.999;
/** The mean of weights is taken over about this share of all steps. */
const AVERAGED_SHARE = 0.2;

/** Normal filters of variance 2 / inputs (He et al. 2015), biases zero. */
function initialWeight(shape: readonly number[], rng: Rng): Float32Array {
  const size = sizeOf(shape);
  if (shape.length === 1) return new Float32Array(size);
  const inputs = size / shape.at(-1)!;
  return rng.normals(size, Math.sqrt(2 / inputs));
}

/** How weights begin, and which of them are pulled towards zero. */
export interface LearnerOptions {
  /** Of some tensors, what they start from; the others are seeded. */
  readonly initial?: Weights | undefined;
  /** Whether a tensor is a filter, which decays; without it, all of more than one dimension are. */
  readonly decays?: ((name: string) => boolean) | undefined;
  /** A word that is kept beside the weights of a new one. */
  readonly note?: string | undefined;
}

/** What is remembered of a tensor. */
interface TensorState {
  readonly adam: AdamState;
  /** Running mean of the weights over the last steps, which does better than the last ones do. */
  readonly mean: Float32Array;
}

/** Arrays of a checkpoint, besides the weights themselves. */
const STEPS = 'steps';
/** Steps in which each tensor was moved, in the order of their shapes. */
const AGES = 'ages';
/** The key of its metadata. */
const NOTE = 'note';
const meanName = (name: string) => `mean ${name}`;
const firstName = (name: string) => `first ${name}`;
const secondName = (name: string) => `second ${name}`;

/** What a checkpoint of such weights holds. */
function checkpointShapes(shapes: TensorShapes): TensorShapes {
  const entries = [...shapes].flatMap(([name, shape]) =>
    [name, meanName(name), firstName(name), secondName(name)].map((entry) => [entry, shape] as const),
  );
  return new Map([...entries, [STEPS, [1]] as const, [AGES, [shapes.size]] as const]);
}

/** Weights being learnt by Adam, a state for each tensor. */
export class Learner {
  readonly #states: Map<string, TensorState>;
  readonly #shapes: TensorShapes;
  readonly #decays: (name: string) => boolean;
  readonly #note: string;
  #steps: number;

  private constructor(
    shapes: TensorShapes,
    states: Map<string, TensorState>,
    steps: number,
    { decays = (name) => (shapes.get(name)?.length ?? 0) > 1, note = '' }: LearnerOptions,
  ) {
    this.#shapes = shapes;
    this.#states = states;
    this.#decays = decays;
    this.#note = note;
    this.#steps = steps;
  }

  /** A new one. */
  static start(shapes: TensorShapes, seed: number, options: LearnerOptions = {}): Learner {
    const rng = new Rng(seed);
    const states = [...shapes].map(([name, shape]): [string, TensorState] => {
      const seeded = initialWeight(shape, rng);
      const initial = options.initial?.get(name)?.data ?? seeded;
      return [name, { adam: adam().init(initial), mean: initial.slice() }];
    });
    return new Learner(shapes, new Map(states), 0, options);
  }

  /**
   * The one that `save` wrote; a new one where there is no such file.
   *
   * @throws NstError NST_MODEL_BROKEN for a damaged checkpoint, or one of other weights; NST_BAD_INPUT as `readInputFile`
   */
  static async resume(
    path: string,
    shapes: TensorShapes,
    seed: number,
    options: LearnerOptions = {},
  ): Promise<Learner> {
    if (!existsSync(path)) return Learner.start(shapes, seed, options);
    const bytes = await readInputFile(path, { expected: 'a checkpoint', maxBytes: MAX_WHOLE_BYTES });
    const saved = readSafetensors(bytes, path);
    checkShapes(
      new Map([...saved].map(([name, { shape }]) => [name, shape])),
      checkpointShapes(shapes),
      path,
    );
    const valuesOf = (name: string): Float32Array => saved.get(name)!.data;
    const [steps = 0] = valuesOf(STEPS);
    const ages = valuesOf(AGES);
    const states = [...shapes.keys()].map((name, i): [string, TensorState] => {
      const moments = {
        first: valuesOf(firstName(name)),
        second: valuesOf(secondName(name)),
        steps: ages[i]!,
      };
      return [name, { adam: adam({ moments }).init(valuesOf(name)), mean: valuesOf(meanName(name)) }];
    });
    const note = parseSafetensorsHeader(bytes, path).metadata.get(NOTE);
    return new Learner(shapes, new Map(states), steps, { ...options, note });
  }

  /** Steps that were made. */
  get steps(): number {
    return this.#steps;
  }

  /** The weights by name: the learner's own arrays, which the next step changes. */
  get values(): Record<string, Float32Array> {
    return Object.fromEntries([...this.#states].map(([name, state]) => [name, state.adam.x]));
  }

  /** What was noted beside the weights when they were saved; nothing, of a new one. */
  get note(): string {
    return this.#note;
  }

  /** Running means of the weights: what is worth keeping. */
  get means(): Weights {
    return new Map([...this.#states].map(([name, { mean }]) => [name, this.#array(name, mean.slice())]));
  }

  /**
   * Makes one step of Adam with decoupled decay of filters.
   *
   * @param evaluation of the objective at `values`: a loss, and its gradient in those of them that are moved
   * @param rate how far weights move, about
   * @throws NstError NST_INTERNAL for a loss that is no number
   */
  step({ total, gradients }: Evaluation, rate: number): void {
    if (!Number.isFinite(total))
      throw new NstError('NST_INTERNAL', `the loss is ${total} at step ${this.steps}`);
    const optimizer = adam({ stepSize: rate, decay2: DECAY2 });
    for (const [name, { adam: state, mean }] of this.#states) {
      const gradient = gradients[name];
      if (!gradient) continue;
      if (this.#decays(name)) state.x.set(state.x.map((value) => value * (1 - rate * DECAY)));
      const share = 1 / (1 + AVERAGED_SHARE * state.age);
      optimizer.accept(state, total, gradient);
      mean.set(mean.map((value, i) => value + share * (state.x[i]! - value)));
    }
    this.#steps++;
  }

  /**
   * Goes on from other weights, with nothing remembered of the way there: what a training does that has lost its way.
   *
   * @param weights all of them
   */
  returnTo(weights: Weights): void {
    for (const [name, { adam: state, mean }] of this.#states) {
      const { data } = weights.get(name)!;
      state.x.set(data);
      mean.set(data);
      state.first.fill(0);
      state.second.fill(0);
    }
  }

  /** Writes all that is needed to go on. @param note a word beside it */
  async save(path: string, note = this.#note): Promise<void> {
    const tensors = [...this.#states].flatMap(([name, state]): [string, WeightArray][] => {
      const { first, second } = momentsOf(state.adam);
      return [
        [name, this.#array(name, state.adam.x)],
        [meanName(name), this.#array(name, state.mean)],
        [firstName(name), this.#array(name, first)],
        [secondName(name), this.#array(name, second)],
      ];
    });
    const ages = [...this.#states.values()].map(({ adam: { age } }) => age);
    const counts: [string, WeightArray][] = [
      [STEPS, { shape: [1], data: Float32Array.of(this.steps) }],
      [AGES, { shape: [ages.length], data: Float32Array.from(ages) }],
    ];
    await writeAtomically(path, writeSafetensors(new Map([...tensors, ...counts]), { [NOTE]: note }));
  }

  #array(name: string, data: Float32Array): WeightArray {
    return { shape: this.#shapes.get(name) ?? [], data };
  }
}
