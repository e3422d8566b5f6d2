import type { Engine, Program } from '../../shared/engine/engine.js';
import type { ArrayValue, Evaluation } from '../../shared/engine/objective.js';
import type { Reporter } from '../../shared/reporter.js';
import { hasCritic, type Lesson } from '../../shared/stylise/lesson.js';
import {
  learntShapes,
  lessonInputs,
  lessonLosses,
  type TrainingSetting,
} from '../../shared/stylise/stylisedLosses.js';
import { hasStrength, STRENGTH } from '../../shared/stylise/styliser.js';
import type { Learner } from '../../shared/train/learner.js';
import { meanEvaluation } from '../../shared/train/meanEvaluation.js';
import { rateAt } from '../../shared/train/rate.js';
import type { Weights } from '../../shared/weights/tensors.js';
import { type ItemSource, itemsOf, type LearntStyle } from './trainingItems.js';
import { lessonAt, phaseAt, type TrainingPlan } from './trainingPlan.js';

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

/** A compiled lesson. */
interface OpenLesson {
  readonly program: Program;
  /** Names of the weights that it is given. */
  readonly weights: readonly string[];
}

/** A training that goes on step by step; compiled losses are kept while squares stay of one size. */
export class StyliserTraining {
  #open: { readonly cropPx: number; readonly programs: Map<Lesson, OpenLesson> } | undefined;
  /** Running means of the losses, by term. */
  #means: Record<string, number> = {};
  /** Steps of each lesson that the means are made of. */
  readonly #counted = new Map<Lesson, number>();
  /** The least mean loss so far of each lesson: those of different lessons are of different terms. */
  readonly #leastLosses = new Map<Lesson, number>();
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
    for (const { program } of this.#open?.programs.values() ?? []) await program.release();
    this.#open = undefined;
  }

  async #step(steps: number): Promise<void> {
    const { learner, run } = this;
    const { plan, setting, source } = run;
    const { cropPx } = phaseAt(plan, learner.steps, steps);
    const lesson = lessonAt(plan, learner.steps);
    const { program, weights } = await this.#lessonFor(lesson, cropPx);
    const items = itemsOf({ ...source, terms: setting.terms, plan }, lesson, learner.steps, cropPx);
    const { values } = learner;
    const given = Object.fromEntries(weights.map((name) => [name, values[name]!]));
    const evaluation = await meanEvaluation(program, given, items);
    if (this.#isLost(lesson, evaluation)) return this.#return();
    if (learner.steps % KEPT_EVERY_STEPS === 0) this.#kept = learner.means;
    learner.step(evaluation, this.#rateFactor * rateAt(learner.steps, plan.rate));
  }

  async #lessonFor(lesson: Lesson, cropPx: number): Promise<OpenLesson> {
    const programs = await this.#programsFor(cropPx);
    const known = programs.get(lesson);
    if (known) return known;
    const { setting, source } = this.run;
    const [{ inputs: goals, condition }] = source.styles as [LearntStyle, ...LearntStyle[]];
    const conditions = {
      ...shapesOf(condition),
      ...(hasStrength(setting.family) && { [STRENGTH]: [1, 1] }),
    };
    const inputs = lessonInputs(setting, lesson, cropPx, { goals: shapesOf(goals), conditions });
    const learnt = learntShapes(setting.family, hasCritic(lesson) ? [lesson] : []);
    const program = await this.engine.compile(lessonLosses(setting, lesson), inputs);
    const open = { program, weights: [...learnt.keys()] };
    programs.set(lesson, open);
    return open;
  }

  async #programsFor(cropPx: number): Promise<Map<Lesson, OpenLesson>> {
    if (this.#open?.cropPx === cropPx) return this.#open.programs;
    await this.close();
    this.hooks.reporter.stage(`training on squares of ${cropPx} px`);
    this.#open = { cropPx, programs: new Map() };
    // Losses of squares of another size are others.
    this.#forget();
    return this.#open.programs;
  }

  #isLost(lesson: Lesson, { total, terms }: Evaluation): boolean {
    if (!Number.isFinite(total)) return true;
    let loss = 0;
    for (const [name, value] of Object.entries(terms)) {
      const before = this.#means[name] ?? value;
      const mean = before + (value - before) / REPORTED_STEPS;
      this.#means[name] = mean;
      loss += mean;
    }
    // Until then the means are those of the first few pictures, which may have been easy.
    const counted = (this.#counted.get(lesson) ?? 0) + 1;
    this.#counted.set(lesson, counted);
    if (counted < REPORTED_STEPS) return false;
    const least = Math.min(loss, this.#leastLosses.get(lesson) ?? Infinity);
    this.#leastLosses.set(lesson, least);
    return loss > LOST * least;
  }

  #forget(): void {
    this.#means = {};
    this.#counted.clear();
    this.#leastLosses.clear();
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

const shapesOf = (arrays: Readonly<Record<string, ArrayValue>>) =>
  Object.fromEntries(Object.entries(arrays).map(([name, { shape }]) => [name, shape] as const));

const sumOf = (terms: Readonly<Record<string, number>>) =>
  Object.values(terms).reduce((sum, value) => sum + value, 0);
