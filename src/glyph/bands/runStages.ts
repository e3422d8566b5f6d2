import { gaussianBlur } from '../../shared/fields/gaussianBlur.js';
import { planStages, type Stage } from '../../shared/optim/stages.js';
import { sizeText } from '../../shared/pictures/picture.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { resizePremultiplied } from '../../shared/pictures/resize.js';
import type { Reporter } from '../../shared/reporter.js';
import { Rng } from '../../shared/rng.js';
import type { BandTransfer } from './bandTransfer.js';
import { makePlausible } from './plausible.js';
import type { BandRecipe } from './recipe.js';
import { type BandTask, type StageInputs, stageInputs } from './stageInputs.js';

/** The smallest stage for a texture, which has no strokes to go by, as a share of the full size. */
const SMALLEST_TEXTURE = 0.25;

/** What a run is told besides its task. */
export interface RunControls {
  readonly seed: number;
  readonly reporter: Reporter;
  readonly signal?: AbortSignal | undefined;
  /** A picture as large as the target to go on from: only the last stage is run. */
  readonly start?: Premultiplied | undefined;
}

/** Coarse to fine, as long as the strokes are wide enough for their bands; to go on from a picture, the last one alone. */
function stagesOf({ target, radiusPx, example }: BandTask, recipe: BandRecipe, isPolish: boolean): Stage[] {
  const sizePx = Math.max(target.width, target.height);
  if (isPolish) return [{ sizePx, iterations: recipe.polishIterations }];
  const least = example.shape ? recipe.smallestRadiusPx / radiusPx : SMALLEST_TEXTURE;
  const { mostStages: most, lastIterations, coarseShare } = recipe;
  return planStages({ growth: 2, smallestPx: sizePx * least, most, lastIterations, coarseShare }, sizePx);
}

/** The start of the first stage: any plausible colours, blurred; of the others: the result of the one before. */
function startOf({ plausible, target }: StageInputs, before: Premultiplied | undefined, blurPx: number) {
  const values = before
    ? resizePremultiplied(before, target).rgba
    : gaussianBlur(plausible.random, target, blurPx, { channels: RGBA });
  return makePlausible(values, plausible);
}

/** Runs stages one after the other, each from the result of the one before. The result is as large as the target. */
export async function runStages(
  transfer: BandTransfer,
  task: BandTask,
  { seed, reporter, signal, start }: RunControls,
): Promise<Premultiplied> {
  const { recipe } = transfer;
  const { target } = task;
  const stages = stagesOf(task, recipe, start !== undefined);
  const steps = stages.reduce((sum, { iterations }) => sum + iterations, 0);
  const rng = new Rng(seed);
  let [picture, done] = [start, 0];
  for (const [i, { sizePx, iterations }] of stages.entries()) {
    const inputs = stageInputs(task, sizePx / Math.max(target.width, target.height), rng);
    const { width, height } = inputs.target;
    reporter.stage(
      `stage ${i + 1} of ${stages.length}: ${sizeText(inputs.target)}, ${iterations} iterations`,
    );
    const first = startOf(inputs, picture, recipe.blurPx);
    const { x, ended } = await transfer.runStage(inputs, first, iterations, {
      onStep: ({ iteration, total, terms }) => reporter.step({ step: done + iteration, steps, total, terms }),
      signal,
    });
    picture = { width, height, rgba: makePlausible(x, inputs.plausible) };
    done += iterations;
    if (ended === 'stopped') break;
  }
  return resizePremultiplied(picture!, target);
}
