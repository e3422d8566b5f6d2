import type { Engine, Program } from '../../shared/engine/engine.js';
import type { ArrayValue } from '../../shared/engine/objective.js';
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
import { type StepLosses, type TrainingHooks, TrainingLoop } from '../../shared/train/trainingLoop.js';
import { type ItemSource, itemsOf, type LearntStyle } from './trainingItems.js';
import { lessonAt, phaseAt, type TrainingPlan } from './trainingPlan.js';

/** What a training goes by. */
export interface TrainingRun {
  readonly setting: TrainingSetting;
  readonly plan: TrainingPlan;
  readonly source: Omit<ItemSource, 'terms' | 'plan'>;
}

/** A compiled lesson. */
interface OpenLesson {
  readonly program: Program;
  /** Names of the weights that it is given. */
  readonly weights: readonly string[];
}

/** A training that goes on step by step; compiled losses are kept while squares stay of one size. */
export class StyliserTraining {
  #open: { readonly cropPx: number; readonly programs: Map<Lesson, OpenLesson> } | undefined;
  readonly #loop: TrainingLoop;

  constructor(
    readonly engine: Engine,
    readonly learner: Learner,
    readonly run: TrainingRun,
    readonly hooks: TrainingHooks,
  ) {
    this.#loop = new TrainingLoop(learner, run.plan.rate, hooks);
  }

  /** The losses as they are reported: means over the last steps, by term. */
  get losses(): Readonly<Record<string, number>> {
    return this.#loop.losses;
  }

  /**
   * Goes on until a step, or until the signal says so.
   *
   * @param steps in all, which settles where phases end
   */
  goOn(until: number, steps: number): Promise<void> {
    return this.#loop.goOn(until, steps, () => this.#evaluate(steps));
  }

  /** Frees the compiled losses. */
  async close(): Promise<void> {
    for (const { program } of this.#open?.programs.values() ?? []) await program.release();
    this.#open = undefined;
  }

  async #evaluate(steps: number): Promise<StepLosses> {
    const { learner, run } = this;
    const { plan, setting, source } = run;
    const { cropPx } = phaseAt(plan, learner.steps, steps);
    const lesson = lessonAt(plan, learner.steps);
    const { program, weights } = await this.#lessonFor(lesson, cropPx);
    const items = itemsOf({ ...source, terms: setting.terms, plan }, lesson, learner.steps, cropPx);
    const { values } = learner;
    const given = Object.fromEntries(weights.map((name) => [name, values[name]!]));
    const evaluation = await meanEvaluation(program, given, items);
    return { kind: lesson, evaluation };
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
    this.#loop.forget();
    return this.#open.programs;
  }
}

const shapesOf = (arrays: Readonly<Record<string, ArrayValue>>) =>
  Object.fromEntries(Object.entries(arrays).map(([name, { shape }]) => [name, shape] as const));
