import type { Evaluation } from '../engine/objective.js';
import type { Reporter } from '../reporter.js';
import type { Weights } from '../weights/tensors.js';
import type { Learner } from './learner.js';
import { type RateShape, rateAt } from './rate.js';

/** How a training is watched and stopped. */
export interface TrainingHooks {
  readonly reporter: Reporter;
  readonly signal?: AbortSignal | undefined;
  /** After each step. */
  readonly onStep?: ((step: number) => Promise<void>) | undefined;
}

/** The losses of a step, and what kind of step it is: losses of different kinds are not compared. */
export interface StepLosses {
  readonly kind: unknown;
  readonly evaluation: Evaluation;
}

/** Reported losses are means over about this many steps. */
const REPORTED_STEPS = 30;
/** A mean loss this many times the least so far is a training that has lost its way. */
const LOST = 4;
/** Weights to return to are kept this often. */
const KEPT_EVERY_STEPS = 100;

/** Steps of a learner one after the other; one that loses its way goes back to weights that were good, and on in smaller steps. */
export class TrainingLoop {
  /** Running means of the losses, by term. */
  #means: Record<string, number> = {};
  /** Steps of each kind that the means are made of. */
  readonly #counted = new Map<unknown, number>();
  /** The least mean loss so far of each kind. */
  readonly #leastLosses = new Map<unknown, number>();
  #rateFactor = 1;
  #kept: Weights;

  constructor(
    readonly learner: Learner,
    readonly rate: RateShape,
    readonly hooks: TrainingHooks,
  ) {
    this.#kept = learner.means;
  }

  /** The losses as they are reported: means over the last steps, by term. */
  get losses(): Readonly<Record<string, number>> {
    return this.#means;
  }

  /**
   * Goes on until a step, or until the signal says so.
   *
   * @param steps in all, as they are reported; not finite: nothing is
   * @param evaluate the losses of the step that comes next, at the learner's values
   */
  async goOn(until: number, steps: number, evaluate: () => Promise<StepLosses>): Promise<void> {
    const { learner, hooks } = this;
    while (learner.steps < until && !hooks.signal?.aborted) {
      this.#step(await evaluate());
      const terms = { ...this.#means };
      if (Number.isFinite(steps))
        hooks.reporter.step({ step: learner.steps, steps, total: sumOf(terms), terms });
      await hooks.onStep?.(learner.steps);
    }
  }

  /** Losses from now on are others: nothing is known of them. */
  forget(): void {
    this.#means = {};
    this.#counted.clear();
    this.#leastLosses.clear();
  }

  #step({ kind, evaluation }: StepLosses): void {
    const { learner } = this;
    if (this.#isLost(kind, evaluation)) {
      this.#return();
      return;
    }
    if (learner.steps % KEPT_EVERY_STEPS === 0) this.#kept = learner.means;
    learner.step(evaluation, this.#rateFactor * rateAt(learner.steps, this.rate));
  }

  #isLost(kind: unknown, { total, terms }: Evaluation): boolean {
    if (!Number.isFinite(total)) return true;
    let loss = 0;
    for (const [name, value] of Object.entries(terms)) {
      const before = this.#means[name] ?? value;
      const mean = before + (value - before) / REPORTED_STEPS;
      this.#means[name] = mean;
      loss += mean;
    }
    // Until then the means are those of the first few examples, which may have been easy.
    const counted = (this.#counted.get(kind) ?? 0) + 1;
    this.#counted.set(kind, counted);
    if (counted < REPORTED_STEPS) return false;
    const least = Math.min(loss, this.#leastLosses.get(kind) ?? Infinity);
    this.#leastLosses.set(kind, least);
    return loss > LOST * least;
  }

  /** Back to weights that were good, and on in smaller steps. */
  #return(): void {
    this.#rateFactor /= 2;
    this.forget();
    this.learner.returnTo(this.#kept);
    this.hooks.reporter.warn(
      `the training lost its way at step ${this.learner.steps}: it goes on from weights that were good, in steps half as large`,
    );
  }
}

const sumOf = (terms: Readonly<Record<string, number>>) =>
  Object.values(terms).reduce((sum, value) => sum + value, 0);
