import type { MinimizeHooks } from '../../shared/engine/engine.js';
import { OneAtATime } from '../../shared/oneAtATime.js';
import type { MinimizeResult } from '../../shared/optim/minimize.js';
import type { OptimizerSpec } from '../../shared/optim/optimizerSpec.js';
import type { OpenTerm } from '../../shared/terms/openTerm.js';
import type { Goals } from '../../shared/transfer/goals.js';
import { Transfer } from '../../shared/transfer/transfer.js';
import type { View } from '../../shared/transfer/view.js';
import type { SoundNetwork } from '../features/soundNetwork.js';
import { hasLayer, soundView } from '../features/soundView.js';
import type { Recipe } from '../recipe.js';
import type { SoundReader } from '../transfer/soundReader.js';
import { invertLevels, type LevelInversion } from './invertLevels.js';
import type { PieceGoal } from './pieceGoal.js';

/** Of Griffin-Lim, for a preview of amplitudes: enough to hear what they are. */
const PREVIEW_ROUNDS = 8;
/** Of the evaluations, those that the amplitudes get where the samples come after them. */
const SPECTROGRAM_SHARE = 0.25;

/** What a piece reports, and how it is stopped. */
export interface SynthesisHooks extends MinimizeHooks {
  /** Is given, every so many evaluations, the samples as they are so far. */
  readonly preview?: { readonly every: number; readonly onSamples: (x: Float32Array) => void } | undefined;
}

/** What came of a piece: the losses are those of the samples. */
export type PieceResult = Pick<MinimizeResult, 'x' | 'total' | 'terms' | 'ended'> & {
  /** Evaluations. */
  readonly iterations: number;
};

/** What a synthesiser works with: windows of one length, and the terms that look at them. */
export interface SynthesisTools {
  readonly recipe: Recipe;
  readonly network: SoundNetwork;
  readonly reader: SoundReader;
}

/**
 * Makes pieces of equal length: from the samples; from amplitudes, whose phases are found by Griffin-Lim; or first from
 * these and then from those (after Chorowski et al. 2018). Amplitudes alone seldom belong to any sound, so whatever is
 * claimed for them is lost in part when phases are found: losses are always those of the samples.
 */
export class PieceSynthesiser {
  readonly #levels: { readonly view: View; readonly transfer: Transfer };

  constructor(private readonly tools: SynthesisTools) {
    const { reader, network } = tools;
    const { stft, transfer } = reader;
    const terms = transfer.terms.filter(({ layers }) =>
      layers.every((layer) => hasLayer(layer, stft, 'levels')),
    );
    this.#levels = {
      view: soundView(network, stft, 'levels'),
      transfer: new Transfer(transfer.engine, terms),
    };
  }

  /** @param seed of random phases */
  async make(goal: PieceGoal, seed: number, hooks: SynthesisHooks): Promise<PieceResult> {
    const { iterations, synthesis, inversion: how } = this.tools.recipe;
    // At least one evaluation is left for the samples, which tells their loss.
    const share = Math.min(Math.ceil(SPECTROGRAM_SHARE * iterations), iterations - 1);
    const first = synthesis === 'hybrid' ? share : iterations;
    const variesSamples = synthesis === 'waveform' || synthesis === 'notes';
    if (variesSamples || first < 1) return this.#varySamples(goal, goal.start, iterations, hooks);
    const inversion = { ...how, seed, signal: hooks.signal };
    const varied = await this.#varyLevels(goal, first, inversion, hooks);
    const x = await invertLevels(varied.x, goal.phase, this.tools.reader.stft, inversion);
    const done = varied.totals.length;
    if (synthesis === 'spectrogram') {
      const { total, terms } = await this.tools.reader.transfer.evaluate(this.#sampleTask(goal, x));
      return { x, total, terms, ended: varied.ended, iterations: done };
    }
    const result = await this.#varySamples(goal, x, iterations - first, {
      ...hooks,
      ...laterSteps(hooks, done),
    });
    return { ...result, iterations: done + result.iterations };
  }

  #sampleTask({ goals, gaps, places }: PieceGoal, start: Float32Array) {
    const { reader, recipe } = this.tools;
    return { view: reader.view, start, goals, gaps, balance: recipe.balance, shares: ONE_REGION, places };
  }

  async #varySamples(
    goal: PieceGoal,
    start: Float32Array,
    iterations: number,
    hooks: SynthesisHooks,
  ): Promise<PieceResult> {
    const { reader, recipe } = this.tools;
    const settings = { iterations, previewEvery: hooks.preview?.every };
    const watch = watching(hooks, (best) => hooks.preview?.onSamples(best));
    const { x, total, terms, ended, totals } = await reader.transfer.minimise(
      { ...this.#sampleTask(goal, start), optimizer: recipe.optimizer, settings },
      watch,
    );
    return { x, total, terms, ended, iterations: totals.length };
  }

  async #varyLevels(
    goal: PieceGoal,
    iterations: number,
    inversion: LevelInversion,
    hooks: SynthesisHooks,
  ): Promise<MinimizeResult> {
    const { reader, recipe } = this.tools;
    const { view, transfer } = this.#levels;
    const quick = { ...inversion, rounds: Math.min(PREVIEW_ROUNDS, inversion.rounds) };
    const previews = new OneAtATime();
    const show = async (best: Float32Array) =>
      hooks.preview?.onSamples(await invertLevels(best, goal.phase, reader.stft, quick));
    const task = {
      ...this.#sampleTask(goal, goal.levels()),
      view,
      goals: goalsFor(transfer.terms, goal.goals),
      optimizer: levelOptimizer(recipe.optimizer),
      settings: { iterations, previewEvery: hooks.preview?.every },
    };
    const watch = watching(hooks, (best) => previews.offer(() => show(best.slice())));
    const result = await transfer.minimise(task, watch);
    await previews.end();
    return result;
  }

  /** Frees the programs for amplitudes; those for samples are the reader's. */
  async release(): Promise<void> {
    await this.#levels.transfer.release();
  }
}

/** There are no masks in time: one region. */
const ONE_REGION = Float32Array.of(1);

/** The goals of some terms. */
function goalsFor(terms: readonly OpenTerm[], { arrays, ranges }: Goals): Goals {
  const ids = new Set(terms.map(({ id }) => id));
  return { arrays: Object.fromEntries(Object.entries(arrays).filter(([id]) => ids.has(id))), ranges };
}

/** Compressed amplitudes are about so much larger than samples: first steps too. */
const LEVEL_SCALE = 20;

function levelOptimizer(optimizer: OptimizerSpec): OptimizerSpec {
  if (optimizer.kind !== 'lbfgs' || optimizer.firstStep === undefined) return optimizer;
  return { ...optimizer, firstStep: LEVEL_SCALE * optimizer.firstStep };
}

/** Hooks of a minimisation that hand on its steps, and its best point when a preview is due. */
function watching({ onStep, signal }: SynthesisHooks, onBest: (best: Float32Array) => void): MinimizeHooks {
  return {
    onStep: ({ best, ...report }) => {
      onStep?.(report);
      if (best) onBest(best);
    },
    signal,
  };
}

/** Hooks of a minimisation that comes after some evaluations. */
function laterSteps({ onStep }: SynthesisHooks, done: number): Pick<SynthesisHooks, 'onStep'> {
  return onStep ? { onStep: (report) => onStep({ ...report, iteration: done + report.iteration }) } : {};
}
