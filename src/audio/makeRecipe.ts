import type { SoundNetworkName } from './features/networks.js';
import { AUTOCORRELATION, isOwnLayer } from './features/styleFeatures.js';
import { ULYANOV_LAYER } from './features/ulyanovNetwork.js';
import type { TransferAudioOptions } from './options.js';
import { PRESETS } from './presets.js';
import type { Recipe } from './recipe.js';

/** The options that a recipe depends on. */
export type RecipeOptions = Pick<
  TransferAudioOptions,
  | 'preset'
  | 'strength'
  | 'iterations'
  | 'envelope'
  | 'rhythm'
  | 'network'
  | 'synthesis'
  | 'start'
  | 'phase'
  | 'seed'
>;

interface NetworkLayers {
  readonly style: Recipe['style'];
  /** The layer whose features are compared with the content's. */
  readonly content: string;
  /** A layer that sees patterns in time. */
  readonly rhythm?: string;
}

/** What is looked at in a network that is not the preset's own. */
const NETWORK_LAYERS: Readonly<Record<SoundNetworkName, NetworkLayers>> = {
  audio: {
    style: {
      block1: { statistic: 'gram', weight: 0.1 },
      block2: { statistic: 'gram', weight: 0.2 },
      block3: { statistic: 'gram', weight: 0.2 },
    },
    content: 'block3',
  },
  random: {
    style: {
      spectrum: { statistic: 'gram', weight: 0.2 },
      timbre: { statistic: 'gram', weight: 0.2 },
    },
    content: 'timbre',
    rhythm: 'rhythm',
  },
  ulyanov: { style: { [ULYANOV_LAYER]: { statistic: 'gram', weight: 0.5 } }, content: ULYANOV_LAYER },
};

/** The recipe of a preset with the options laid over it. */
export function recipeOf({ preset = 'default', network, phase, ...options }: RecipeOptions): Recipe {
  const base: Recipe = PRESETS[preset];
  const { strength, iterations, envelope, rhythm, synthesis, start, seed } = options;
  const recipe: Recipe = {
    ...(network === undefined ? base : withNetwork(base, network)),
    ...(strength !== undefined && { strength }),
    ...(iterations !== undefined && { iterations }),
    ...(envelope !== undefined && { envelope }),
    ...(rhythm !== undefined && { rhythm }),
    ...(synthesis !== undefined && { synthesis }),
    ...(start !== undefined && { start }),
    ...(seed !== undefined && { seed }),
  };
  const ownPhase = start === undefined ? recipe.inversion.phase : start === 'noise' ? 'random' : 'content';
  return withRhythm({ ...recipe, inversion: { ...recipe.inversion, phase: phase ?? ownPhase } });
}

/** The recipe with another network's layers in place of its own. */
function withNetwork(recipe: Recipe, network: SoundNetworkName): Recipe {
  if (network === recipe.network) return recipe;
  const { style, content } = NETWORK_LAYERS[network];
  const kept = Object.entries(recipe.style).filter(([layer]) => isOwnLayer(layer));
  const features = Object.values(recipe.content.features);
  return {
    ...recipe,
    network,
    style: { ...style, ...Object.fromEntries(kept) },
    content: {
      ...recipe.content,
      features: features.length > 0 ? { [content]: features.reduce((sum, weight) => sum + weight, 0) } : {},
    },
  };
}

/** What is added to the style where its rhythm is asked for: repetitions, and patterns if the network sees any. */
function withRhythm(recipe: Recipe): Recipe {
  if (recipe.rhythm !== 'style') return recipe;
  const { rhythm } = NETWORK_LAYERS[recipe.network];
  const weight = recipe.rhythmWeight;
  return {
    ...recipe,
    style: {
      ...recipe.style,
      [AUTOCORRELATION]: { statistic: 'autocorrelation', weight },
      ...(rhythm !== undefined && { [rhythm]: { statistic: 'gram', weight } }),
    },
  };
}
