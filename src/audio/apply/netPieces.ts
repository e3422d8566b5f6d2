import type { Signal } from '../../shared/dsp/signal.js';
import type { Engine, ModelProgram } from '../../shared/engine/engine.js';
import { inOrder } from '../../shared/inOrder.js';
import type { Gaussian } from '../../shared/linalg/gaussian.js';
import type { AffineMap } from '../../shared/linalg/transport.js';
import { BAND_GAINS, bandGraph } from '../../shared/stylise/bandGraph.js';
import type { SoundModel } from '../../shared/stylise/modelFile.js';
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
import { bandGaussian, bandInputs, styleGaussian } from './bandLevels.js';
import { heldGains } from './heldGains.js';

/** A net that is open. */
interface OpenSoundNet {
  readonly program: ModelProgram;
  /** Levels of the style's bands. */
  readonly style: Gaussian;
  /** Its strength says how much there is of the gains that the net asks for. */
  readonly recipe: Recipe;
  /** Pieces that may be worked on at the same time. */
  readonly lanes: number;
}

/** What sounds are read and finished with around a net. */
export function netRecipe({
  strength = 1,
  tone,
  seed = 0,
}: Pick<TransferAudioOptions, 'strength' | 'tone' | 'seed'>): Recipe {
  const recipe = recipeOf({ seed, ...(tone !== undefined && { tone }) });
  return { ...recipe, balance: { ...recipe.balance, strength } };
}

/**
 * Opens a net that gives pieces its style: gains on their bands, frame by frame. What is silent stays silent, and phases are the content's.
 *
 * @throws NstError NST_DEVICE on the device `tfjs`, which runs no graphs
 */
export async function netMaker(
  { card: { family, styleHz }, weights }: SoundModel,
  engine: Engine,
  recipe: Recipe,
): Promise<{ readonly maker: PieceMaker; readonly styleHz: number }> {
  const program = await engine.loadModel(bandGraph(family, weights));
  const net = { program, recipe, style: styleGaussian(weights), lanes: engine.lanes };
  return { maker: { recipe, make: (signal, plan, hooks) => makePieces(net, signal, plan, hooks) }, styleHz };
}

async function makePieces(
  net: OpenSoundNet,
  signal: Signal,
  plan: ChunkPlan,
  hooks: PieceHooks,
): Promise<RunSummary> {
  const { stft, sampleRateHz } = net.recipe;
  const shaper = new SpectralShaper(stft, sampleRateHz);
  const map = envelopeMap(bandGaussian(signal, shaper), net.style);
  const { starts, lengthSamples } = plan;
  const make = async (start: number, i: number) => {
    hooks.reporter.stage(`piece ${i + 1} of ${starts.length}`);
    const before = readExtended(signal, start, lengthSamples);
    const after = await styled(net, shaper, map, before);
    hooks.reporter.step({ step: i + 1, steps: starts.length, total: 0, terms: {} });
    return { start, fade: fadeOf(plan, i), before, after };
  };
  const isStopped = () => hooks.signal?.aborted ?? false;
  let count = 0;
  for await (const piece of inOrder(starts, net.lanes, make, isStopped)) {
    hooks.onPiece(piece);
    count++;
  }
  const done = { x: new Float32Array(0), total: 0, terms: {}, iterations: 0, ended: 'finished' } as const;
  return summaryOf(
    Array.from({ length: count }, () => done),
    starts.length,
  );
}

async function styled(
  { program, recipe }: OpenSoundNet,
  shaper: SpectralShaper,
  map: AffineMap,
  before: Float32Array,
): Promise<Float32Array> {
  const levels = shaper.logMel(before);
  const { [BAND_GAINS]: gains } = await program.run(bandInputs(levels, map));
  const held = heldGains(gains!.data, levels);
  const { strength } = recipe.balance;
  // Gains are of amplitudes, levels of power.
  return shaper.reshape(before, () => levels.map((level, i) => level + 2 * strength * held[i]!));
}
