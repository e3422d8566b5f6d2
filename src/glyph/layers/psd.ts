import type * as AgPsd from 'ag-psd';
import { lazyModule } from '../../shared/lazyModule.js';
import type { LayerPicture } from './splitLayers.js';

const agPsd = lazyModule<typeof AgPsd>('ag-psd');

function pixelsOf({ width, height, rgba }: LayerPicture): AgPsd.PixelData {
  return { width, height, data: new Uint8ClampedArray(rgba.buffer, rgba.byteOffset, rgba.length) };
}

/**
 * A Photoshop file.
 *
 * @param layers from the lowest to the topmost, all of one size
 * @param merged what all of them look like together
 */
export function encodePsd(layers: readonly LayerPicture[], merged: LayerPicture): Uint8Array {
  const children = layers.map((layer) => ({
    name: layer.name,
    left: 0,
    top: 0,
    hidden: layer.isHidden ?? false,
    imageData: pixelsOf(layer),
  }));
  const { width, height } = merged;
  return agPsd.writePsdUint8Array(
    { width, height, children, imageData: pixelsOf(merged) },
    { noBackground: true },
  );
}
