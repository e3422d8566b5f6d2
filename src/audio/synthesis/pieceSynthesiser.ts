import type { Engine, ForwardProgram, MinimizeHooks, Program } from '../../shared/engine/engine.js';
import type { ArrayValue, ForwardFunction, InputSpec, Objective } from '../../shared/engine/objective.js';
import type { Feeds } from '../../shared/engine/protocol.js';
import { tf } from '../../shared/engine/tf.js';
import type { MinimizeResult } from '../../shared/optim/minimize.js';
import type { OptimizerSpec } from '../../shared/optim/optimizerSpec.js';
import { PreviewMaker } from '../preview.js';
import {
  inputSpecs,
  type ObjectiveParts,
  spectrogramObjective,
  waveformObjective,
} from '../transfer/objective.js';
import { invertLevels, type LevelInversion } from './invertLevels.js';

/** Of Griffin-Lim, for a preview of amplitudes: enough to hear what they are. */
const PREVIEW_ROUNDS = 8;
/** Of the evaluations, those that the amplitudes get where the samples come after them. */
const SPECTROGRAM_SHARE = 0.25;

/** What one piece is made from, and what its losses compare it with. */
export interface PieceGoal {
  /** Samples to start from, [length]. */
  readonly start: Float32Array;
  /** Compressed amplitudes to start from, [frames, bins]. */
  readonly levels: Float32Array;
  /** Samples whose phases are used where the content's are asked for, [length]. */
  readonly phase: Float32Array;
  /** By name (`contentInputs`). */
  readonly inputs: Readonly<Record<string, ArrayValue>>;
}

/** What a piece reports, and how it is stopped. */
export interface SynthesisHooks extends MinimizeHooks {
  /** Is given, every so many evaluations, the samples as they are so far. */
  readonly preview?: { readonly every: number; readonly onSamples: (x: Float32Array) => void };
}

/** What came of a piece: the losses are those of the samples. */
export type PieceResult = Pick<MinimizeResult, 'x' | 'total' | 'terms' | 'ended'> & {
  /** Evaluations. */
  readonly iterations: number;
};

/**
 * Makes pieces of equal length: from the samples; from amplitudes, whose phases are found by Griffin-Lim; or first from
 * these and then from those (after Chorowski et al. 2018). Amplitudes alone seldom belong to any sound, so whatever is
 * claimed for them is lost in part when phases are found: losses are always those of the samples.
 */
export class PieceSynthesiser {
  private constructor(
    private readonly parts: ObjectiveParts,
    private readonly programs: Programs,
  ) {}

  /** @param inputs such as the goals will have; only their shapes count */
  static async open(
    engine: Engine,
    parts: ObjectiveParts,
    inputs: Readonly<Record<string, ArrayValue>>,
  ): Promise<PieceSynthesiser> {
    const { frames, bins, length } = parts.stft;
    const { synthesis } = parts.recipe;
    const variable = (shape: readonly number[]): InputSpec => ({ shape, role: 'variable' });
    const specs = { waveform: variable([1, length]), ...inputSpecs(inputs) };
    const objective = waveformObjective(parts);
    if (synthesis === 'waveform') {
      return new PieceSynthesiser(parts, { samples: await engine.compile(objective, specs) });
    }
    const { pitch: _, ...others } = inputs;
    const amplitudes = await engine.compile(spectrogramObjective(parts), {
      levels: variable([frames, bins]),
      ...inputSpecs(others),
    });
    if (synthesis === 'hybrid') {
      return new PieceSynthesiser(parts, { amplitudes, samples: await engine.compile(objective, specs) });
    }
    const judge = await engine.compileForward(termsOf(objective), specs);
    return new PieceSynthesiser(parts, { amplitudes, judge });
  }

  /** @param seed of random phases */
  async make(goal: PieceGoal, seed: number, hooks: SynthesisHooks): Promise<PieceResult> {
    const { iterations } = this.parts.recipe;
    const { amplitudes, samples, judge } = this.programs;
    // At least one evaluation is left for the samples, which tells their loss.
    const share = Math.min(Math.ceil(SPECTROGRAM_SHARE * iterations), iterations - 1);
    const first = samples ? share : iterations;
    if (!amplitudes || (samples && first < 1)) {
      return this.#varySamples(samples, goal, goal.start, iterations, hooks);
    }
    const { signal } = hooks;
    const inversion = { ...this.parts.recipe.inversion, seed, ...(signal && { signal }) };
    const found = await this.#varyAmplitudes(amplitudes, goal, first, inversion, hooks);
    const x = await invertLevels(found.x, goal.phase, this.parts.stft, inversion);
    const done = found.totals.length;
    if (!samples) return { ...(await this.#judge(judge, goal, x)), x, ended: found.ended, iterations: done };
    const later = { ...hooks, ...laterSteps(hooks, done) };
    const result = await this.#varySamples(samples, goal, x, iterations - first, later);
    return { ...result, iterations: done + result.iterations };
  }

  async #judge(judge: ForwardProgram, { inputs }: PieceGoal, waveform: Float32Array) {
    const values = await judge.run({ waveform, ...feedsOf(inputs) });
    const terms = Object.fromEntries(
      Object.entries(values).map(([name, { data }]) => [name.slice(TERM.length), data[0] as number]),
    );
    return { total: Object.values(terms).reduce((sum, term) => sum + term, 0), terms };
  }

  async #varySamples(
    program: Program,
    { inputs }: PieceGoal,
    start: Float32Array,
    iterations: number,
    hooks: SynthesisHooks,
  ): Promise<PieceResult> {
    const { optimizer } = this.parts.recipe;
    const settings = { iterations, ...previewSetting(hooks) };
    const task = { variable: 'waveform', start, frozen: feedsOf(inputs), optimizer, settings };
    const watch = watching(hooks, (best) => hooks.preview?.onSamples(best));
    const { x, total, terms, ended, totals } = await program.minimize(task, watch);
    return { x, total, terms, ended, iterations: totals.length };
  }

  async #varyAmplitudes(
    program: Program,
    { inputs, levels, phase }: PieceGoal,
    iterations: number,
    inversion: LevelInversion,
    hooks: SynthesisHooks,
  ): Promise<MinimizeResult> {
    const { pitch: _, ...frozen } = feedsOf(inputs);
    const { stft, recipe } = this.parts;
    const quick = { ...inversion, rounds: Math.min(PREVIEW_ROUNDS, inversion.rounds) };
    const previews = new PreviewMaker(
      (best: Float32Array) => invertLevels(best, phase, stft, quick),
      (x) => hooks.preview?.onSamples(x),
    );
    const task = {
      variable: 'levels',
      start: levels,
      frozen,
      optimizer: levelOptimizer(recipe.optimizer),
      settings: { iterations, ...previewSetting(hooks) },
    };
    const watch = watching(hooks, (best) => previews.offer(() => best.slice()));
    const result = await program.minimize(task, watch);
    await previews.end();
    return result;
  }

  /** Frees the programs. */
  async release(): Promise<void> {
    const { amplitudes, samples, judge } = this.programs;
    for (const program of [amplitudes, samples, judge]) await program?.release();
  }
}

/** What is run, by the kind of synthesis. */
type Programs =
  | { readonly amplitudes?: undefined; readonly samples: Program; readonly judge?: undefined }
  | { readonly amplitudes: Program; readonly samples: Program; readonly judge?: undefined }
  | { readonly amplitudes: Program; readonly samples?: undefined; readonly judge: ForwardProgram };

/** Prefix of outputs: inputs have the names of some terms. */
const TERM = 'term.';

/** The terms of an objective without their gradient. */
function termsOf(objective: Objective): ForwardFunction {
  return (inputs) =>
    Object.fromEntries(
      Object.entries(objective(inputs)).map(([name, term]) => [TERM + name, tf.reshape(term, [1])]),
    );
}

/** Compressed amplitudes are about so much larger than samples: first steps too. */
const LEVEL_SCALE = 20;

function levelOptimizer(optimizer: OptimizerSpec): OptimizerSpec {
  if (optimizer.kind !== 'lbfgs' || optimizer.firstStep === undefined) return optimizer;
  return { ...optimizer, firstStep: LEVEL_SCALE * optimizer.firstStep };
}

const previewSetting = ({ preview }: SynthesisHooks) => (preview ? { previewEvery: preview.every } : {});

/** Hooks of a minimisation that hand on its steps, and its best point when a preview is due. */
function watching({ onStep, signal }: SynthesisHooks, onBest: (best: Float32Array) => void): MinimizeHooks {
  return {
    onStep: ({ best, ...report }) => {
      onStep?.(report);
      if (best) onBest(best);
    },
    ...(signal && { signal }),
  };
}

/** Hooks of a minimisation that comes after some evaluations. */
function laterSteps({ onStep }: SynthesisHooks, done: number): Pick<SynthesisHooks, 'onStep'> {
  return onStep ? { onStep: (report) => onStep({ ...report, iteration: done + report.iteration }) } : {};
}

function feedsOf(inputs: PieceGoal['inputs']): Feeds {
  return Object.fromEntries(Object.entries(inputs).map(([name, { data }]) => [name, data]));
}
