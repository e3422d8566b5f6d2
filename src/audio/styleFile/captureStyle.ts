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
import type { SoundSource } from '../sound.js';
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
  const sound = await readInput(source, 'style', options);
  const recipe = recipeOf(options);
  const network = await soundNetwork(recipe.network, seed);
  const engine = await openEngine({ device, threads, reporter });
  try {
    return {
      key: await styleKeyOf(recipe),
      measures: await measureStyle(await styleSignal(sound, recipe), { engine, network, recipe }),
      loudnessLufs: loudnessOf(sound),
      spectrum: longTermSpectrum(sound),
      metrics: await measure(sound),
      digest: digestOf(sound),
    };
  } finally {
    await engine.close();
  }
}
