import sharp, { type OverlayOptions } from 'sharp';
import { type Premultiplied, RGBA } from '../src/glyph/grid.js';

const GAP_PX = 4;
const BACKGROUNDS = ['#000000', '#808080', '#ffffff'] as const;

/** Straight alpha, 8 bits. */
function bytesOf({ rgba }: Premultiplied): Uint8Array {
  const bytes = new Uint8ClampedArray(rgba.length);
  for (let i = 0; i < rgba.length; i += RGBA) {
    const alpha = rgba[i + RGBA - 1] as number;
    for (let c = 0; c < RGBA - 1; c++) bytes[i + c] = (255 * (rgba[i + c] as number)) / Math.max(alpha, 1e-3);
    bytes[i + RGBA - 1] = 255 * alpha;
  }
  return new Uint8Array(bytes.buffer);
}

/** Pictures beside each other, on black, grey and white. */
export async function writeSheet(file: string, pictures: readonly Premultiplied[]): Promise<void> {
  const width = pictures.reduce((sum, picture) => sum + picture.width + GAP_PX, 0);
  const height = Math.max(...pictures.map((picture) => picture.height)) + GAP_PX;
  const layers: OverlayOptions[] = [];
  for (const [row, background] of BACKGROUNDS.entries()) {
    const input = { create: { width, height, channels: 4, background } } as const;
    layers.push({ input, left: 0, top: row * height });
    let left = 0;
    for (const picture of pictures) {
      const raw = { width: picture.width, height: picture.height, channels: RGBA } as const;
      layers.push({ input: Buffer.from(bytesOf(picture)), raw, left, top: row * height });
      left += picture.width + GAP_PX;
    }
  }
  const canvas = { width, height: height * BACKGROUNDS.length, channels: 4, background: '#000' } as const;
  await sharp({ create: canvas }).composite(layers).png().toFile(file);
}
