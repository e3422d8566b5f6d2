import type { Tensor, Tensor4D } from '../shared/engine/tf.js';
import type { Network } from '../shared/networks/network.js';
import type { Parameterisation } from '../shared/parameterisation/parameterisation.js';
import { pixelParameterisation } from '../shared/parameterisation/pixels.js';
import { spectrumParameterisation } from '../shared/parameterisation/spectrum.js';
import { type Size, sizeText } from '../shared/pictures/picture.js';
import { PIXELS } from '../shared/terms/totalVariation.js';
import type { View } from '../shared/transfer/view.js';
import type { Recipe } from './recipe.js';
import { withoutWrap, wrapAround } from './wrap.js';

/** Pictures of one size as terms see them: the layers of a network, and the pixels themselves. */
export interface PictureView extends View {
  readonly parameterisation: Parameterisation;
}

function parameterisationOf(variable: Recipe['variable'], { height, width }: Size): Parameterisation {
  return variable === 'pixels'
    ? pixelParameterisation(height, width)
    : spectrumParameterisation(height, width);
}

/**
 * @param variable what is varied in place of the pixels
 * @param wrapPx how much of its other side is seen beyond each side of the picture
 */
export function pictureView(
  network: Network,
  size: Size,
  variable: Recipe['variable'] = 'pixels',
  wrapPx = 0,
): PictureView {
  const parameterisation = parameterisationOf(variable, size);
  return {
    key: `${variable} ${sizeText(size)}${wrapPx > 0 ? ` wrapped ${wrapPx}` : ''}`,
    shape: parameterisation.shape,
    parameterisation,
    see: (x: Tensor, layers) => {
      const pixels = parameterisation.decode(x);
      const others = layers.filter((layer) => layer !== PIXELS);
      const features: Record<string, Tensor4D> =
        others.length > 0 ? featuresOf(network, pixels, others, wrapPx) : {};
      return { ...features, [PIXELS]: pixels };
    },
  };
}

function featuresOf(
  network: Network,
  pixels: Tensor4D,
  layers: readonly string[],
  wrapPx: number,
): Record<string, Tensor4D> {
  if (wrapPx === 0) return network.features(pixels, layers);
  const [, height, width] = pixels.shape;
  const features = network.features(wrapAround(pixels, wrapPx), layers);
  const entries = Object.entries(features).map(
    ([layer, map]) => [layer, withoutWrap(map, { width, height }, wrapPx)] as const,
  );
  return Object.fromEntries(entries);
}
