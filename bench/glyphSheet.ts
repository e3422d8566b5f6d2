import sharp, { type OverlayOptions } from 'sharp';
import { RGB } from '../src/shared/pictures/picture.js';
import { type Premultiplied, RGBA, type StraightPicture } from '../src/shared/pictures/premultiplied.js';

const GAP_PX = 4;
/** Colours are not divided by less. */
const LEAST_ALPHA = 1e-3;

const clamp01 = (value: number) => Math.min(1, Math.max(0, value));
const BACKGROUNDS = ['#000000', '#808080', '#ffffff'] as const;

/** The picture with colours that are not multiplied by alpha, as files have them. */
export function straightAlpha({ width, height, rgba }: Premultiplied): StraightPicture {
  const pixels = new Float32Array(width * height * RGB);
  const alpha = Float32Array.from({ length: width * height }, (_, i) => clamp01(rgba[i * RGBA + RGB] ?? 0));
  for (let i = 0; i < pixels.length; i++) {
    const pixel = Math.floor(i / RGB);
    const value = rgba[pixel * RGBA + (i % RGB)]!;
    pixels[i] = clamp01(value / Math.max(alpha[pixel]!, LEAST_ALPHA));
  }
  return { width, height, pixels, alpha };
}

/** 8 bits a channel. */
function bytesOf(picture: Premultiplied): Uint8Array {
  const { pixels, alpha } = straightAlpha(picture);
  return Uint8Array.from({ length: alpha.length * RGBA }, (_, i) => {
    const [pixel, c] = [Math.floor(i / RGBA), i % RGBA];
    return Math.round(255 * (c === RGB ? alpha[pixel] : pixels[pixel * RGB + c])!);
  });
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
