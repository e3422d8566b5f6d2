import type { Layer } from '../effects/layer.js';
import { roomOf } from '../effects/paintLayers.js';
import type { Sides } from '../style/reach.js';

/**
 * Room around a shape for an effect and the layers on top of it. Layers that are drawn around the shape may lie on the effect,
 * those around the picture go beyond it.
 *
 * @param reachRadii of the effect, in radii of the strokes
 */
export function layerReach(
  reachRadii: Sides,
  layers: readonly Layer[],
): { readonly sides: Sides; readonly px: number } {
  const around = (of: Layer['of']) => roomOf(layers.filter((layer) => layer.of === of));
  const [shape, picture] = [around('shape'), around('picture')];
  const side = (radii: number) => Math.max(radii + picture.radii, shape.radii);
  const { top, right, bottom, left } = reachRadii;
  return {
    sides: { top: side(top), right: side(right), bottom: side(bottom), left: side(left) },
    px: Math.max(shape.px, picture.px),
  };
}
