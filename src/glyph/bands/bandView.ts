import { type Tensor4D, tf } from '../../shared/engine/tf.js';
import type { Network } from '../../shared/networks/network.js';
import { type Size, sizeText } from '../../shared/pictures/picture.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import { RGBA_LAYER } from '../../shared/terms/plausible.js';
import type { View } from '../../shared/transfer/view.js';

/** What a picture that can be seen through is shown over: a network sees three channels. */
export type ViewName = (typeof VIEWS)[number];
export const VIEWS = ['black', 'white'] as const;

/**
 * A picture over black or white. Over one of them alone, alpha would be told from colours by nothing.
 *
 * @param rgba [n, h, w, 4], colours multiplied by alpha
 * @returns [n, h, w, 3]
 */
export function viewOf(name: ViewName, rgba: Tensor4D): Tensor4D {
  const [count, height, width] = rgba.shape;
  const colour = tf.slice(rgba, [0, 0, 0, 0], [count, height, width, RGBA - 1]);
  if (name === 'black') return colour;
  return tf.add(colour, tf.sub(1, tf.slice(rgba, [0, 0, 0, RGBA - 1], [count, height, width, 1])));
}

/** A layer of the network, looking at a picture over black or white. */
export const layerOver = (name: ViewName, layer: string) => `${name} ${layer}`;

/** Pictures that can be seen through, [1, h, w, 4], as terms see them: over black, over white, and as they are. */
export function bandView(network: Network, size: Size): View {
  return {
    key: `rgba ${sizeText(size)}`,
    shape: [1, size.height, size.width, RGBA],
    see: (x, layers) => {
      const rgba = x as Tensor4D;
      const seen: Record<string, Tensor4D> = { [RGBA_LAYER]: rgba };
      for (const view of VIEWS) {
        const viewed = network.layers.filter((layer) => layers.includes(layerOver(view, layer)));
        const features = viewed.length > 0 ? network.features(viewOf(view, rgba), viewed) : {};
        for (const [layer, value] of Object.entries(features)) seen[layerOver(view, layer)] = value;
      }
      return seen;
    },
  };
}
