/** Pictures with alpha as goldens. Files are read and written by sharp alone: nst's own writer may be what is wrong. */
import sharp from 'sharp';
import type { Premultiplied } from '../../../src/glyph/index.js';
import type { Picture } from '../../../src/image/index.js';
import { perceptualDistance } from '../perceptual.js';
import type { GoldenFormat } from './golden.js';

/** Four bytes a pixel, colours not multiplied by alpha. */
export function straightBytes({ rgba }: Premultiplied): Uint8Array {
  return Uint8Array.from(rgba, (value, i) => {
    const alpha = rgba[i - (i % 4) + 3]!;
    const straight = i % 4 === 3 ? alpha : alpha > 0 ? value / alpha : 0;
    return Math.round(255 * Math.min(1, Math.max(0, straight)));
  });
}

/** The picture on black (0) or white (1). */
function onGrey({ width, height, rgba }: Premultiplied, grey: number): Picture {
  const pixels = Float32Array.from({ length: width * height * 3 }, (_, i) => {
    const first = 4 * Math.floor(i / 3);
    return rgba[first + (i % 3)]! + (1 - rgba[first + 3]!) * grey;
  });
  return { width, height, pixels };
}

/** The distance is that on black or on white, whichever is the larger. */
export const GLYPH_FORMAT: GoldenFormat<Premultiplied> = {
  suffix: 'png',
  encode: (picture) => {
    const { width, height } = picture;
    return sharp(straightBytes(picture), { raw: { width, height, channels: 4 } })
      .png({ compressionLevel: 9 })
      .toBuffer();
  },
  decode: async (bytes) => {
    const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const rgba = Float32Array.from(data, (byte, i) =>
      i % 4 === 3 ? byte / 255 : (byte / 255) * (data[i - (i % 4) + 3]! / 255),
    );
    return { width: info.width, height: info.height, rgba };
  },
  distance(a, b) {
    const sizes = [a, b].map(({ width, height }) => `${width}x${height}`);
    if (sizes[0] !== sizes[1]) throw new Error(`expected a picture of ${sizes[1]}, found ${sizes[0]}`);
    return Math.max(...[0, 1].map((grey) => perceptualDistance(onGrey(a, grey), onGrey(b, grey))));
  },
};
