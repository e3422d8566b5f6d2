import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Picture, RGB, type Size } from '../../src/shared/pictures/picture.js';
import { Rng } from '../../src/shared/rng.js';
import { makeStyle, STYLE_KINDS } from './styles/generators.js';

const SIZE: Size = { width: 512, height: 512 };
/** A fifth shows hills that are made up, the others a photograph. */
const WITHOUT_PHOTO = 0.2;
/** Every tenth is never trained on; their kinds are all different up to 60. */
const HELD_OUT_EVERY = 10;

/**
 * The path of a made style in the folder of training data.
 *
 * @param index from 0 on; kinds take turns
 */
export function madeStylePath(folder: string, index: number): string {
  const name = `made-${STYLE_KINDS[index % STYLE_KINDS.length]}-${String(index).padStart(3, '0')}.png`;
  const isHeldOut = index % HELD_OUT_EVERY === HELD_OUT_EVERY - 1;
  return join(folder, isHeldOut ? 'held-out' : '', 'styles', name);
}

/**
 * A made style as a PNG file; the same each time for the same number and photographs.
 *
 * @param folder the folder of training data: motifs are of its photographs, where it has some
 */
export async function madeStylePng(folder: string, index: number): Promise<Buffer> {
  const rng = new Rng(index);
  const photos = photosIn(join(folder, 'photos'));
  const isFree = photos.length === 0 || rng.uniform() < WITHOUT_PHOTO;
  const photo = isFree ? undefined : await readPhoto(photos[rng.integer(photos.length)]!);
  const kind = STYLE_KINDS[index % STYLE_KINDS.length]!;
  const { pixels } = makeStyle(kind, rng.integer(2 ** 31), SIZE, photo);
  const bytes = Uint8Array.from(pixels, (value) => Math.round(255 * value));
  return sharp(bytes, { raw: { ...SIZE, channels: RGB } })
    .png({ compressionLevel: 6 })
    .toBuffer();
}

function photosIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.png'));
  return names.sort().map((name) => join(folder, name));
}

async function readPhoto(path: string): Promise<Picture> {
  const { data, info } = await sharp(path)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: Float32Array.from(data, (value) => value / 255) };
}
