import type { Engine, Program } from '../../shared/engine/engine.js';
import type { MinimizeResult, StepReport } from '../../shared/optim/minimize.js';
import type { Reporter } from '../../shared/reporter.js';
import { MOMENT_BANDS } from '../features/bands.js';
import type { SoundNetwork } from '../features/soundNetwork.js';
import { type GraphStft, graphStft } from '../features/spectrogram.js';
import { type ChunkPlan, fadeOf } from '../plan/chunks.js';
import { readReflected } from '../plan/window.js';
import type { Recipe } from '../recipe.js';
import { SpectralShaper } from '../shape/spectralShape.js';
import { type AffineMap, applyMap, type Gaussian, transportMap } from '../statistics/gaussian.js';
import { SoundAnalyser, styleDistances } from './analyser.js';
import { lossWeights, startShare } from './balance.js';
import { envelopeTarget } from './envelope.js';
import { blendMeasures, measureWhole, type SoundMeasures, varianceOf } from './measureWhole.js';
import { contentInputs, transferObjective } from './objective.js';

/** A style that is no closer to the content than this share of the distance to silence counts as equal to it. */
const LEAST_GAP = 1e-6;

/** The map to the style is a straight line: clicks that the content's own distribution hardly knows would explode on it. */
const MOST_DEVIATIONS = 3;

/** A signal at the working rate and level, and what was measured of styles at the same (`measureStyle`). */
export interface PieceTask {
  readonly signal: Float32Array;
  readonly styles: readonly SoundMeasures[];
  /** Of each style, in all 1. */
  readonly shares: readonly number[];
  readonly plan: ChunkPlan;
}

/** What a run is made with. */
export interface PieceTools {
  readonly engine: Engine;
  readonly network: SoundNetwork;
  readonly recipe: Recipe;
}

/** Where progress goes and what ends the work. */
export interface PieceHooks {
  readonly reporter: Reporter;
  readonly signal?: AbortSignal;
  /** One piece is done: content and result without margins, and how much each sample counts in the sum. */
  onPiece(piece: FinishedPiece): void;
  /** Is given, every so many iterations, the piece as it is so far. */
  readonly preview?: { readonly every: number; readonly onPiece: (piece: FinishedPiece) => void };
}

/** A piece of the content and what became of it. */
export interface FinishedPiece {
  readonly start: number;
  readonly fade: Float32Array;
  readonly before: Float32Array;
  readonly after: Float32Array;
}

/** What came of all pieces: means over them. */
export interface PiecesResult extends Pick<MinimizeResult, 'total' | 'terms' | 'ended'> {
  readonly iterations: number;
}

/** Everything that does not change from piece to piece. */
interface Setting {
  readonly tools: PieceTools;
  readonly stft: GraphStft;
  readonly analyser: SoundAnalyser;
  readonly shaper: SpectralShaper;
  readonly content: SoundMeasures;
  readonly style: SoundMeasures;
  readonly map: AffineMap;
  readonly margin: number;
}

/** Gives every piece of a signal the style of others, and hands them out one by one. */
export async function runPieces(
  tools: PieceTools,
  task: PieceTask,
  hooks: PieceHooks,
): Promise<PiecesResult> {
  const { recipe, engine } = tools;
  const { fftSize, hopSize } = recipe.stft;
  const stft = graphStft(recipe.stft, task.plan.length / hopSize + 1, recipe.sampleRateHz);
  const shaper = new SpectralShaper(recipe.stft, recipe.sampleRateHz);
  const analyser = await SoundAnalyser.open({ ...tools, stft });
  const margin = fftSize / 2;
  const reader = { analyser, shaper, recipe, length: stft.length, margin };
  const style = blendMeasures(recipe, task.styles, task.shares);
  const content = await measureWhole(task.signal, reader);
  const map = transportMap(content.bands, style.bands);
  const setting: Setting = { tools, stft, analyser, shaper, content, style, map, margin };
  const shapes = contentInputs(recipe, stft);
  const program = await engine.compile(await objectiveOf(setting), {
    waveform: { shape: [1, stft.length], role: 'variable' },
    ...Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, { shape, role: 'frozen' }])),
  });
  const results: MinimizeResult[] = [];
  const steps = task.plan.starts.length * recipe.iterations;
  for (const [i, start] of task.plan.starts.entries()) {
    if (hooks.signal?.aborted) break;
    const count = task.plan.starts.length;
    hooks.reporter.stage(
      `piece ${i + 1} of ${count}: ${(task.plan.length / recipe.sampleRateHz).toFixed(1)} s`,
    );
    const window = readReflected(task.signal, start - margin, stft.length);
    const inside = (x: Float32Array) => x.slice(margin, margin + task.plan.length);
    const fade = fadeOf(task.plan, i);
    const pieceOf = (x: Float32Array) => ({ start, fade, before: inside(window), after: inside(x) });
    const onStep = ({ iteration, total, terms, best }: StepReport) => {
      hooks.reporter.step({ step: i * recipe.iterations + iteration, steps, total, terms });
      if (best) hooks.preview?.onPiece(pieceOf(best));
    };
    const result = await runPiece(setting, program, window, Object.keys(shapes), {
      onStep,
      ...(hooks.signal && { signal: hooks.signal }),
      ...(hooks.preview && { previewEvery: hooks.preview.every }),
    });
    results.push(result);
    hooks.onPiece(pieceOf(result.x));
  }
  await analyser.release();
  await program.release();
  return summaryOf(results, task.plan.starts.length);
}

async function objectiveOf({ tools, stft, content, style }: Setting) {
  const { recipe, network } = tools;
  const gaps = await styleDistances({ ...tools, stft }, content.style, style.style);
  const floor = Math.max(...Object.values(gaps)) * LEAST_GAP + Number.MIN_VALUE;
  return transferObjective({
    recipe,
    network,
    stft,
    style: style.style,
    weights: lossWeights(recipe.strength),
    ranges: {
      style: Object.fromEntries(Object.entries(gaps).map(([layer, gap]) => [layer, Math.max(gap, floor)])),
      spectrum: content.spectrumVariance || 1,
      envelope: varianceOf(content.energies) || 1,
    },
  });
}

/** The window with its bands moved towards the style's. */
function reshapedStart(
  { shaper, map, style, tools: { recipe } }: Setting,
  window: Float32Array,
): Float32Array {
  const share = startShare(recipe.strength);
  return shaper.reshape(window, (bands) => {
    const moved = withinDeviations(applyMap(map, bands), style.bands);
    return bands.map((level, i) => level + share * ((moved[i] as number) - level));
  });
}

/** Levels of bands, [frames * bands], held within some deviations of a distribution's means. */
export function withinDeviations(levels: Float32Array, { mean, covariance }: Gaussian): Float32Array {
  const size = mean.length;
  const reach = mean.map(
    (_, i) => MOST_DEVIATIONS * Math.sqrt(Math.max(0, covariance[i * (size + 1)] as number)),
  );
  return levels.map((level, at) => {
    const band = at % size;
    const [centre, limit] = [mean[band] as number, reach[band] as number];
    return Math.min(centre + limit, Math.max(centre - limit, level));
  });
}

async function runPiece(
  setting: Setting,
  program: Program,
  window: Float32Array,
  inputs: readonly string[],
  {
    previewEvery,
    ...hooks
  }: { onStep(report: StepReport): void; signal?: AbortSignal; previewEvery?: number },
): Promise<MinimizeResult> {
  const { recipe } = setting.tools;
  const start = reshapedStart(setting, window);
  const own = await setting.analyser.measure(window);
  const { spectrum } = await setting.analyser.measure(start);
  const { content, style } = setting;
  const values: Record<string, Float32Array> = {
    spectrum,
    pitch: own.pitch,
    envelope: envelopeTarget(recipe.envelope, own.envelope, content.energies, style.energies),
  };
  const frozen = Object.fromEntries(inputs.map((name) => [name, values[name] as Float32Array]));
  return program.minimize(
    {
      variable: 'waveform',
      start,
      frozen,
      optimizer: recipe.optimizer,
      settings: { iterations: recipe.iterations, ...(previewEvery && { previewEvery }) },
    },
    hooks,
  );
}

function summaryOf(results: readonly MinimizeResult[], planned: number): PiecesResult {
  const mean = (of: (result: MinimizeResult) => number) =>
    results.reduce((sum, result) => sum + of(result), 0) / Math.max(1, results.length);
  const names = Object.keys(results[0]?.terms ?? {});
  const isStopped = results.length < planned || results.some(({ ended }) => ended === 'stopped');
  return {
    total: mean(({ total }) => total),
    terms: Object.fromEntries(names.map((name) => [name, mean(({ terms }) => terms[name] as number)])),
    ended: isStopped ? 'stopped' : 'finished',
    iterations: results.reduce((sum, { totals }) => sum + totals.length, 0),
  };
}

/** Levels of bands [frames * 40] of two signals, the second less the first, in neper of power. */
export function bandChange(shaper: SpectralShaper, before: Float32Array, after: Float32Array): Float32Array {
  const levels = shaper.logMel(before);
  return shaper.logMel(after).map((level, i) => level - (levels[i] as number));
}

/** Mean of the highest `count` bands of every frame, [frames]. */
export function topBands(levels: Float32Array, count: number): Float32Array {
  return Float32Array.from({ length: levels.length / MOMENT_BANDS }, (_, t) => {
    const end = (t + 1) * MOMENT_BANDS;
    return levels.subarray(end - count, end).reduce((sum, x) => sum + x, 0) / count;
  });
}
