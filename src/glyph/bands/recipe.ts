import type { NetworkChoice } from '../../shared/networks/pictureNetworks.js';
import { PICTURE_NETWORKS } from '../../shared/networks/pictureNetworks.js';
import { evenWeights } from '../../shared/parameters/parameter.js';
import type { TermSpec } from '../../shared/terms/registry.js';
import type { BandStatistic } from './bandStatistics.js';
import { layerOver, VIEWS } from './bandView.js';

/** What settles the result besides the task: plain data. */
export interface BandRecipe {
  readonly network: NetworkChoice;
  /** The losses: one of statistics named `style`, by band, and `plausible`. */
  readonly terms: readonly TermSpec[];
  /** The start is blurred by this much, in pixels: noise of single pixels is not what examples are made of. */
  readonly blurPx: number;
  /** Each stage is half as large as the next; there are no more than this. */
  readonly mostStages: number;
  /** No stage has narrower strokes: their bands would be narrower than a pixel. */
  readonly smallestRadiusPx: number;
  /** Evaluations at full size. */
  readonly lastIterations: number;
  /** Evaluations in all when another picture is gone on from, at full size. */
  readonly polishIterations: number;
  /** Evaluations of a stage relative to those of the next larger one. */
  readonly coarseShare: number;
}

/** Layers that are compared, all weighted alike. */
const LAYERS = ['conv1', 'conv2', 'conv3', 'conv5', 'mixed0', 'mixed1'];
/** Bands in which a layer is all but dead do not count for more than this mean square allows. */
const LEAST_ENERGY = 1e-6;

/** What the network sees of each band, over black and over white. */
export function bandTerm(kind: BandStatistic): TermSpec {
  const layers = VIEWS.flatMap((view) => LAYERS.map((layer) => layerOver(view, layer)));
  return { kind, name: 'style', layers: evenWeights(layers), leastEnergy: LEAST_ENERGY };
}

export const BAND_RECIPE: BandRecipe = {
  network: PICTURE_NETWORKS.inception.choice,
  terms: [bandTerm('moments'), { kind: 'plausible', weight: 0.01 }],
  blurPx: 1.5,
  mostStages: 3,
  smallestRadiusPx: 3,
  lastIterations: 25,
  polishIterations: 12,
  coarseShare: 1.5,
};

/** The recipe with another statistic in place of the moments. */
export function bandRecipe(statistic: BandStatistic): BandRecipe {
  const terms = BAND_RECIPE.terms.map((spec) => (spec.name === 'style' ? bandTerm(statistic) : spec));
  return { ...BAND_RECIPE, terms };
}
