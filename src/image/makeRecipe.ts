import { NstError } from '../shared/errors.js';
import type { NetworkName } from '../shared/networks/loadNetwork.js';
import type { Network } from '../shared/networks/network.js';
import { START_KINDS, type TransferImageOptions } from './options.js';
import { PRESETS } from './presets.js';
import type { Balance, LayerWeights, NetworkChoice, Recipe, StartKind } from './recipe.js';

/** Where one raw weight is given and the preset has none: about what the default strength comes to. */
const RAW_WEIGHTS = { style: 1, content: 0.02 } as const;

/** Layers that do on a VGG what the preset's do on its own network. */
const VGG_LAYERS = {
  style: ['relu1_1', 'relu2_1', 'relu3_1', 'relu4_1', 'relu5_1'],
  content: ['relu4_2'],
} as const;

/** The recipe of a preset with the options laid over it. */
export function makeRecipe(options: TransferImageOptions): Recipe {
  const preset: Recipe = PRESETS[options.preset ?? 'default'];
  const recipe = options.network ? withNetwork(preset, options.network) : preset;
  const { styleLayers, contentLayers, statistic, tvWeight, optimizer, variable, init } = options;
  return {
    ...recipe,
    style: {
      ...recipe.style,
      ...(statistic && { statistic }),
      ...(styleLayers && { layers: evenly(styleLayers) }),
    },
    content: { ...recipe.content, ...(contentLayers && { layers: evenly(contentLayers) }) },
    balance: balanceOf(recipe.balance, options),
    tvWeight: tvWeight ?? recipe.tvWeight,
    optimizer: optimizer && optimizer !== recipe.optimizer.kind ? { kind: optimizer } : recipe.optimizer,
    variable: variable ?? recipe.variable,
    start: startKind(init) ?? recipe.start,
  };
}

/** The kind of start that `init` names; undefined if it is a file, or left out. */
export function startKind(init: string | undefined): StartKind | undefined {
  return START_KINDS.find((kind) => kind === init);
}

const evenly = (layers: readonly string[]): LayerWeights =>
  Object.fromEntries(layers.map((layer) => [layer, 1 / layers.length]));

function withNetwork(recipe: Recipe, name: NetworkName): Recipe {
  if (recipe.network.name === name) return recipe;
  const isVgg = (network: string) => network !== 'inception';
  // The two VGGs have the layers of each other's recipes.
  if (isVgg(name) && isVgg(recipe.network.name))
    return { ...recipe, network: { ...recipe.network, name } as NetworkChoice };
  const { network, style, content } = PRESETS.default;
  const layers = isVgg(name)
    ? { style: evenly(VGG_LAYERS.style), content: evenly(VGG_LAYERS.content) }
    : { style: style.layers, content: content.layers };
  return {
    ...recipe,
    network: name === 'inception' ? network : { name, pooling: 'avg' },
    style: { ...recipe.style, layers: layers.style },
    content: { ...recipe.content, layers: layers.content },
  };
}

function balanceOf(
  balance: Balance,
  { strength, styleWeight, contentWeight }: TransferImageOptions,
): Balance {
  if (strength !== undefined) return { kind: 'strength', strength };
  if (styleWeight === undefined && contentWeight === undefined) return balance;
  const { style, content } = balance.kind === 'weights' ? balance : RAW_WEIGHTS;
  return { kind: 'weights', style: styleWeight ?? style, content: contentWeight ?? content };
}

/**
 * Checks that a network has the layers of a recipe.
 *
 * @throws NstError NST_BAD_OPTION
 */
export function checkLayers({ style, content }: Recipe, { name, layers }: Network): void {
  for (const [option, wanted] of [
    ['style-layers', style.layers],
    ['content-layers', content.layers],
  ] as const) {
    const unknown = Object.keys(wanted).find((layer) => !layers.includes(layer));
    if (unknown === undefined) continue;
    const expected = `layers of ${name} (${layers.join(', ')})`;
    throw new NstError('NST_BAD_OPTION', `${option}: expected ${expected}, found "${unknown}"`);
  }
}
