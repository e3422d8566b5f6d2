/** Pictures as goldens. Files are read and written by sharp alone: nst's own writer may be what is wrong. */
import sharp from 'sharp';
import type { Picture } from '../../../src/image/index.js';
import { perceptualDistance } from '../perceptual.js';
import type { GoldenFormat } from './golden.js';

/** Hardly to be told from the picture (a perceptual distance of 0.001), in a third of a PNG. */
const JPEG = { quality: 90, chromaSubsampling: '4:4:4' };

/** An opaque picture, in 0..1. */
export const PICTURE_FORMAT: GoldenFormat<Picture> = {
  suffix: 'jpg',
  encode: ({ width, height, pixels }) =>
    sharp(Uint8Array.from(pixels, toByte), { raw: { width, height, channels: 3 } })
      .jpeg(JPEG)
      .toBuffer(),
  decode: async (bytes) => {
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, pixels: Float32Array.from(data, (byte) => byte / 255) };
  },
  distance(a, b) {
    const sizes = [a, b].map(({ width, height }) => `${width}x${height}`);
    if (sizes[0] !== sizes[1]) throw new Error(`expected a picture of ${sizes[1]}, found ${sizes[0]}`);
    return perceptualDistance(a, b);
  },
};

function toByte(value: number): number {
  return Math.round(255 * Math.min(1, Math.max(0, value)));
}
