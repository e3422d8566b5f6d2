/** Runs whose peak memory is measured, and compared with what is predicted: every preset, and what else may take memory. */

import { PRESET_NAMES, PRESETS, type PresetName } from '../src/image/methods/registry.js';
import { IMAGE_OPTIONS } from '../src/image/options.js';
import type { Recipe } from '../src/image/recipe.js';
import { LBFGS_DEFAULTS } from '../src/shared/optim/lbfgs.js';
import { flagOf, type OptionsOf, type OptionTable } from '../src/shared/options/option.js';

/** Texts of the command line, by the names of options. */
type Texts = Partial<Record<keyof typeof IMAGE_OPTIONS, string>>;

/** One run of `nst image`. */
export interface MemoryCase {
  /** What its row is called. */
  readonly name: string;
  readonly options: OptionsOf<typeof IMAGE_OPTIONS>;
  /** The same for the command line. */
  readonly flags: readonly string[];
}

/** Enough for the optimiser to remember as much as it may, in the last of up to four stages. */
function iterationsOf({ optimizer }: Recipe): number {
  const pairs = optimizer.kind === 'lbfgs' ? optimizer.history : undefined;
  return 60 + (pairs ?? LBFGS_DEFAULTS.history);
}

function caseOf(name: string, preset: PresetName, size: number, more: Texts = {}): MemoryCase {
  const recipe: Recipe = PRESETS[preset];
  const texts = { preset, size: `${size}`, iterations: `${iterationsOf(recipe)}`, ...more };
  const table: OptionTable = IMAGE_OPTIONS;
  const entries = Object.entries(texts).map(([option, text]) => [option, table[option]!, text] as const);
  return {
    name: `${name}, ${size} px`,
    options: Object.fromEntries(entries.map(([option, row, text]) => [option, row.parse(text)])),
    flags: entries.flatMap(([option, row, text]) => [`--${flagOf(option, row)}`, text]),
  };
}

const SIZES_PX = [256, 512];
const LARGE_PX = 1024;

/** All of them. */
export const MEMORY_CASES: readonly MemoryCase[] = [
  ...PRESET_NAMES.flatMap((preset) => SIZES_PX.map((size) => caseOf(preset, preset, size))),
  caseOf('default', 'default', LARGE_PX, { iterations: '6' }),
  ...(['vgg19', 'vgg16'] as const).flatMap((network) =>
    SIZES_PX.map((size) => caseOf(`default on ${network}`, 'default', size, { network })),
  ),
  caseOf('Gram matrices', 'default', 512, { statistic: 'gram' }),
  caseOf('moments', 'default', 512, { statistic: 'moments' }),
  caseOf('frequencies', 'default', 512, { variable: 'spectrum' }),
  caseOf('style of twice the size', 'default', 512, { styleScale: '2' }),
  caseOf('histograms as well', 'default', 512, { terms: 'histogram' }),
  caseOf('edges as well', 'default', 512, { terms: 'laplacian' }),
];
