import type { ArrayValue } from '../shared/engine/objective.js';
import { type Scalar, type Tensor2D, type Tensor4D, tf } from '../shared/engine/tf.js';
import { contentFactor, contentLoss } from '../shared/losses/content.js';
import { layerWeights, type PixelWeights } from '../shared/losses/regionWeights.js';
import { STYLE_STATISTICS, styleFactor } from '../shared/losses/style.js';
import type { Size } from '../shared/pictures/picture.js';
import type { Recipe } from './recipe.js';
import { type ContentTarget, constant, type StyleTarget } from './targets.js';

/** Activations [1, h, w, c] by layer. */
export type Features = Readonly<Record<string, Tensor4D>>;

/** A part of the picture that is to have a style. */
export interface StyledRegion {
  /** Which pixels belong to it; all, if undefined. */
  readonly pixels: PixelWeights;
  readonly target: StyleTarget;
  /** Weight of this region's loss; those of all regions sum to 1. */
  readonly share: number;
}

/** Every layer that a recipe looks at. */
export function layersOf({ style, content }: Recipe): string[] {
  return [...new Set([...Object.keys(style.layers), ...Object.keys(content.layers)])];
}

const sumOf = (terms: readonly Scalar[]): Scalar =>
  terms.reduce((sum, term) => tf.add(sum, term), tf.scalar(0));

/** The style loss of all layers and regions, before it is weighted. @param size of the picture */
export function styleLoss(
  recipe: Recipe,
  regions: readonly StyledRegion[],
  features: Features,
  size: Size,
): Scalar {
  return sumOf(regions.map((region) => regionLoss(recipe, region, features, size)));
}

function regionLoss(
  { style }: Recipe,
  { pixels, target, share }: StyledRegion,
  features: Features,
  size: Size,
): Scalar {
  const statistic = STYLE_STATISTICS[style.statistic];
  const terms = Object.entries(style.layers).map(([layer, weight]): Scalar => {
    const at = features[layer] as Tensor4D;
    const [, height, width, channels] = at.shape;
    const goal = target.get(layer) as ArrayValue;
    const factor = styleFactor(style.normalisation, statistic, goal.data, channels);
    const measured = statistic.measure(at, layerWeights(pixels, size, { height, width }));
    return tf.mul(statistic.distance(measured, constant(goal) as Tensor2D), share * weight * factor);
  });
  return sumOf(terms);
}

/** The content loss of all layers, before it is weighted. @param pixels how much each pixel of the content counts */
export function weighedContentLoss(
  { content }: Recipe,
  target: ContentTarget,
  features: Features,
  { size, pixels }: { size: Size; pixels: PixelWeights },
): Scalar {
  const terms = Object.entries(content.layers).map(([layer, weight]): Scalar => {
    const at = features[layer] as Tensor4D;
    const [, height, width] = at.shape;
    const goal = target.get(layer) as ArrayValue;
    const positions = layerWeights(pixels, size, { height, width });
    const loss = contentLoss(at, constant(goal) as Tensor4D, positions);
    return tf.mul(loss, weight * contentFactor(content.normalisation, goal.data));
  });
  return sumOf(terms);
}

/** The content loss of a picture whose features are the content's means. */
export function contentRange({ content }: Recipe, target: ContentTarget): number {
  let range = 0;
  for (const [layer, weight] of Object.entries(content.layers)) {
    const { data } = target.get(layer) as ArrayValue;
    const perVariance = contentFactor('variance', data);
    if (perVariance > 0) range += (weight * contentFactor(content.normalisation, data)) / perVariance;
  }
  return range;
}

/** The style loss of a picture without any style, about. */
export function styleEnergy({ style }: Recipe, regions: readonly StyledRegion[]): number {
  const statistic = STYLE_STATISTICS[style.statistic];
  let energy = 0;
  for (const { target, share } of regions) {
    for (const [layer, weight] of Object.entries(style.layers)) {
      const { data, shape } = target.get(layer) as ArrayValue;
      const channels = shape[1] as number;
      const factor = styleFactor(style.normalisation, statistic, data, channels);
      energy += share * weight * factor * statistic.energy(data, channels);
    }
  }
  return energy;
}
