import type { Engine } from '../../shared/engine/engine.js';
import { openEngine } from '../../shared/engine/openEngine.js';
import type { OptionsOf } from '../../shared/options/option.js';
import { SILENT } from '../../shared/reporter.js';
import { longTermSpectrum } from '../eqMatch.js';
import { soundNetwork } from '../features/networks.js';
import { recipeOf } from '../makeRecipe.js';
import { measure } from '../metrics/compare.js';
import { checkOptions, type STYLE_OPTIONS, type TransferAudioOptions } from '../options.js';
import { readInput } from '../readInput.js';
import { loudnessOf } from '../render/level.js';
import { Scratch } from '../scratch/scratch.js';
import { excerptOf, type SoundSource } from '../sound.js';
import { measureStyle } from '../transfer/measureStyle.js';
import { styleSignal } from '../workingSounds.js';
import { digestOf, type SavedStyle, styleKeyOf } from './savedStyle.js';

/** What is measured, and how: the settings that a transfer has to have as well to use it. */
export interface CaptureStyleOptions
  extends OptionsOf<typeof STYLE_OPTIONS>,
    Pick<TransferAudioOptions, 'reporter' | 'signal'> {
  /** The sound whose style is kept: a file, what would stand in one, or samples. */
  readonly sound: SoundSource;
}

/**
 * Measures everything that transfers need to know of a style, so that it can be used in place of the sound with the same
 * result.
 *
 * @throws NstError NST_BAD_OPTION, NST_BAD_INPUT or NST_DEVICE
 */
export async function captureStyle({ sound: source, ...options }: CaptureStyleOptions): Promise<SavedStyle> {
  checkOptions({ ...options, content: source, style: source });
  const { seed = 0, device = 'auto', threads = 0, reporter = SILENT } = options;
  const recipe = recipeOf(options);
  const network = await soundNetwork(recipe.network, seed);
  const scratch = new Scratch();
  try {
    const sound = await readInput(source, 'style', options, scratch);
    const signal = await styleSignal(sound, recipe, scratch);
    return {
      key: await styleKeyOf(recipe),
      measures: await withEngine({ device, threads, reporter }, (engine) =>
        measureStyle(signal, { engine, network, recipe }),
      ),
      loudnessLufs: loudnessOf(sound),
      spectrum: longTermSpectrum(sound),
      metrics: await measure(excerptOf(sound)),
      digest: digestOf(sound),
    };
  } finally {
    scratch.close();
  }
}

async function withEngine<T>(
  settings: Parameters<typeof openEngine>[0],
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = await openEngine(settings);
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}
