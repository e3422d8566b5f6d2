/** Pages of a sheet of sprites. */

import { nearestSites } from '../../shared/fields/nearestSite.js';
import type { Picture, Size } from '../../shared/pictures/picture.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import type { Sprite } from '../alphabet/sprite.js';
import type { Place } from './pack.js';

/** Pixels fainter than this have too few levels for a colour. */
const COLOUR_ALPHA = 1 / 255;

/**
 * Lays sprites on a page, with straight alpha. Pixels that are not seen have the colour of the nearest that is, so that a
 * texture filter mixes no black into soft edges.
 */
export function drawPage(
  { width, height }: Size,
  sprites: readonly { readonly sprite: Sprite; readonly position: Place }[],
): Picture {
  const alpha = new Float32Array(width * height);
  const pixels = new Float32Array(width * height * 3);
  const hasColour = new Uint8Array(width * height);
  for (const { sprite, position } of sprites) {
    const { picture } = sprite;
    for (let y = 0; y < picture.height; y++) {
      for (let x = 0; x < picture.width; x++) {
        const from = (y * picture.width + x) * RGBA;
        const to = (position.y + y) * width + position.x + x;
        const opacity = picture.rgba[from + 3]!;
        alpha[to] = opacity;
        if (opacity < COLOUR_ALPHA) continue;
        hasColour[to] = 1;
        for (let c = 0; c < 3; c++) pixels[to * 3 + c] = picture.rgba[from + c]! / opacity;
      }
    }
  }
  spread(pixels, hasColour, { width, height });
  return { width, height, pixels, alpha };
}

/** Gives pixels without a colour that of the nearest one. */
function spread(pixels: Float32Array, hasColour: Uint8Array, size: Size): void {
  const nearest = nearestSites(hasColour, size);
  for (const [i, site] of nearest.entries()) {
    if (site < 0 || site === i) continue;
    pixels.copyWithin(i * 3, site * 3, site * 3 + 3);
  }
}
