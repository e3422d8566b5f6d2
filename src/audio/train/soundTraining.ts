import type { Engine, Program } from '../../shared/engine/engine.js';
import { Rng } from '../../shared/rng.js';
import type { Learner } from '../../shared/train/learner.js';
import { meanEvaluation } from '../../shared/train/meanEvaluation.js';
import type { SteppedTraining } from '../../shared/train/training.js';
import { type TrainingHooks, TrainingLoop } from '../../shared/train/trainingLoop.js';
import { feedsOf, INPUT } from '../../shared/transfer/graph.js';
import { excerptGoals, type SoundGoals } from './soundGoals.js';
import { type SoundSetting, soundInputs, soundLosses } from './soundLosses.js';
import type { SoundPlan } from './soundPlan.js';
import type { SoundSet } from './soundSet.js';

/** Steps draw from generators this far apart. */
const SEED_STRIDE = 7919;

/** What a training goes by. */
export interface SoundRun {
  readonly setting: SoundSetting;
  readonly plan: Pick<SoundPlan, 'batch' | 'rate'>;
  readonly goals: SoundGoals;
  readonly sounds: SoundSet;
  readonly seed: number;
}

/** A training on sounds that goes on step by step. */
export class SoundTraining implements SteppedTraining {
  readonly #loop: TrainingLoop;

  private constructor(
    private readonly program: Program,
    readonly learner: Learner,
    private readonly run: SoundRun,
    hooks: TrainingHooks,
  ) {
    this.#loop = new TrainingLoop(learner, run.plan.rate, hooks);
  }

  static async open(
    engine: Engine,
    learner: Learner,
    run: SoundRun,
    hooks: TrainingHooks,
  ): Promise<SoundTraining> {
    const { setting, goals, sounds, seed } = run;
    const ofExcerpt = excerptGoals(setting.terms, sounds.excerpt(new Rng(seed)));
    const shapes = Object.entries({ ...goals.inputs, ...ofExcerpt }).map(([name, { shape }]) => [
      name,
      shape,
    ]);
    const inputs = soundInputs(setting, Object.fromEntries(shapes));
    return new SoundTraining(await engine.compile(soundLosses(setting), inputs), learner, run, hooks);
  }

  /** The losses as they are reported: means over the last steps, by term. */
  get losses(): Readonly<Record<string, number>> {
    return this.#loop.losses;
  }

  goOn(until: number, steps: number): Promise<void> {
    return this.#loop.goOn(until, steps, async () => ({
      kind: this.run,
      evaluation: await this.#evaluate(),
    }));
  }

  /** Excerpts are random, but depend on seed and step alone: a training that goes on from a checkpoint is the one that was never cut off. */
  #evaluate() {
    const { setting, plan, goals, sounds, seed } = this.run;
    const rng = new Rng(seed + SEED_STRIDE * this.learner.steps);
    const items = Array.from({ length: plan.batch }, () => {
      const excerpt = sounds.excerpt(rng);
      return { ...excerpt.feeds, ...feedsOf(excerptGoals(setting.terms, excerpt)) };
    });
    const shared = { ...this.learner.values, ...feedsOf(goals.inputs), [INPUT.factors]: goals.factors };
    return meanEvaluation(this.program, shared, items);
  }

  async close(): Promise<void> {
    await this.program.release();
  }
}
