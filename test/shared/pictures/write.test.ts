import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { outputFormat } from '../../../src/shared/pictures/format.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';
import { readPicture } from '../../../src/shared/pictures/read.js';
import { checkOutput, writePicture } from '../../../src/shared/pictures/write.js';
import { perceptualDistance } from '../../support/perceptual.js';
import { largestDifference, scene, scratchFolder } from '../../support/pictures.js';

const SIZE = { width: 64, height: 40 };
const picture = scene(SIZE, 21);
const NAMES = ['o.png', 'o.jpg', 'o.JPEG', 'o.webp', 'o.avif', 'o.tif', 'o.tiff'];

describe('writePicture', () => {
  it.each(NAMES)('%s comes back as it was, tagged sRGB', async (name) => {
    const path = join(scratchFolder(), name);
    await writePicture(path, picture);
    const header = await sharp(path).metadata();
    expect(header.format).toBe({ avif: 'heif' }[outputFormat(path) as string] ?? outputFormat(path));
    // The name in a profile of version 4 is UTF-16.
    expect(header.icc?.toString('latin1').replaceAll('\0', '')).toContain('sRGB');
    const back = await readPicture(path);
    const lossless = /png|tif/.test(name);
    expect(largestDifference(back.pixels, picture.pixels)).toBeLessThan(lossless ? 0.5001 / 255 : 0.12);
    expect(perceptualDistance(back, picture)).toBeLessThan(0.005);
  });

  it.each(['o.jpg', 'o.webp', 'o.avif'])('%s keeps colours that change from pixel to pixel', async (name) => {
    const path = join(scratchFolder(), name);
    // Red and blue of one lightness: with colours at half the resolution, both would become one violet.
    const pixels = Float32Array.from({ length: 32 * 32 * 3 }, (_, i) => {
      const column = Math.floor(i / 3) % 2;
      return [
        [0.8, 0.2, 0.2],
        [0.2, 0.35, 0.9],
      ][column]![i % 3]!;
    });
    await writePicture(path, { width: 32, height: 32, pixels });
    const back = await readPicture(path);
    const contrast = back.pixels[3 * 100]! - back.pixels[3 * 101]!;
    // WebP has no full colour resolution: its sharp mode keeps what the lightness can carry.
    if (name === 'o.webp') expect(contrast).toBeLessThan(0.6);
    else expect(contrast).toBeGreaterThan(0.55);
  });

  it('rounds to the nearest level and clamps', async () => {
    const path = join(scratchFolder(), 'o.png');
    const values = [-3, 0.4999 / 255, 0.5001 / 255, 127.49 / 255, 254.51 / 255, 7];
    await writePicture(path, { width: 2, height: 1, pixels: Float32Array.from(values) });
    expect([...(await sharp(path).raw().toBuffer())]).toEqual([0, 0, 1, 127, 255, 255]);
  });

  it('writes the same bytes again', async () => {
    const folder = scratchFolder();
    await writePicture(join(folder, 'a.png'), picture, { creator: 'nst', parameters: '{}' });
    await writePicture(join(folder, 'b.png'), picture, { creator: 'nst', parameters: '{}' });
    expect(readFileSync(join(folder, 'a.png'))).toEqual(readFileSync(join(folder, 'b.png')));
  });

  describe('alpha', () => {
    const alpha = Float32Array.from({ length: 64 * 40 }, (_, i) => (i % 64) / 63);
    const pixels = new Float32Array(picture.pixels.length).fill(0.25);
    const clear: Picture = { ...SIZE, pixels, alpha };

    it.each(NAMES.filter((name) => !/jpe?g/i.test(name)))('%s carries it', async (name) => {
      const path = join(scratchFolder(), name);
      await writePicture(path, clear);
      const back = await readPicture(path);
      expect(largestDifference(back.alpha!, alpha)).toBeLessThan(name === 'o.avif' ? 0.03 : 0.51 / 255);
      const visible = back.pixels.filter((_, i) => alpha[Math.floor(i / 3)]! > 0.1);
      expect(largestDifference(visible, new Float32Array(visible.length).fill(0.25))).toBeLessThan(0.03);
    });

    it('lies on white in JPEG', async () => {
      const path = join(scratchFolder(), 'o.jpg');
      await writePicture(path, clear);
      const back = await readPicture(path);
      expect(back.alpha).toBeUndefined();
      for (let x = 0; x < 64; x++) expect(back.pixels[3 * x]).toBeCloseTo(1 - 0.75 * alpha[x]!, 1);
    });
  });

  it.each(NAMES)('%s says how it was made', async (name) => {
    const path = join(scratchFolder(), name);
    const parameters = JSON.stringify({ style: 'a & b <"ü 猫">.jpg', seed: 7, long: 'x'.repeat(5000) });
    await writePicture(path, picture, { creator: 'nst 0.1.0', parameters });
    const xmp = (await sharp(path).metadata()).xmpAsString!;
    expect(xmp).toContain('xmp:CreatorTool="nst 0.1.0"');
    const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
    const description = /<rdf:li xml:lang="x-default">(.*)<\/rdf:li>/.exec(xmp)![1]!;
    const read = description.replace(/&(lt|gt|quot|amp);/g, (entity) => entities[entity as '&lt;']);
    expect(read).toBe(parameters);
  });

  it('leaves nothing behind when it fails, and an older file as it was', async () => {
    const folder = scratchFolder();
    const wide: Picture = { width: 17_000, height: 1, pixels: new Float32Array(17_000 * 3) };
    const path = join(folder, 'o.webp');
    writeFileSync(path, 'old');
    await expect(writePicture(path, wide)).rejects.toMatchObject({
      code: 'NST_BAD_OUTPUT',
      message: expect.stringMatching(
        /o\.webp: a picture of 17000x1 cannot be written as WEBP \(.*\); choose another format or size$/,
      ),
    });
    const broken = { ...picture, pixels: picture.pixels.slice().fill(Number.NaN, 60, 61) };
    await expect(writePicture(join(folder, 'n.png'), broken)).rejects.toMatchObject({
      code: 'NST_INTERNAL',
      message: `${join(folder, 'n.png')}: not written: pixel 20 is not a number`,
    });
    await expect(writePicture(join(folder, 'no', 'o.png'), picture)).rejects.toMatchObject({
      code: 'NST_BAD_OUTPUT',
    });
    expect(readdirSync(folder)).toEqual(['o.webp']);
    expect(readFileSync(path, 'utf8')).toBe('old');
  });
});

describe('outputFormat', () => {
  it.each([
    ['a.gif', 'found ".gif"'],
    ['a', 'found no ending'],
    ['folder.png/a.bmp', 'found ".bmp"'],
  ])('refuses %s', (path, found) => {
    expect(() => outputFormat(path)).toThrow(
      `${path}: expected a name that ends in .png, .jpg, .jpeg, .webp, .avif, .tif, .tiff; ${found}`,
    );
  });
});

describe('checkOutput', () => {
  const rules = { force: false, inputs: [] };

  it('refuses an unknown ending, wherever it is', async () => {
    await expect(checkOutput('/no/such/folder/o.psd', rules)).rejects.toMatchObject({
      code: 'NST_BAD_OPTION',
    });
  });

  it('asks whether the path can be written to', async () => {
    const folder = scratchFolder();
    await checkOutput(join(folder, 'o.png'), rules);
    writeFileSync(join(folder, 'o.png'), 'old');
    await expect(checkOutput(join(folder, 'o.png'), rules)).rejects.toMatchObject({
      code: 'NST_WOULD_OVERWRITE',
    });
    expect(readdirSync(folder)).toEqual(['o.png']);
  });
});
