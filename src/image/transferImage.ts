import type { Engine } from '../shared/engine/engine.js';
import { openEngine } from '../shared/engine/openEngine.js';
import { NstError } from '../shared/errors.js';
import { loadNetwork } from '../shared/networks/loadNetwork.js';
import type { Network } from '../shared/networks/network.js';
import type { MinimizeResult } from '../shared/optim/minimize.js';
import { planStages } from '../shared/optim/stages.js';
import type { Picture } from '../shared/pictures/picture.js';
import { openPicture } from '../shared/pictures/source.js';
import { SILENT } from '../shared/reporter.js';
import { openModelStore, resolveModel } from '../shared/weights/store.js';
import { finishPicture } from './finish.js';
import { readInputs, resultSize, type TransferInputs } from './inputs.js';
import { checkLayers, makeRecipe } from './makeRecipe.js';
import { extendSize } from './margin.js';
import { checkMemory } from './memory.js';
import { checkOptions, SIZE_PX, type TransferImageOptions } from './options.js';
import type { Recipe } from './recipe.js';
import { runStages } from './runStages.js';

/** What came of a transfer. */
export interface TransferImageResult {
  readonly picture: Picture;
  readonly seconds: number;
  /** Evaluations of the losses, over all stages. */
  readonly iterations: number;
  /** The weighted losses of the result, by the last stage. */
  readonly losses: { readonly total: number; readonly terms: Readonly<Record<string, number>> };
  readonly network: string;
  /** The device that did the work. */
  readonly device: string;
  readonly seed: number;
  /** Why it ended: all iterations made, stopped by the signal, or no better picture to be found. */
  readonly ended: MinimizeResult['ended'];
}

/**
 * Gives a picture the style of others.
 *
 * The engine, its worker and all memory are freed before it returns. The same options on the same device and versions
 * give the same pixels.
 *
 * @throws NstError NST_BAD_OPTION, NST_BAD_INPUT, NST_DEVICE, NST_MODEL_MISSING, NST_MODEL_BROKEN or NST_MEMORY, each
 *   with one line that names the option or file and says what to do
 */
export async function transferImage(options: TransferImageOptions): Promise<TransferImageResult> {
  const begin = performance.now();
  checkOptions(options);
  const { reporter = SILENT, seed = 0, device = 'auto', threads = 0 } = options;
  const recipe = makeRecipe(options);
  const network = await networkOf(recipe, options);
  checkLayers(recipe, network);
  const content = await openPicture(options.content);
  const sizePx = options.size ?? SIZE_PX.default;
  checkMemory(recipe, resultSize(content, sizePx, recipe.marginPx), sizePx);
  const inputs = await readInputs(options, content, recipe.marginPx, reporter);
  const engine = await openEngine({ device, threads });
  try {
    const result = await transferOn(engine, network, recipe, inputs, options);
    return {
      picture: finishPicture(result.picture, inputs, options.keepColors),
      seconds: (performance.now() - begin) / 1000,
      iterations: result.iterations,
      losses: { total: result.total, terms: result.terms },
      network: network.name,
      device: engine.device,
      seed,
      ended: result.ended,
    };
  } finally {
    await engine.close();
  }
}

async function networkOf(
  { network }: Recipe,
  { cacheDir, modelFile }: TransferImageOptions,
): Promise<Network> {
  if (network.name === 'inception') {
    if (modelFile === undefined) return loadNetwork(network);
    const expected = 'expected together with network vgg19 or vgg16, found inception, which brings its own';
    throw new NstError('NST_BAD_OPTION', `model-file: ${expected}; name the network, or leave the file out`);
  }
  const { weights, normalisation } = await resolveModel(
    await openModelStore(cacheDir),
    network.name,
    modelFile,
  );
  return loadNetwork({ ...network, weights, ...(normalisation && { normalisation }) });
}

function transferOn(
  engine: Engine,
  network: Network,
  recipe: Recipe,
  inputs: TransferInputs,
  options: TransferImageOptions,
) {
  const { width, height } = extendSize(inputs.content, -inputs.marginPx);
  const sizePx = Math.max(width, height);
  const stages = planStages(recipe.stages, sizePx, options.iterations);
  return runStages({ engine, network, recipe }, stages, inputs, options);
}
