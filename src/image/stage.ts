import type { Engine, Program } from '../shared/engine/engine.js';
import type { Objective } from '../shared/engine/objective.js';
import { type Tensor4D, tf } from '../shared/engine/tf.js';
import { totalVariation } from '../shared/losses/totalVariation.js';
import type { Network } from '../shared/networks/network.js';
import type { AdamMoments } from '../shared/optim/adam.js';
import type { MinimizeResult, StepReport } from '../shared/optim/minimize.js';
import type { OptimizerSpec } from '../shared/optim/optimizerSpec.js';
import type { Parameterisation } from '../shared/parameterisation/parameterisation.js';
import { pixelParameterisation } from '../shared/parameterisation/pixels.js';
import { spectrumParameterisation } from '../shared/parameterisation/spectrum.js';
import { type Picture, RGB } from '../shared/pictures/picture.js';
import { type LossRanges, type LossWeights, lossWeights } from './balance.js';
import {
  contentRange,
  type Features,
  layersOf,
  type StyledRegion,
  styleEnergy,
  styleLoss,
  weighedContentLoss,
} from './losses.js';
import type { Recipe } from './recipe.js';
import type { ContentTarget } from './targets.js';

/** A style that is no farther from the content than this share of its energy counts as equal to it. */
const LEAST_STYLE_GAP = 1e-3;

/** What a run is made with, the same for all its stages. */
export interface StageTools {
  readonly engine: Engine;
  readonly network: Network;
  readonly recipe: Recipe;
}

/** What one stage is about. */
export interface StageTask {
  readonly content: Picture;
  readonly regions: readonly StyledRegion[];
  readonly start: Picture;
  readonly iterations: number;
  /** Adam's moments at this size, from the stage before. */
  readonly moments?: AdamMoments;
}

/** How a stage is watched and stopped. */
export interface StageHooks {
  readonly onStep: (report: StepReport, render: (variable: Float32Array) => Picture) => void;
  readonly previewEvery?: number;
  readonly signal?: AbortSignal;
}

/** What came of a stage. */
export interface StageResult
  extends Pick<MinimizeResult, 'total' | 'terms' | 'totals' | 'ended' | 'moments'> {
  readonly picture: Picture;
}

/** Minimises the losses of one stage. */
export async function runStage(tools: StageTools, task: StageTask, hooks: StageHooks): Promise<StageResult> {
  const { engine, recipe } = tools;
  const { content, start } = task;
  const { target, ranges } = await measureAtContent(tools, task);
  const variable = parameterisationOf(recipe, content);
  const weights = lossWeights(recipe.balance, ranges);
  const objective = makeObjective(tools, task, { target, weights, variable });
  const program = await engine.compile(objective, { x: { shape: variable.shape, role: 'variable' } });
  const render = (x: Float32Array): Picture => ({
    width: content.width,
    height: content.height,
    pixels: variable.render(x),
  });
  try {
    const result = await minimizeStage(program, recipe, task, {
      ...hooks,
      render,
      start: variable.encode(start.pixels),
    });
    return { ...result, picture: render(result.x) };
  } finally {
    await program.release();
  }
}

function parameterisationOf({ variable }: Recipe, { height, width }: Picture): Parameterisation {
  return variable === 'pixels'
    ? pixelParameterisation(height, width)
    : spectrumParameterisation(height, width);
}

/** One pass over the content: its features, and how far it is from the style. */
async function measureAtContent({ engine, network, recipe }: StageTools, { content, regions }: StageTask) {
  const layers = Object.keys(recipe.content.layers);
  const program = await engine.compileForward(
    ({ pixels }) => {
      const features = network.features(pixels as Tensor4D, layersOf(recipe));
      const gap = styleLoss(recipe, regions, features, content);
      return { ...Object.fromEntries(layers.map((layer) => [layer, features[layer] as Tensor4D])), gap };
    },
    { pixels: { shape: [1, content.height, content.width, RGB] } },
  );
  try {
    const { gap, ...features } = await program.run({ pixels: content.pixels });
    const target: ContentTarget = new Map(Object.entries(features));
    const least = LEAST_STYLE_GAP * styleEnergy(recipe, regions);
    const ranges: LossRanges = {
      style: Math.max(gap?.data[0] ?? 0, least) || 1,
      content: contentRange(recipe, target) || 1,
    };
    return { target, ranges };
  } finally {
    await program.release();
  }
}

function makeObjective(
  { network, recipe }: StageTools,
  { content, regions }: StageTask,
  { target, weights, variable }: { target: ContentTarget; weights: LossWeights; variable: Parameterisation },
): Objective {
  return ({ x }) => {
    const pixels = variable.decode(x as Tensor4D);
    const features: Features = network.features(pixels, layersOf(recipe));
    const place = { size: content, pixels: content.alpha };
    return {
      content: tf.mul(weighedContentLoss(recipe, target, features, place), weights.content),
      style: tf.mul(styleLoss(recipe, regions, features, content), weights.style),
      ...(recipe.tvWeight > 0 && { tv: tf.mul(totalVariation(pixels), recipe.tvWeight) }),
    };
  };
}

function minimizeStage(
  program: Program,
  { optimizer, clip }: Recipe,
  { iterations, moments }: StageTask,
  {
    start,
    render,
    onStep,
    previewEvery,
    signal,
  }: StageHooks & { start: Float32Array; render: (x: Float32Array) => Picture },
): Promise<MinimizeResult> {
  const spec: OptimizerSpec = optimizer.kind === 'adam' && moments ? { ...optimizer, moments } : optimizer;
  return program.minimize(
    {
      variable: 'x',
      start,
      frozen: {},
      optimizer: spec,
      settings: { iterations, ...(clip && { range: [0, 1] }), ...(previewEvery && { previewEvery }) },
    },
    { onStep: (report) => onStep(report, render), ...(signal && { signal }) },
  );
}
