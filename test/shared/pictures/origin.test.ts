import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { convertFromSrgb, convertToSrgb } from '../../../src/shared/pictures/convertColour.js';
import { uprightExif } from '../../../src/shared/pictures/exif.js';
import { toLevels } from '../../../src/shared/pictures/levels.js';
import { originOf } from '../../../src/shared/pictures/origin.js';
import { readPicture } from '../../../src/shared/pictures/read.js';
import { openPicture } from '../../../src/shared/pictures/source.js';
import { encodePicture, writePicture } from '../../../src/shared/pictures/write.js';
import { largestDifference, paint, scene, scratchFolder } from '../../support/pictures.js';

const folder = scratchFolder();
const SIZE = { width: 24, height: 16 };
const picture = scene(SIZE, 3);
const bytes = Uint8Array.from(picture.pixels, (value) => Math.round(value * 255));
const words = Uint16Array.from(picture.pixels, (value) => Math.round(value * 65_535));
const raw = { ...SIZE, channels: 3 } as const;
const EXIF = { IFD0: { Copyright: 'me' }, IFD2: { ExposureTime: '1/100' } };

function save(name: string, data: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, data);
  return path;
}

/** Reads a photograph and writes it as it is, with what it has beside its pixels. */
async function again(path: string, name: string) {
  const source = await openPicture(path);
  const output = join(folder, name);
  await writePicture(output, await readPicture(source), undefined, {
    origin: originOf(source),
    dithers: true,
  });
  return { output, header: await sharp(readFileSync(output)).metadata(), picture: await readPicture(output) };
}

describe('a photograph of a camera', () => {
  const photo = () =>
    sharp(bytes, { raw })
      .withIccProfile('p3')
      .withExif(EXIF)
      .withMetadata({ orientation: 6, icc: 'p3' })
      .jpeg({ quality: 100 })
      .toBuffer();

  it.each(['kept.jpg', 'kept.png', 'kept.webp', 'kept.avif'])(
    'is turned once as %s, with profile and exposure',
    async (name) => {
      const path = save('camera.jpg', await photo());
      const before = await readPicture(path);
      const { header, picture: after } = await again(path, name);
      expect([after.width, after.height]).toEqual([SIZE.height, SIZE.width]);
      expect(header.orientation ?? 1).toBe(1);
      expect(header.icc).toEqual((await sharp(readFileSync(path)).metadata()).icc);
      expect(header.exif?.toString('latin1')).toContain('me\0');
      expect(largestDifference(before.pixels, after.pixels)).toBeLessThan(
        name.endsWith('png') ? 4 / 255 : 0.12,
      );
    },
  );

  it('loses nothing but what TIFF has no place for', async () => {
    const { header } = await again(save('camera.jpg', await photo()), 'kept.tif');
    expect([header.icc !== undefined, header.exif]).toEqual([true, undefined]);
  });
});

describe('16 bits', () => {
  it.each([
    ['deep.png', 'same.png'],
    ['deep.tif', 'same.tif'],
    ['deep.png', 'other.tif'],
  ])('%s is %s to the last of them', async (from, to) => {
    const image = sharp(words, { raw }).toColourspace('rgb16');
    const file = from.endsWith('png') ? image.png() : image.tiff({ compression: 'lzw' });
    const path = save(from, await file.toBuffer());
    const before = await readPicture(path);
    const { header, picture: after } = await again(path, to);
    expect(header.depth).toBe('ushort');
    expect(header.icc?.toString('latin1').replaceAll('\0', '')).toContain('sRGB');
    expect(largestDifference(before.pixels, after.pixels)).toBeLessThan(1.01 / 65_535);
  });

  it('hold alpha, and greys', async () => {
    const alpha = Float32Array.from({ length: 24 * 16 }, (_, i) => (i % 7) / 7);
    const path = save(
      'alpha.png',
      await encodePicture({ ...picture, alpha }, 'a.png', undefined, { bits: 16 }),
    );
    const read = await readPicture(path);
    expect(largestDifference(read.alpha!, alpha)).toBeLessThan(1 / 65_535);
    const greys = Uint16Array.from({ length: 24 * 16 }, (_, i) => i * 150);
    const grey = await sharp(greys, { raw: { ...SIZE, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toBuffer();
    const { header, picture: after } = await again(save('grey.png', grey), 'grey-again.png');
    expect(header.depth).toBe('ushort');
    expect(after.pixels[300]).toBeCloseTo((100 * 150) / 65_535, 4);
  });

  it('become 8 where a format has no more', async () => {
    const deep = await encodePicture(picture, 'a.jpg', undefined, { bits: 16 });
    expect((await sharp(deep).metadata()).depth).toBe('uchar');
  });
});

describe('eight bits', () => {
  const gradient = paint({ width: 512, height: 32 }, (x) => [0.3 + 0.02 * x, 0.4, 100 / 255]);
  const levelsOf = (dithers: boolean) => toLevels(gradient, { bits: 8, dithers }, 'a picture');

  it('are dithered so that means of a gradient are right, and levels stay what they are', () => {
    const [plain, dithered] = [levelsOf(false), levelsOf(true)];
    const errors = (levels: ArrayLike<number>) =>
      // Means over columns of 16 pixels, which a band is wider than.
      Array.from({ length: 32 }, (_, block) => {
        let sum = 0;
        for (let y = 0; y < 32; y++)
          for (let x = 16 * block; x < 16 * block + 16; x++) {
            const i = (y * 512 + x) * 3;
            sum += levels[i]! - 255 * gradient.pixels[i]!;
          }
        return Math.abs(sum / 512);
      });
    expect(Math.max(...errors(plain))).toBeGreaterThan(0.4);
    expect(Math.max(...errors(dithered))).toBeLessThan(0.06);
    expect(dithered.every((_, i) => i % 3 !== 2 || dithered[i] === 100)).toBe(true);
  });

  it('are rounded where there is texture', () => {
    const noisy = scene({ width: 16, height: 16 }, 9);
    const pixels = noisy.pixels.map((value, i) => value * (Math.floor(i / 3) % 2 === 0 ? 0.5 : 1));
    const levels = toLevels({ ...noisy, pixels }, { bits: 8, dithers: true }, 'a picture');
    const first = toLevels({ ...noisy, pixels }, { bits: 8, dithers: false }, 'a picture');
    // Pixels of the first row and column have one neighbour less to tell by.
    expect(levels.filter((value, i) => value !== first[i]).length).toBeLessThan(levels.length / 20);
  });
});

describe('colours', () => {
  it('come back from a space that they were taken to', async () => {
    const file = save('p3.png', await sharp(bytes, { raw }).withIccProfile('p3').png().toBuffer());
    const { profile } = originOf(await openPicture(file));
    const pixels = Float32Array.from(picture.pixels);
    convertFromSrgb(pixels, profile!.space);
    expect(largestDifference(pixels, picture.pixels)).toBeGreaterThan(0.01);
    convertToSrgb(pixels, profile!.space);
    expect(largestDifference(pixels, picture.pixels)).toBeLessThan(2e-4);
  });
});

describe('what a camera wrote', () => {
  it('is left out where it is damaged', () => {
    expect(uprightExif(Buffer.from('Exif\0\0II*\0\xff\xff\xff\x7f', 'latin1'))).toBeUndefined();
    expect(uprightExif(Buffer.from('nothing of the kind'))).toBeUndefined();
  });
});
