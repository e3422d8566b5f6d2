/** What a network sees of a picture, band by band. */
import type { Engine } from '../../shared/engine/engine.js';
import type { ArrayValue } from '../../shared/engine/objective.js';
import { type Scalar, type Tensor2D, type Tensor4D, tf } from '../../shared/engine/tf.js';
import type { Network } from '../../shared/networks/network.js';
import { resample } from '../../shared/pictures/resample.js';
import { type Premultiplied, RGBA, type Size } from '../grid.js';
import { bandMoments, momentsDistance } from './bandMoments.js';
import type { GramRecipe } from './recipe.js';
import { viewOf } from './views.js';

/** How much each pixel belongs to each band, [height, width] for each. */
export type BandWeights = readonly Float32Array[];

/** Moments of bands, [bands, 2 c], by view and layer. */
export type BandStatistics = ReadonlyMap<string, ArrayValue>;

/** What looks at pictures. */
export interface Measure {
  readonly network: Network;
  readonly recipe: GramRecipe;
}

/** Weights of pixels as weights of a layer's positions. @returns [bands, h w]; each band's sum is 1 */
function weightsAt(bands: BandWeights, size: Size, layer: Size): Tensor2D {
  const positions = layer.width * layer.height;
  const all = new Float32Array(bands.length * positions);
  for (const [band, weights] of bands.entries()) {
    const small = resample(weights, size, layer, 'triangle');
    const sum = small.reduce((total, value) => total + value, 0) || 1;
    all.set(
      small.map((value) => value / sum),
      band * positions,
    );
  }
  return tf.tensor2d(all, [bands.length, positions]);
}

/** Moments of bands at each layer in each view, by name. @param rgba [1, h, w, 4] */
function measure({ network, recipe }: Measure, rgba: Tensor4D, bands: BandWeights): [string, Tensor2D][] {
  const [, height, width] = rgba.shape;
  // Layers of one size share theirs.
  const known = new Map<number, Tensor2D>();
  const weightsFor = (layer: Size) => {
    const weights = known.get(layer.width) ?? weightsAt(bands, { width, height }, layer);
    known.set(layer.width, weights);
    return weights;
  };
  return recipe.views.flatMap((view) => {
    const features = network.features(viewOf(view, rgba), recipe.layers);
    return recipe.layers.map((layer): [string, Tensor2D] => {
      const at = features[layer] as Tensor4D;
      const [, h, w] = at.shape;
      return [`${view} ${layer}`, bandMoments(at, weightsFor({ width: w, height: h }))];
    });
  });
}

/** Looks at an example. */
export async function measureExample(
  engine: Engine,
  tools: Measure,
  { rgba, width, height }: Premultiplied,
  bands: BandWeights,
): Promise<BandStatistics> {
  const program = await engine.compileForward(
    ({ picture }) => Object.fromEntries(measure(tools, picture as Tensor4D, bands)),
    { picture: { shape: [1, height, width, RGBA] } },
  );
  try {
    return new Map(Object.entries(await program.run({ picture: rgba })));
  } finally {
    await program.release();
  }
}

/**
 * How far a picture is from an example: the mean over views, layers and bands, as shares of what the example's moments
 * amount to.
 *
 * @param rgba [1, h, w, 4]
 */
export function bandLoss(tools: Measure, rgba: Tensor4D, bands: BandWeights, goals: BandStatistics): Scalar {
  const terms = measure(tools, rgba, bands).map(([name, moments]) =>
    momentsDistance(moments, (goals.get(name) as ArrayValue).data),
  );
  const sum = terms.reduce((total, term) => tf.add(total, term), tf.scalar(0));
  return tf.div(sum, terms.length) as Scalar;
}
