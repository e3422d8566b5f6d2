import type { Signal } from '../../shared/dsp/signal.js';
import { inOrder } from '../../shared/inOrder.js';
import type { Gaussian } from '../../shared/linalg/gaussian.js';
import type { AffineMap } from '../../shared/linalg/transport.js';
import { recipeOf } from '../makeRecipe.js';
import type { TransferAudioOptions } from '../options.js';
import { type ChunkPlan, fadeOf } from '../plan/chunks.js';
import { readExtended } from '../plan/window.js';
import type { Recipe } from '../recipe.js';
import { envelopeMap } from '../shape/envelopeMap.js';
import { SpectralShaper } from '../shape/spectralShape.js';
import type { PieceHooks } from '../transfer/runPieces.js';
import { type RunSummary, summaryOf } from '../transfer/summary.js';
import type { PieceMaker } from '../transferParts.js';
import { bandGaussian } from './bandLevels.js';
import { heldGains } from './heldGains.js';

/** What pieces are given their style by, in one pass. */
export interface BandMover {
  /** Levels of the style's bands. */
  readonly style: Gaussian;
  /** Pieces that may be worked on at the same time. */
  readonly lanes: number;
  /**
   * Logarithms of factors on the amplitudes of bands, [frames * 40].
   *
   * @param levels of a piece, as many
   * @param map from the content's levels to those of the style
   */
  gains(levels: Float32Array, map: AffineMap): Promise<Float32Array>;
}

/** What sounds are read and finished with that take one pass; its strength says how much there is of the gains. */
export function onePassRecipe({
  strength = 1,
  tone,
  seed = 0,
}: Pick<TransferAudioOptions, 'strength' | 'tone' | 'seed'>): Recipe {
  const recipe = recipeOf({ seed, ...(tone !== undefined && { tone }) });
  return { ...recipe, balance: { ...recipe.balance, strength } };
}

/** Gives pieces a style by gains on their bands, frame by frame. What is silent stays silent, and phases are the content's. */
export const gainMaker = (mover: BandMover, recipe: Recipe): PieceMaker => ({
  recipe,
  make: (signal, plan, hooks) => makePieces(mover, recipe, { signal, plan, hooks }),
});

/** A signal, where its pieces lie, and who is told of them. */
interface Work {
  readonly signal: Signal;
  readonly plan: ChunkPlan;
  readonly hooks: PieceHooks;
}

async function makePieces(
  mover: BandMover,
  recipe: Recipe,
  { signal, plan, hooks }: Work,
): Promise<RunSummary> {
  const shaper = new SpectralShaper(recipe.stft, recipe.sampleRateHz);
  const map = envelopeMap(bandGaussian(signal, shaper), mover.style);
  const { starts, lengthSamples } = plan;
  const make = async (start: number, i: number) => {
    hooks.reporter.stage(`piece ${i + 1} of ${starts.length}`);
    const before = readExtended(signal, start, lengthSamples);
    const { logMel: levels, reshaped } = shaper.hear(before);
    const held = heldGains(await mover.gains(levels, map), levels);
    const { strength } = recipe.balance;
    // Gains are of amplitudes, levels of power.
    const after = reshaped(levels.map((level, k) => level + 2 * strength * held[k]!));
    hooks.reporter.step({ step: i + 1, steps: starts.length, total: 0, terms: {} });
    return { start, fade: fadeOf(plan, i), before, after };
  };
  const isStopped = () => hooks.signal?.aborted ?? false;
  let count = 0;
  for await (const piece of inOrder(starts, mover.lanes, make, isStopped)) {
    hooks.onPiece(piece);
    count++;
  }
  const done = { x: new Float32Array(0), total: 0, terms: {}, iterations: 0, ended: 'finished' } as const;
  return summaryOf(
    Array.from({ length: count }, () => done),
    starts.length,
  );
}
