import type { Engine, MinimizeHooks, Program } from '../../shared/engine/engine.js';
import type { ArrayValue, InputSpec } from '../../shared/engine/objective.js';
import type { Feeds } from '../../shared/engine/protocol.js';
import type { MinimizeResult } from '../../shared/optim/minimize.js';
import type { OptimizerSpec } from '../../shared/optim/optimizerSpec.js';
import {
  inputSpecs,
  type ObjectiveParts,
  spectrogramObjective,
  waveformObjective,
} from '../transfer/objective.js';
import { invertLevels } from './invertLevels.js';

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
  readonly previewEvery?: number;
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
    private readonly waveform: Program,
    private readonly spectrogram: Program | undefined,
  ) {}

  /** @param inputs such as the goals will have; only their shapes count */
  static async open(
    engine: Engine,
    parts: ObjectiveParts,
    inputs: Readonly<Record<string, ArrayValue>>,
  ): Promise<PieceSynthesiser> {
    const { frames, bins, length } = parts.stft;
    const variable = (shape: readonly number[]): InputSpec => ({ shape, role: 'variable' });
    const specs = { waveform: variable([1, length]), ...inputSpecs(inputs) };
    const waveform = await engine.compile(waveformObjective(parts), specs);
    if (parts.recipe.synthesis === 'waveform') return new PieceSynthesiser(parts, waveform, undefined);
    const { pitch: _, ...others } = inputs;
    const spectrogram = await engine.compile(spectrogramObjective(parts), {
      levels: variable([frames, bins]),
      ...inputSpecs(others),
    });
    return new PieceSynthesiser(parts, waveform, spectrogram);
  }

  /** @param seed of random phases */
  async make(goal: PieceGoal, seed: number, hooks: SynthesisHooks): Promise<PieceResult> {
    const { iterations, synthesis } = this.parts.recipe;
    if (!this.spectrogram) return this.#varySamples(goal, goal.start, iterations, hooks);
    const first = synthesis === 'hybrid' ? Math.ceil(SPECTROGRAM_SHARE * iterations) : iterations;
    const amplitudes = await this.#varyAmplitudes(this.spectrogram, goal, first, hooks);
    const { signal } = hooks;
    const inversion = { ...this.parts.recipe.inversion, seed, ...(signal && { signal }) };
    const x = await invertLevels(amplitudes.x, goal.phase, this.parts.stft, inversion);
    const done = amplitudes.totals.length;
    if (synthesis === 'spectrogram' || first === iterations || hooks.signal?.aborted) {
      const { total, terms } = await this.waveform.evaluate({ waveform: x, ...feedsOf(goal.inputs) });
      return { x, total, terms, ended: amplitudes.ended, iterations: done };
    }
    const later = { ...hooks, ...laterSteps(hooks, done) };
    const result = await this.#varySamples(goal, x, iterations - first, later);
    return { ...result, iterations: done + result.iterations };
  }

  async #varySamples(
    { inputs }: PieceGoal,
    start: Float32Array,
    iterations: number,
    { previewEvery, ...hooks }: SynthesisHooks,
  ): Promise<PieceResult> {
    const { optimizer } = this.parts.recipe;
    const settings = { iterations, ...(previewEvery !== undefined && { previewEvery }) };
    const task = { variable: 'waveform', start, frozen: feedsOf(inputs), optimizer, settings };
    const { x, total, terms, ended, totals } = await this.waveform.minimize(task, hooks);
    return { x, total, terms, ended, iterations: totals.length };
  }

  #varyAmplitudes(
    program: Program,
    { inputs, levels }: PieceGoal,
    iterations: number,
    { onStep, signal }: SynthesisHooks,
  ): Promise<MinimizeResult> {
    const { pitch: _, ...frozen } = feedsOf(inputs);
    return program.minimize(
      {
        variable: 'levels',
        start: levels,
        frozen,
        optimizer: levelOptimizer(this.parts.recipe.optimizer),
        settings: { iterations },
      },
      { ...(onStep && { onStep }), ...(signal && { signal }) },
    );
  }

  /** Frees the programs. */
  async release(): Promise<void> {
    await this.waveform.release();
    await this.spectrogram?.release();
  }
}

/** Compressed amplitudes are about so much larger than samples: first steps too. */
const LEVEL_SCALE = 20;

function levelOptimizer(optimizer: OptimizerSpec): OptimizerSpec {
  if (optimizer.kind !== 'lbfgs' || optimizer.firstStep === undefined) return optimizer;
  return { ...optimizer, firstStep: LEVEL_SCALE * optimizer.firstStep };
}

/** Hooks of a minimisation that comes after some evaluations. */
function laterSteps({ onStep }: SynthesisHooks, done: number): Pick<SynthesisHooks, 'onStep'> {
  return onStep ? { onStep: (report) => onStep({ ...report, iteration: done + report.iteration }) } : {};
}

function feedsOf(inputs: PieceGoal['inputs']): Feeds {
  return Object.fromEntries(Object.entries(inputs).map(([name, { data }]) => [name, data]));
}
