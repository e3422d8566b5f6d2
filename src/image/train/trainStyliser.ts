import type { Engine, Program } from '../../shared/engine/engine.js';
import type { Evaluation } from '../../shared/engine/objective.js';
import type { Reporter } from '../../shared/reporter.js';
import { lossInputs, stylisedLosses, type TrainingSetting } from '../../shared/stylise/stylisedLosses.js';
import type { Learner } from '../../shared/train/learner.js';
import { meanEvaluation } from '../../shared/train/meanEvaluation.js';
import { rateAt } from '../../shared/train/rate.js';
import type { Weights } from '../../shared/weights/tensors.js';
import { type ItemSource, itemsOf } from './trainingItems.js';
import { phaseAt, type TrainingPlan } from './trainingPlan.js';

/** What a training goes by. */
export interface TrainingRun {
  readonly setting: TrainingSetting;
  readonly plan: TrainingPlan;
  readonly source: Omit<ItemSource, 'terms' | 'plan'>;
}

/** How it is watched and stopped. */
export interface TrainingHooks {
  readonly reporter: Reporter;
  readonly signal?: AbortSignal | undefined;
  /** After each step. */
  readonly onStep?: ((step: number) => Promise<void>) | undefined;
}

/** Reported losses are means over about this many steps. */
const REPORTED_STEPS = 30;
/** A mean loss this many times the least so far is a training that has lost its way. */
const LOST = 4;
/** Weights to return to are kept this often. */
const KEPT_EVERY_STEPS = 100;

/** A training that goes on step by step; compiled losses are kept while squares stay of one size. */
export class StyliserTraining {
  #open: { readonly cropPx: number; readonly program: Program } | undefined;
  /** Running means of the losses, by term. */
  #means: Record<string, number> = {};
  /** Steps that the means are made of. */
  #counted = 0;
  #leastLoss = Infinity;
  #rateFactor = 1;
  #kept: Weights;

  constructor(
    readonly engine: Engine,
    readonly learner: Learner,
    readonly run: TrainingRun,
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
   * @param steps in all, which settles where phases end
   */
  async goOn(until: number, steps: number): Promise<void> {
    const { learner, hooks } = this;
    while (learner.steps < until && !hooks.signal?.aborted) {
      await this.#step(steps);
      const terms = { ...this.#means };
      if (Number.isFinite(steps))
        hooks.reporter.step({ step: learner.steps, steps, total: sumOf(terms), terms });
      await hooks.onStep?.(learner.steps);
    }
  }

  /** Frees the compiled losses. */
  async close(): Promise<void> {
    await this.#open?.program.release();
    this.#open = undefined;
  }

  async #step(steps: number): Promise<void> {
    const { learner, run } = this;
    const { plan, setting, source } = run;
    const { cropPx } = phaseAt(plan, learner.steps, steps);
    const program = await this.#programFor(cropPx);
    const items = itemsOf({ ...source, terms: setting.terms, plan }, learner.steps, cropPx);
    const evaluation = await meanEvaluation(program, learner.values, items);
    if (this.#isLost(evaluation)) return this.#return();
    if (learner.steps % KEPT_EVERY_STEPS === 0) this.#kept = learner.means;
    learner.step(evaluation, this.#rateFactor * rateAt(learner.steps, plan.rate));
  }

  async #programFor(cropPx: number): Promise<Program> {
    if (this.#open?.cropPx === cropPx) return this.#open.program;
    await this.close();
    const { setting, source } = this.run;
    this.hooks.reporter.stage(`training on squares of ${cropPx} px`);
    const shapes = Object.entries(source.styles[0]!.inputs).map(
      ([name, { shape }]) => [name, shape] as const,
    );
    const inputs = lossInputs(setting, cropPx, Object.fromEntries(shapes));
    const program = await this.engine.compile(stylisedLosses(setting), inputs);
    this.#open = { cropPx, program };
    // Losses of squares of another size are others.
    this.#forget();
    return program;
  }

  #isLost({ total, terms }: Evaluation): boolean {
    if (!Number.isFinite(total)) return true;
    for (const [name, value] of Object.entries(terms)) {
      const mean = this.#means[name] ?? value;
      this.#means[name] = mean + (value - mean) / REPORTED_STEPS;
    }
    // Until then the means are those of the first few pictures, which may have been easy.
    if (++this.#counted < REPORTED_STEPS) return false;
    const loss = sumOf(this.#means);
    this.#leastLoss = Math.min(this.#leastLoss, loss);
    return loss > LOST * this.#leastLoss;
  }

  #forget(): void {
    this.#means = {};
    this.#counted = 0;
    this.#leastLoss = Infinity;
  }

  /** Back to weights that were good, and on in smaller steps. */
  #return(): void {
    this.#rateFactor /= 2;
    this.#forget();
    this.learner.returnTo(this.#kept);
    this.hooks.reporter.warn(
      `the training lost its way at step ${this.learner.steps}: it goes on from weights that were good, in steps half as large`,
    );
  }
}

const sumOf = (terms: Readonly<Record<string, number>>) =>
  Object.values(terms).reduce((sum, value) => sum + value, 0);
