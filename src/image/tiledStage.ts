/** A stage that does not fit into memory in one piece. */

import type { MinimizationKeeper } from '../shared/checkpoint/keeper.js';
import { keptMinimisation, minimisationKey } from '../shared/checkpoint/keptMinimisation.js';
import type { MinimizeHooks } from '../shared/engine/engine.js';
import { snapshotSender } from '../shared/engine/snapshotSender.js';
import { NstError } from '../shared/errors.js';
import type { Network } from '../shared/networks/network.js';
import { PICTURE_NETWORKS } from '../shared/networks/pictureNetworks.js';
import { LBFGS_DEFAULTS } from '../shared/optim/lbfgs.js';
import type { StepReport } from '../shared/optim/minimize.js';
import { type MinimizeResult, minimize, type Snapshot } from '../shared/optim/minimize.js';
import type { OptimizerSpec } from '../shared/optim/optimizerSpec.js';
import { blendShares } from '../shared/options/blend.js';
import { type Picture, type Size, sizeText } from '../shared/pictures/picture.js';
import { PIXELS } from '../shared/terms/totalVariation.js';
import { type Goals, joinGoals } from '../shared/transfer/goals.js';
import { factorsOf } from '../shared/transfer/task.js';
import { tiledPicture } from '../shared/transfer/tiles/tiledPicture.js';
import { Stopped, type TiledTask, TiledTransfer } from '../shared/transfer/tiles/tiledTransfer.js';
import { type TiledView, tilePlanFor } from '../shared/transfer/tiles/tiledView.js';
import { type TileGrid, tileGrid } from '../shared/transfer/tiles/tileGrid.js';
import type { Transfer } from '../shared/transfer/transfer.js';
import { pictureView } from './pictureView.js';
import type { Recipe } from './recipe.js';
import { recipeTerms } from './recipeTerms.js';
import { regionShares, styleGoals } from './stageGoals.js';
import { contentPlaces, type StageInputs, stylePlaces } from './stageInputs.js';

/**
 * Pairs that L-BFGS keeps of pictures in tiles: each is 24 bytes a pixel. The default at 192 px with so many in its last stage ended at a
 * loss of 62.60 with one pair, 62.22 with two and 61.99 with twelve; Adam, which needs less, at 66.82.
 */
const TILED_HISTORY = 2;

/** Steps and reaches of the layers that a recipe looks at. @throws NstError NST_INTERNAL if its network has none */
export function tileFields({ network }: Recipe): Pick<TiledView, 'stepOf' | 'reachOf'> {
  const fields = PICTURE_NETWORKS[network.name].fields(network);
  if (!fields) throw new NstError('NST_INTERNAL', `${network.name} was to be run in tiles`);
  return {
    stepOf: (layer) => (layer === PIXELS ? 1 : fields.get(layer)!.stepPx),
    reachOf: (layer) => (layer === PIXELS ? 0 : fields.get(layer)!.reachPx),
  };
}

/** Why a recipe cannot be worked on in tiles; undefined if it can. */
export function tilesObstacle(recipe: Recipe): string | undefined {
  if (recipe.analogy) return 'its preset looks for patches all over the pictures';
  const network = PICTURE_NETWORKS[recipe.network.name];
  const whole = recipeTerms(recipe).find(
    ({ tiles, side }) => !tiles || (tiles.kind === 'pooled') !== (side === 'style'),
  );
  if (whole) return `the loss "${whole.name}" looks at the whole picture at once`;
  if (recipe.variable !== 'pixels') return 'frequencies are those of the whole picture';
  if (recipe.wrapPx > 0) return 'it goes on at its other side';
  if (!network.fields(recipe.network)) return 'its network is run with borders that tiles do not have';
  return undefined;
}

/** How one stage goes. */
export interface TiledStageWork {
  readonly start: Picture;
  readonly iterations: number;
  readonly optimizer: OptimizerSpec;
  /** The longest side of a tile. */
  readonly tilePx: number;
  readonly previewEvery: number | undefined;
  readonly onStep: (report: StepReport) => void;
  readonly signal: AbortSignal | undefined;
  /** Keeps where it stands. */
  readonly checkpoint: MinimizationKeeper | undefined;
  /** Whether there is something to show for a run that ends before the start is evaluated. */
  readonly mayEndEarly: boolean;
}

/** What comes of it, or undefined if it was stopped. */
async function unlessStopped<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Stopped) return undefined;
    throw error;
  }
}

const clipped = (values: Float32Array, [least, most]: readonly [number, number]) =>
  values.map((value) => Math.min(most, Math.max(least, value)));

/** Less of a memory, for long vectors. */
function tiledOptimizer(spec: OptimizerSpec): OptimizerSpec {
  if (spec.kind !== 'lbfgs') return spec;
  return { ...spec, history: Math.min(spec.history ?? LBFGS_DEFAULTS.history, TILED_HISTORY) };
}

/** All numbers of goals, in their order. */
const arraysOf = ({ arrays }: Goals): Float32Array[] =>
  Object.values(arrays).flatMap((byName) => Object.values(byName).map(({ data }) => data));

/** Runs stages in tiles. */
export class TiledStages {
  readonly #tiled: TiledTransfer;

  constructor(
    private readonly transfer: Transfer,
    network: Network,
    private readonly recipe: Recipe,
  ) {
    const view = { ...tileFields(recipe), view: (tile: Size) => pictureView(network, tile) };
    this.#tiled = new TiledTransfer(transfer.engine, transfer.terms, view);
  }

  /**
   * Minimises the losses; the pixels are the variable.
   *
   * @returns undefined if it was stopped before the start was evaluated, where it may be
   */
  async run(inputs: StageInputs, work: TiledStageWork): Promise<MinimizeResult | undefined> {
    const beginning = work.mayEndEarly ? work.signal : undefined;
    const task = await unlessStopped(this.#task(inputs, work.tilePx, beginning));
    if (!task) return undefined;
    await this.transfer.releaseForward();
    await this.#tiled.releaseForward();
    const range = this.recipe.clip ? ([0, 1] as const) : undefined;
    const start = range ? clipped(work.start.pixels, range) : work.start.pixels;
    const settings = { iterations: work.iterations, range, previewEvery: work.previewEvery };
    const optimizer = tiledOptimizer(work.optimizer);
    const run = async (from?: Snapshot, snapshots?: MinimizeHooks['snapshots']) => {
      let first = from ? undefined : await unlessStopped(this.#tiled.evaluate(task, start, beginning));
      if (!first && !from) return undefined;
      const evaluate = async (x: Float32Array) => {
        const known = first;
        first = undefined;
        return known ?? unlessStopped(this.#tiled.evaluate(task, x, work.signal));
      };
      return minimize(evaluate, start, optimizer, settings, {
        isStopped: () => work.signal?.aborted ?? false,
        onStep: work.onStep,
        from,
        onSnapshot: snapshotSender(snapshots?.everyMs, (snapshot) => snapshots?.onSnapshot(snapshot)),
      });
    };
    if (!work.checkpoint) return run();
    const key = minimisationKey(
      [work.iterations, range, optimizer, this.recipe, work.tilePx],
      [start, inputs.content.pixels, task.factors, task.shares, ...arraysOf(task.goals)],
    );
    return keptMinimisation(work.checkpoint, key, run);
  }

  /** Frees the programs. */
  async release(): Promise<void> {
    await this.#tiled.release();
  }

  async #task(inputs: StageInputs, tilePx: number, signal: AbortSignal | undefined): Promise<TiledTask> {
    const { content } = inputs;
    const picture = tiledPicture(this.#grid(content, tilePx), content.pixels, contentPlaces(inputs));
    const byStyle = blendShares(this.recipe.styleBlend, inputs.styles.length);
    const ofStyles = await styleGoals(this.transfer, inputs, byStyle, (style) =>
      this.#tiled.measure(
        tiledPicture(this.#grid(style.picture, tilePx), style.picture.pixels, stylePlaces(style)),
        signal,
      ),
    );
    const goals = joinGoals(ofStyles, await this.#tiled.scale(picture, signal));
    const gaps = await this.transfer.distances(await this.#tiled.measure(picture, signal), goals);
    const shares = regionShares(inputs, byStyle);
    const factors = factorsOf(this.transfer.terms, { balance: this.recipe.balance, goals, gaps, shares });
    return { content: picture, goals, shares, factors };
  }

  #grid(size: Size, tilePx: number): TileGrid {
    const grid = tileGrid(size, tilePlanFor(this.transfer.terms, this.#tiled.view, tilePx));
    if (grid) return grid;
    throw new NstError('NST_INTERNAL', `tiles of ${tilePx} px are too small for ${sizeText(size)}`);
  }
}
