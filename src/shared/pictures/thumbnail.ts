import { type Picture, RGB } from './picture.js';
import { sharp } from './sharp.js';

/** Side of thumbnails: enough to tell styles apart, and about 1 KB each. */
const SIDE_PX = 64;
const QUALITY = 60;

/** The middle of a picture as a small WebP in a data URI, which programs can show as it is. */
export async function thumbnailOf({ width, height, pixels }: Picture): Promise<string> {
  const bytes = Uint8ClampedArray.from(pixels, (value) => 255 * value);
  const webp = await sharp(bytes, { raw: { width, height, channels: RGB } })
    .resize(SIDE_PX, SIDE_PX, { fit: 'cover' })
    .webp({ quality: QUALITY })
    .toBuffer();
  return `data:image/webp;base64,${webp.toString('base64')}`;
}
