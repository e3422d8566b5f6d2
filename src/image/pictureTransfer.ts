import type { MinimizationKeeper } from '../shared/checkpoint/keeper.js';
import type { Engine } from '../shared/engine/engine.js';
import { NstError } from '../shared/errors.js';
import type { Network } from '../shared/networks/network.js';
import { PICTURE_NETWORKS } from '../shared/networks/pictureNetworks.js';
import type { AdamMoments } from '../shared/optim/adam.js';
import type { MinimizeResult, StepReport } from '../shared/optim/minimize.js';
import type { OptimizerSpec } from '../shared/optim/optimizerSpec.js';
import { planStages, type Stage } from '../shared/optim/stages.js';
import { blendShares } from '../shared/options/blend.js';
import { type Picture, sizeText } from '../shared/pictures/picture.js';
import { resizePicture } from '../shared/pictures/resize.js';
import type { Reporter } from '../shared/reporter.js';
import { Rng } from '../shared/rng.js';
import type { Balance } from '../shared/transfer/balance.js';
import { Transfer } from '../shared/transfer/transfer.js';
import { alignPictures } from './align/alignPictures.js';
import type { Correspondence } from './align/correspondence.js';
import { isFlat } from './align/flat.js';
import { landmarkCorrespondence } from './align/landmarks.js';
import { Sight } from './align/sight.js';
import { finishAtSize } from './finish.js';
import type { TransferInputs } from './inputs.js';
import { checkLayers } from './makeRecipe.js';
import { extendSize } from './margin.js';
import { matchedStart } from './match/matchedStart.js';
import type { StagePixels } from './memory.js';
import { pictureView } from './pictureView.js';
import type { Recipe } from './recipe.js';
import { recipeTerms } from './recipeTerms.js';
import { resizeMoments } from './resizeMoments.js';
import { StageGoals } from './stageGoals.js';
import { inputsAt, resizedTo, type StageInputs } from './stageInputs.js';
import { enlargeWithDetail, startPicture } from './start.js';
import { TiledStages } from './tiledStage.js';
import { tileFor } from './tileMemory.js';

/** How a run is watched and stopped. */
export interface PictureHooks {
  readonly reporter: Reporter;
  readonly signal?: AbortSignal | undefined;
  /** How the result looks so far, every `every` evaluations. */
  readonly preview?: { readonly every: number; readonly onPicture: (picture: Picture) => void } | undefined;
  /** Keeps stages in tiles; of other stages the engine sees to it. */
  readonly checkpoint?: MinimizationKeeper | undefined;
}

/** How much is done. */
export type Effort = Pick<Recipe, 'stages' | 'iterations'> & {
  /** In place of the recipe's; not of stages in tiles. */
  readonly balance?: Balance;
};

/** What came of all stages. */
export interface PictureResult extends Pick<MinimizeResult, 'total' | 'terms' | 'ended'> {
  /** Of the size of the content, finished. */
  readonly picture: Picture;
  /** Evaluations of the losses. */
  readonly iterations: number;
}

interface StageResult extends Pick<MinimizeResult, 'total' | 'terms' | 'ended' | 'moments' | 'totals'> {
  readonly picture: Picture;
}

/** What one stage begins with. */
interface StageWork {
  readonly start: Picture;
  readonly iterations: number;
  readonly optimizer: OptimizerSpec;
  readonly guide: Correspondence | undefined;
  readonly balance: Balance;
}

/** How one stage is watched and stopped. */
interface StageWatch {
  readonly onStep: (report: StepReport, render: (variable: Float32Array) => Picture) => void;
  readonly signal: AbortSignal | undefined;
  readonly previewEvery: number | undefined;
  readonly checkpoint: MinimizationKeeper | undefined;
}

/**
 * Transfers of one recipe on one engine. It stays open: a second picture of the same size, or another style or strength,
 * compiles nothing.
 */
export class PictureTransfer {
  readonly #transfer: Transfer;
  /** What regions are found by. */
  readonly #sight: Sight;
  readonly #goals: StageGoals;

  /**
   * @param keepsPrograms whether programs of small stages are kept for the next run; they hold memory
   * @param limitBytes stages that need more memory are worked on in tiles; left out: none are
   * @throws NstError NST_BAD_OPTION for terms or layers that the network does not have
   */
  constructor(
    engine: Engine,
    readonly network: Network,
    readonly recipe: Recipe,
    readonly keepsPrograms = true,
    readonly limitBytes?: number,
  ) {
    const terms = recipeTerms(recipe);
    checkLayers(terms, network);
    this.#transfer = new Transfer(engine, terms);
    this.#goals = new StageGoals(this.#transfer, network, recipe.styleBlend);
    this.#sight = new Sight(engine, network, PICTURE_NETWORKS[recipe.network.name].alignment.fine);
  }

  /**
   * Runs all stages, each from the result of the one before.
   *
   * @param effort in place of the recipe's stages, for a start that is good already
   */
  async run(
    given: TransferInputs,
    hooks: PictureHooks,
    effort: Effort = this.recipe,
  ): Promise<PictureResult> {
    const inputs = hooks.signal?.aborted ? given : await this.#withStart(given, hooks.reporter);
    const stages = stagesFor(inputs, effort);
    const guide = await this.#guideOf(inputs, hooks.reporter);
    let last: (StageResult & { readonly first: Picture; readonly iterations: number }) | undefined;
    for (const [i, stage] of stages.entries()) {
      const scaled = inputsAt(inputs, stage.sizePx);
      reportStage(hooks.reporter, stages, i, scaled);
      const first = this.#firstPicture(scaled, inputs);
      const start = last ? this.#nextPicture(last, first, inputs) : first;
      const watch = this.#watch(stages, i, inputs, hooks);
      const optimizer = this.#optimizer(last, scaled);
      const { balance = this.recipe.balance } = effort;
      const work = { start, iterations: stage.iterations, optimizer, guide, balance };
      const tilePx = tileFor(this.recipe, stagePixels(scaled), this.limitBytes);
      const result: StageResult | undefined =
        tilePx === undefined
          ? await this.#runStage(scaled, work, watch)
          : await this.#runTiled(scaled, { ...work, tilePx, mayEndEarly: last !== undefined }, watch);
      if (!result) {
        last = { ...last!, ended: 'stopped' };
        break;
      }
      last = { ...result, first, iterations: (last?.iterations ?? 0) + result.totals.length };
      if (!this.keepsPrograms) await this.#transfer.releaseViews();
      if (result.ended === 'stopped') break;
    }
    const { picture, total, terms, ended, iterations } = last!;
    return { picture: this.#finished(picture, inputs), total, terms, ended, iterations };
  }

  /** The result, by the picture of any stage: previews are as large as it, and so is what a run ends with that was stopped early. */
  #finished(picture: Picture, inputs: TransferInputs): Picture {
    return finishAtSize(resizePicture(picture, inputs.content), inputs, this.recipe.keepColors);
  }

  /** Frees the programs; the engine is the caller's. */
  async close(): Promise<void> {
    await this.#sight.release();
    await this.#transfer.release();
  }

  /** With the picture to start from, where one is made of content and styles beforehand. */
  async #withStart(inputs: TransferInputs, reporter: Reporter): Promise<TransferInputs> {
    const { start, match: plan } = this.recipe;
    if (!plan || start !== 'content' || inputs.init || inputs.styles.length === 0) return inputs;
    reporter.stage('putting like on like');
    const shares = blendShares(this.recipe.styleBlend, inputs.styles.length);
    const init = await matchedStart(inputs, { sight: this.#sight, plan, shares });
    if (!this.keepsPrograms) await this.#sight.release();
    return { ...inputs, init };
  }

  #firstPicture(
    { content, styles, contentMasks, isByLabel }: StageInputs,
    { init }: TransferInputs,
  ): Picture {
    if (init) return resizedTo(init, content);
    const [style = { picture: content, regions: [] }] = styles;
    const regions = isByLabel ? contentMasks.map((plane, i) => ({ plane, style: style.regions[i]! })) : [];
    return startPicture(this.recipe.start, content, style.picture, new Rng(this.recipe.seed), regions);
  }

  /**
   * What a stage starts from, by what came of the one before. Noise is drawn anew for each size, so there is no detail of it
   * that a stage could go on with.
   */
  #nextPicture(
    last: { readonly picture: Picture; readonly first: Picture },
    first: Picture,
    { init }: TransferInputs,
  ): Picture {
    const { start, keepsDetail } = this.recipe;
    return keepsDetail && (init || start === 'content')
      ? enlargeWithDetail(last.picture, last.first, first)
      : resizePicture(last.picture, first);
  }

  /** Adam goes on with its moments; those of a spectrum cannot be resized as a picture can. */
  #optimizer(last: StageResult | undefined, { content }: StageInputs): OptimizerSpec {
    const { optimizer, variable } = this.recipe;
    if (optimizer.kind !== 'adam' || variable !== 'pixels' || !last?.moments) return optimizer;
    const moments: AdamMoments = resizeMoments(last.moments, last.picture, content);
    return { ...optimizer, moments };
  }

  #watch(
    stages: readonly Stage[],
    i: number,
    inputs: TransferInputs,
    { reporter, signal, preview, checkpoint }: PictureHooks,
  ): StageWatch {
    const done = stepsOf(stages.slice(0, i));
    const steps = stepsOf(stages);
    const onStep: StageWatch['onStep'] = ({ iteration, total, terms, best }, render) => {
      reporter.step({ step: done + iteration, steps, total, terms });
      if (best) preview?.onPicture(this.#finished(render(best), inputs));
    };
    return { onStep, signal, previewEvery: preview?.every, checkpoint };
  }

  async #runStage(
    inputs: StageInputs,
    { start, iterations, optimizer, guide, balance }: StageWork,
    { onStep, signal, previewEvery }: StageWatch,
  ): Promise<StageResult> {
    const { content } = inputs;
    const { clip, variable, wrapPx } = this.recipe;
    const view = pictureView(this.network, content, variable, wrapPx);
    const { goals, gaps, places, shares } = await this.#goals.aim(inputs, guide);
    if (!this.keepsPrograms) await this.#transfer.releaseForward();
    const { parameterisation } = view;
    const render = (x: Float32Array): Picture => ({
      width: content.width,
      height: content.height,
      pixels: parameterisation.render(x),
    });
    const settings = {
      iterations,
      range: clip ? ([0, 1] as const) : undefined,
      previewEvery,
    };
    const result = await this.#transfer.minimise(
      {
        view,
        start: parameterisation.encode(start.pixels),
        goals,
        gaps,
        places,
        shares,
        balance,
        optimizer,
        settings,
      },
      { onStep: (report) => onStep(report, render), signal },
    );
    return { ...result, picture: render(result.x) };
  }

  /** The same for a picture that does not fit into memory in one piece; undefined if it was stopped before it began. */
  async #runTiled(
    inputs: StageInputs,
    { tilePx, mayEndEarly, ...work }: StageWork & { readonly tilePx: number; readonly mayEndEarly: boolean },
    { onStep, signal, previewEvery, checkpoint }: StageWatch,
  ): Promise<StageResult | undefined> {
    const { width, height } = inputs.content;
    const render = (pixels: Float32Array): Picture => ({ width, height, pixels });
    const stages = new TiledStages(this.#transfer, this.network, this.recipe);
    try {
      const result = await stages.run(inputs, {
        ...work,
        tilePx,
        mayEndEarly,
        previewEvery,
        signal,
        checkpoint,
        onStep: (report) => onStep(report, render),
      });
      return result && { ...result, picture: render(result.x) };
    } finally {
      await stages.release();
    }
  }

  /** How the style lies on the content, for terms that ask for it. Of several styles the first is the guide. */
  async #guideOf(inputs: TransferInputs, reporter: Reporter): Promise<Correspondence | undefined> {
    const { content, styles, landmarks, names = ['the content', 'the style'] } = inputs;
    const style = styles[0]?.picture;
    if (!style || !this.#transfer.terms.some(({ isGuided }) => isGuided)) return undefined;
    const flat = [content, style].findIndex(isFlat);
    if (flat !== -1) {
      const problem = 'expected a face or another thing that both pictures show, found one colour all over';
      throw new NstError('NST_BAD_INPUT', `${names[flat]}: ${problem}; choose another picture`);
    }
    if (landmarks) return landmarkCorrespondence(landmarks, content, style);
    reporter.stage('laying the style on the content');
    const { alignment } = PICTURE_NETWORKS[this.recipe.network.name];
    return alignPictures(this.#transfer.engine, this.network, alignment, [content, style]);
  }
}

function stagesFor({ content, marginPx }: TransferInputs, { stages, iterations }: Effort): Stage[] {
  const { width, height } = extendSize(content, -marginPx);
  return planStages(stages, Math.max(width, height), iterations);
}

/** What a stage is about, in pixels. */
const stagePixels = ({ content, styles }: StageInputs): StagePixels => ({
  content: content.width * content.height,
  style: Math.max(0, ...styles.map(({ picture }) => picture.width * picture.height)),
});

const stepsOf = (stages: readonly Stage[]) => stages.reduce((sum, { iterations }) => sum + iterations, 0);

function reportStage(
  reporter: Reporter,
  stages: readonly Stage[],
  i: number,
  { content, marginPx }: StageInputs,
): void {
  const shown = sizeText(extendSize(content, -marginPx));
  const { iterations } = stages[i]!;
  reporter.stage(`stage ${i + 1} of ${stages.length}: ${shown}, ${iterations} iterations`);
}
