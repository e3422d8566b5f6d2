import type { MinimizationKeeper } from '../../shared/checkpoint/keeper.js';
import { NstError } from '../../shared/errors.js';
import { checkTable } from '../../shared/options/checkTable.js';
import { cacheDirOption, deviceOption, seedOption, threadsOption } from '../../shared/options/common.js';
import { integerOption, numberOption } from '../../shared/options/numbers.js';
import { flagOf, type OptionsOf, pickRows } from '../../shared/options/option.js';
import { fileOption } from '../../shared/options/paths.js';
import { switchOption } from '../../shared/options/texts.js';
import { wordOption } from '../../shared/options/words.js';
import type { Reporter } from '../../shared/reporter.js';
import { IMAGE_OPTIONS, SIZE_PX } from '../options.js';

export const TEXTURE_WAYS = ['gram', 'patches'] as const;
/** One of `TEXTURE_WAYS`: by the statistics of a network's features, or by patches of the example. */
export type TextureWay = (typeof TEXTURE_WAYS)[number];

const LOOK = 'The look';
const { statistic, network, styleLayers, iterations, modelFile } = pickRows(IMAGE_OPTIONS, [
  'statistic',
  'network',
  'styleLayers',
  'iterations',
  'modelFile',
]);

/** Every option of a texture. */
export const TEXTURE_OPTIONS = {
  /** File of the picture that shows the texture. */
  example: fileOption({
    help: 'the picture that shows the texture (PNG, JPEG, WebP, AVIF, TIFF, GIF)',
    placeholder: '[example]',
    section: LOOK,
    part: 'recipe',
  }),
  /** Side of the result, which is square, in pixels. */
  size: integerOption({
    help: 'side of the result, which is square',
    placeholder: '<px>',
    section: LOOK,
    part: 'recipe',
    ...SIZE_PX,
    fallback: SIZE_PX.default,
  }),
  /** What makes it. */
  by: wordOption(TEXTURE_WAYS, {
    help: 'what makes it',
    placeholder: '<way>',
    gloss: {
      gram: 'statistics of a network’s features',
      patches: 'small parts of the example itself',
    },
    section: LOOK,
    part: 'recipe',
    fallback: 'gram',
  }),
  /** Whether the result goes on at its other side without a seam. */
  tile: switchOption({
    help: 'a tile: it goes on at its other side without a seam',
    section: LOOK,
    part: 'recipe',
  }),
  /** Size of the texture relative to the example's. */
  scale: numberOption({
    help: 'size of the texture relative to the example’s',
    placeholder: '<factor>',
    section: LOOK,
    part: 'recipe',
    min: 0.05,
    max: 20,
    otherwise: '1; less, if the example is larger than the result',
  }),
  statistic: { ...statistic, help: statistic.help.replace('style', 'a texture'), otherwise: 'wasserstein' },
  network: { ...network, otherwise: 'inception' },
  layers: { ...styleLayers, help: 'layers whose statistics make the texture, e.g. conv1,mixed0' },
  iterations: { ...iterations, otherwise: 'those of the plan' },
  /** Of all that is random. */
  seed: seedOption({ help: 'seed of all that is random', fallback: 0 }),
  /** What the work is done on. */
  device: deviceOption({ fallback: 'auto' }),
  /** CPU threads; 0: one for each core. */
  threads: threadsOption(),
  modelFile,
  /** Folder of fetched network weights; that of the user's cache if left out. */
  cacheDir: cacheDirOption(),
} as const;

/** What a texture is asked to be. Names are those of the command line's options. */
export interface TextureOptions extends OptionsOf<typeof TEXTURE_OPTIONS> {
  /** File of the picture that shows the texture. */
  readonly example: string;
  readonly reporter?: Reporter | undefined;
  /** Ends the work soon; the result is then what there is by then. */
  readonly signal?: AbortSignal | undefined;
  /** As that of `TransferImageOptions`. */
  readonly checkpoint?: MinimizationKeeper | undefined;
}

/** Options that only the network has a use for. */
const ONLY_GRAM = ['statistic', 'network', 'layers', 'iterations', 'modelFile'] as const;

/**
 * Checks everything that can be checked without reading a file.
 *
 * @throws NstError NST_BAD_OPTION for the first option that is out of its range, or of the other way
 */
export function checkTextureOptions(options: TextureOptions): void {
  checkTable(TEXTURE_OPTIONS, options);
  if (options.by !== 'patches') return;
  const name = ONLY_GRAM.find((option) => options[option] !== undefined);
  if (name === undefined) return;
  const flag = flagOf(name, TEXTURE_OPTIONS[name]);
  throw new NstError('NST_BAD_OPTION', `${flag}: is for by gram, found by patches; leave one of them out`);
}
