import { inOrder } from '../../shared/inOrder.js';
import type { StepReport } from '../../shared/optim/minimize.js';
import { isInShare, type Share } from '../../shared/options/share.js';
import type { Reporter } from '../../shared/reporter.js';
import { fadeOf } from '../plan/chunks.js';
import { type PieceResult, PieceSynthesiser } from '../synthesis/pieceSynthesiser.js';
import type { PieceTask } from './pieceTask.js';
import type { PieceTools } from './pieceTools.js';
import { type RunSummary, summaryOf } from './summary.js';
import { TransferSetting } from './transferSetting.js';

/** Where progress goes and what ends the work. */
export interface PieceHooks {
  readonly reporter: Reporter;
  readonly signal?: AbortSignal | undefined;
  /** One piece is done: content and result without margins, and how much each sample counts in the sum. */
  onPiece(piece: FinishedPiece): void;
  /** The pieces that are made, of those that are not kept; others stay as the content is. Left out: all. */
  readonly share?: Share | undefined;
  /** Where pieces are kept that are done, for a run that is broken off. */
  readonly kept?: KeptPieces | undefined;
  /** Is given, every so many iterations, the piece as it is so far. */
  readonly preview?: { readonly every: number; readonly onPiece: (piece: FinishedPiece) => void } | undefined;
}

/** Pieces that were done before, by their number. */
export interface KeptPieces {
  get(index: number): PieceResult | undefined;
  put(index: number, result: PieceResult): void;
}

/** A piece of the content and what became of it. */
export interface FinishedPiece {
  readonly start: number;
  readonly fade: Float32Array;
  readonly before: Float32Array;
  readonly after: Float32Array;
}

/** A piece that another run makes. */
const leftOut = (window: Float32Array): PieceResult => ({
  x: window,
  total: 0,
  terms: {},
  iterations: 0,
  ended: 'finished',
});

/** Results are kept for their losses. */
const NO_SAMPLES = new Float32Array(0);

/** Gives every piece of a signal the style of others, as many at once as the engine has lanes, and hands them out in their order. */
export async function runPieces(tools: PieceTools, task: PieceTask, hooks: PieceHooks): Promise<RunSummary> {
  const setting = await TransferSetting.open(tools, task);
  const synthesiser = new PieceSynthesiser({ ...tools, reader: setting.reader });
  const { starts } = task.plan;
  const steps = new StepCount(starts.length, tools.recipe.iterations);
  const makeNew = async (window: Float32Array, i: number, pieceOf: (x: Float32Array) => FinishedPiece) => {
    reportStage(tools, task, hooks, i);
    const seed = tools.recipe.seed + i;
    const goal = await setting.goalOf(window, seed);
    return synthesiser.make(goal, seed, stepHooks(hooks, steps, i, pieceOf));
  };
  const make = async (start: number, i: number) => {
    const window = setting.windowAt(start);
    const pieceOf = finisher(tools, task, i, window);
    const known = hooks.kept?.get(i) ?? (isInShare(i, hooks.share) ? undefined : leftOut(window));
    const result = known ?? (await makeNew(window, i, pieceOf));
    steps.end(i);
    if (!known && result.ended !== 'stopped') hooks.kept?.put(i, result);
    return { result: { ...result, x: NO_SAMPLES }, piece: pieceOf(result.x) };
  };
  const results: PieceResult[] = [];
  const isStopped = () => hooks.signal?.aborted ?? false;
  for await (const { result, piece } of inOrder(starts, tools.engine.lanes, make, isStopped)) {
    results.push(result);
    hooks.onPiece(piece);
  }
  await synthesiser.release();
  await setting.release();
  return summaryOf(results, starts.length);
}

/** Counts the steps of pieces that are made at the same time. */
class StepCount {
  readonly #done: number[];

  constructor(
    readonly pieces: number,
    readonly iterations: number,
  ) {
    this.#done = new Array(pieces).fill(0);
  }

  get steps(): number {
    return this.pieces * this.iterations;
  }

  /** @returns the steps of all pieces so far */
  add(piece: number, iteration: number): number {
    this.#done[piece] = iteration;
    return this.#done.reduce((sum, count) => sum + count, 0);
  }

  /** A piece has ended, and may have needed fewer steps. */
  end(piece: number): void {
    this.#done[piece] = this.iterations;
  }
}

function reportStage({ recipe }: PieceTools, { plan }: PieceTask, { reporter }: PieceHooks, i: number): void {
  const seconds = (plan.lengthSamples / recipe.sampleRateHz).toFixed(1);
  reporter.stage(`piece ${i + 1} of ${plan.starts.length}: ${seconds} s`);
}

/** Makes a finished piece of what became of a window. */
function finisher({ recipe }: PieceTools, { plan }: PieceTask, i: number, window: Float32Array) {
  const marginSamples = recipe.stft.fftSamples / 2;
  const inside = (x: Float32Array) => x.slice(marginSamples, marginSamples + plan.lengthSamples);
  const fade = fadeOf(plan, i);
  const start = plan.starts[i]!;
  return (x: Float32Array): FinishedPiece => ({ start, fade, before: inside(window), after: inside(x) });
}

function stepHooks(
  { reporter, preview, signal }: PieceHooks,
  count: StepCount,
  i: number,
  pieceOf: (x: Float32Array) => FinishedPiece,
) {
  return {
    onStep: ({ iteration, total, terms }: StepReport) =>
      reporter.step({ step: count.add(i, iteration), steps: count.steps, total, terms }),
    signal,
    preview: preview && {
      every: preview.every,
      onSamples: (x: Float32Array) => preview.onPiece(pieceOf(x)),
    },
  };
}
