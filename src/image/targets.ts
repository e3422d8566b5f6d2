import type { Engine } from '../shared/engine/engine.js';
import type { ArrayValue } from '../shared/engine/objective.js';
import { type Tensor2D, type Tensor4D, tf } from '../shared/engine/tf.js';
import { combineWeights, layerWeights, type PixelWeights } from '../shared/losses/regionWeights.js';
import { STYLE_STATISTICS } from '../shared/losses/style.js';
import type { Network } from '../shared/networks/network.js';
import { type Picture, RGB } from '../shared/pictures/picture.js';
import type { Recipe } from './recipe.js';

/** Style statistics by layer. */
export type StyleTarget = ReadonlyMap<string, ArrayValue>;
/** Content features by layer. */
export type ContentTarget = ReadonlyMap<string, ArrayValue>;

/** A picture and how much each of its pixels counts beside its alpha. */
export interface WeightedPicture {
  readonly picture: Picture;
  readonly weights: PixelWeights;
}

const inputShape = ({ height, width }: Picture) => [1, height, width, RGB];

/** The style statistics of a picture, at the layers of the recipe. */
export async function measureStyle(
  engine: Engine,
  network: Network,
  { style }: Recipe,
  { picture, weights }: WeightedPicture,
): Promise<StyleTarget> {
  const layers = Object.keys(style.layers);
  const { measure } = STYLE_STATISTICS[style.statistic];
  const counted = combineWeights(weights, picture.alpha);
  return runOnce(engine, picture, (pixels) => {
    const features = network.features(pixels, layers);
    return layers.map((layer): [string, Tensor2D] => {
      const at = features[layer] as Tensor4D;
      const [, height, width] = at.shape;
      return [layer, measure(at, layerWeights(counted, picture, { height, width }))];
    });
  });
}

async function runOnce(
  engine: Engine,
  picture: Picture,
  forward: (pixels: Tensor4D) => [string, Tensor2D][],
): Promise<Map<string, ArrayValue>> {
  const program = await engine.compileForward(
    ({ pixels }) => Object.fromEntries(forward(pixels as Tensor4D)),
    {
      pixels: { shape: inputShape(picture) },
    },
  );
  try {
    return new Map(Object.entries(await program.run({ pixels: picture.pixels })));
  } finally {
    await program.release();
  }
}

/** A blend of styles: the weighted mean of their statistics. @param shares one for each target, in all 1 */
export function blendTargets(targets: readonly StyleTarget[], shares: readonly number[]): StyleTarget {
  const [first] = targets;
  if (!first || targets.length === 1) return first ?? new Map();
  return new Map(
    [...first].map(([layer, { shape, data }]) => {
      const blended = new Float32Array(data.length);
      targets.forEach((target, k) => {
        const values = (target.get(layer) as ArrayValue).data;
        for (let i = 0; i < blended.length; i++) {
          blended[i] = (blended[i] as number) + (shares[k] as number) * (values[i] as number);
        }
      });
      return [layer, { shape, data: blended }];
    }),
  );
}

/** An array as a constant of an objective. */
export const constant = ({ data, shape }: ArrayValue) => tf.tensor(data, [...shape]);
