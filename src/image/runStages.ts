import type { AdamMoments } from '../shared/optim/adam.js';
import type { MinimizeResult, StepReport } from '../shared/optim/minimize.js';
import type { Stage } from '../shared/optim/stages.js';
import { type Picture, sizeText } from '../shared/pictures/picture.js';
import { resizePicture } from '../shared/pictures/resize.js';
import { SILENT } from '../shared/reporter.js';
import { Rng } from '../shared/rng.js';
import { finishPicture } from './finish.js';
import type { TransferInputs } from './inputs.js';
import { extendSize } from './margin.js';
import { stylesOf, type TransferImageOptions } from './options.js';
import { resizeMoments } from './resizeMoments.js';
import { runStage, type StageTools } from './stage.js';
import { inputsAt, type StageInputs, styledRegions } from './stageInputs.js';
import { startPicture } from './start.js';
import { measureStyle, type StyleTarget } from './targets.js';

/** What came of all stages. */
export interface StagesResult extends Pick<MinimizeResult, 'total' | 'terms' | 'ended'> {
  readonly picture: Picture;
  readonly iterations: number;
}

/** Runs stages one after the other, each from the result of the one before. */
export async function runStages(
  tools: StageTools,
  stages: readonly Stage[],
  inputs: TransferInputs,
  options: TransferImageOptions,
): Promise<StagesResult> {
  const { reporter = SILENT, signal } = options;
  const planned = stages.reduce((sum, stage) => sum + stage.iterations, 0);
  let last: StagesResult | undefined;
  let moments: AdamMoments | undefined;
  let done = 0;
  for (const [i, { sizePx, iterations }] of stages.entries()) {
    const at = inputsAt(inputs, sizePx);
    const shown = sizeText(extendSize(at.content, -at.marginPx));
    reporter.stage(`stage ${i + 1} of ${stages.length}: ${shown}, ${iterations} iterations`);
    const start = last ? resizePicture(last.picture, at.content) : firstPicture(tools, at, inputs, options);
    const task = {
      content: at.content,
      regions: styledRegions(at, await measureStyles(tools, at), sharesOf(options)),
      start,
      iterations,
      ...(moments && last && { moments: resizeMoments(moments, last.picture, at.content) }),
    };
    const onStep = (report: StepReport, render: (variable: Float32Array) => Picture) => {
      const { iteration, total, terms, best } = report;
      reporter.step({ step: done + iteration, steps: planned, total, terms });
      if (best)
        options.preview?.onPicture(finishPicture(render(best), { ...inputs, ...at }, options.keepColors));
    };
    const result = await runStage(tools, task, {
      onStep,
      ...(options.preview && { previewEvery: options.preview.every }),
      ...(signal && { signal }),
    });
    const { picture, total, terms, ended } = result;
    done += ended === 'converged' ? iterations : result.totals.length;
    // Moments of a spectrum cannot be resized as a picture can.
    moments = tools.recipe.variable === 'pixels' ? result.moments : undefined;
    last = { picture, total, terms, ended, iterations: (last?.iterations ?? 0) + result.totals.length };
    if (ended === 'stopped') break;
  }
  return atFullSize(last as StagesResult, inputs);
}

/** A run that was stopped early ends with a picture of the size of its stage. */
function atFullSize(result: StagesResult, { content }: TransferInputs): StagesResult {
  return { ...result, picture: resizePicture(result.picture, content) };
}

async function measureStyles(
  { engine, network, recipe }: StageTools,
  { styles }: StageInputs,
): Promise<StyleTarget[]> {
  const targets: StyleTarget[] = [];
  for (const style of styles) targets.push(await measureStyle(engine, network, recipe, style));
  return targets;
}

function sharesOf({ style, styleBlend }: TransferImageOptions): number[] {
  const blend = styleBlend ?? stylesOf({ style }).map(() => 1);
  const total = blend.reduce((sum, share) => sum + share, 0);
  return blend.map((share) => share / total);
}

function firstPicture(
  { recipe }: StageTools,
  { content, styles }: StageInputs,
  { init }: TransferInputs,
  { seed = 0 }: TransferImageOptions,
): Picture {
  if (init) return resizePicture(init, content, 'lanczos3');
  const [first] = styles;
  return startPicture(recipe.start, content, first?.picture ?? content, new Rng(seed));
}
