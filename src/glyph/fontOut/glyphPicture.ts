import { sharp } from '../../shared/pictures/sharp.js';
import type { Sprite } from '../alphabet/sprite.js';
import { drawPage } from '../atlas/page.js';
import type { GlyphPicture } from './tables/pictures.js';

/** The picture of a glyph as PNG, without a profile: engines take it for sRGB. */
export async function glyphPicture(sprite: Sprite): Promise<GlyphPicture> {
  const { width, height } = sprite.picture;
  const { pixels, alpha } = drawPage({ width, height }, [{ sprite, position: { page: 0, x: 0, y: 0 } }]);
  const bytes = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) bytes[4 * i + c] = 255 * pixels[3 * i + c]!;
    bytes[4 * i + 3] = 255 * (alpha?.[i] ?? 1);
  }
  const png = await sharp(bytes, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 9, adaptiveFiltering: true })
    .toBuffer();
  return { png, width, height, left: sprite.left, top: sprite.top };
}
