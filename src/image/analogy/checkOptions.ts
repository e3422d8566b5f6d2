import { NstError } from '../../shared/errors.js';
import { kebabCase } from '../../shared/options/option.js';
import { stylesOf, type TransferImageOptions } from '../options.js';

/** What belongs to recipes that minimise losses; an analogy has none but that of rebuilding. */
const UNUSED = [
  'styleMask',
  'styleMap',
  'contentMap',
  'match',
  'init',
  'styleLayers',
  'contentLayers',
  'statistic',
  'terms',
  'styleWeight',
  'contentWeight',
  'tvWeight',
  'optimizer',
  'variable',
] as const satisfies readonly (keyof TransferImageOptions)[];

const FLAGS: Readonly<Partial<Record<(typeof UNUSED)[number], string>>> = { terms: 'term' };

/** @throws NstError NST_BAD_OPTION for what analogies have no use for, and for more than one style */
export function checkAnalogyOptions(options: TransferImageOptions): void {
  const given = UNUSED.find((name) => options[name] !== undefined);
  if (given) {
    const flag = FLAGS[given] ?? kebabCase(given);
    throw new NstError(
      'NST_BAD_OPTION',
      `${flag}: preset analogy2017 puts pixels of the style together, and has no use for it; leave it out`,
    );
  }
  const { length } = stylesOf(options);
  if (length > 1) {
    throw new NstError('NST_BAD_OPTION', `style: expected 1 file for preset analogy2017, found ${length}`);
  }
}
