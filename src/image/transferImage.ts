import type { Engine } from '../shared/engine/engine.js';
import { openEngine } from '../shared/engine/openEngine.js';
import { openNetwork } from '../shared/networks/openNetwork.js';
import type { MinimizeResult } from '../shared/optim/minimize.js';
import type { Picture } from '../shared/pictures/picture.js';
import { openPicture } from '../shared/pictures/source.js';
import { SILENT } from '../shared/reporter.js';
import { AnalogyTransfer } from './analogy/analogyTransfer.js';
import { checkAnalogyOptions } from './analogy/checkOptions.js';
import { modelStart } from './apply/modelStart.js';
import { checkOptions } from './checkOptions.js';
import { readWork, resultSize, type TransferInputs } from './inputs.js';
import { checkLayers, makeRecipe } from './makeRecipe.js';
import { SIZE_PX, stylesOf, type TransferImageOptions } from './options.js';
import { PictureTransfer } from './pictureTransfer.js';
import { recipeTerms } from './recipeTerms.js';
import { planMemory } from './tileMemory.js';
import { networkOf } from './unitMeanNetwork.js';

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
  const { reporter = SILENT, signal, preview, device = 'auto', threads = 0 } = options;
  const recipe = makeRecipe(options);
  if (recipe.analogy) checkAnalogyOptions(options);
  // Before the weights, which take longer than to see that a picture is not there.
  const content = await openPicture(options.content);
  const trained = await openNetwork(recipe.network, options);
  // Tiles are planned by what the layers see.
  checkLayers(recipeTerms(recipe), trained);
  const sizePx = options.size ?? SIZE_PX.default;
  const { styleScale = 1 } = options;
  const size = resultSize(content, sizePx, recipe.marginPx);
  const limitBytes = planMemory(recipe, size, sizePx, { styleScale, memory: options.memory });
  const inputs = await readWork(options, content, recipe, reporter);
  const engine = await openEngine({ device, threads, reporter, keeper: options.checkpoint });
  try {
    const pictures = [inputs.content, ...inputs.styles.map(({ picture }) => picture)];
    const network = await networkOf(recipe, { engine, trained }, pictures);
    const transfer = recipe.analogy
      ? new AnalogyTransfer(engine, network, recipe)
      : new PictureTransfer(engine, network, recipe, false, limitBytes);
    const result = await transfer.run(await withStart(engine, inputs, options), {
      reporter,
      signal,
      preview,
      checkpoint: options.checkpoint,
    });
    return {
      picture: result.picture,
      seconds: (performance.now() - begin) / 1000,
      iterations: result.iterations,
      losses: { total: result.total, terms: result.terms },
      network: network.name,
      device: engine.device,
      seed: recipe.seed,
      ended: result.ended,
    };
  } finally {
    await engine.close();
  }
}

/** With what a net makes of the content, where one was named. */
async function withStart(
  engine: Engine,
  inputs: TransferInputs,
  { start: model, styleBlend: shares, reporter = SILENT, ...options }: TransferImageOptions,
): Promise<TransferInputs> {
  if (model === undefined) return inputs;
  reporter.stage('the net');
  const init = await modelStart(engine, inputs, { model, styles: stylesOf(options), shares });
  return { ...inputs, init };
}
