import { existsSync, linkSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { outputFormat } from '../../src/image/format.js';
import type { Picture } from '../../src/image/picture.js';
import { readPicture } from '../../src/image/read.js';
import { checkOutput, writePicture } from '../../src/image/write.js';
import { perceptualDistance } from '../support/perceptual.js';
import { largestDifference, scene, scratchFolder } from '../support/pictures.js';

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

  it('keeps full colour resolution in JPEG and AVIF', async () => {
    for (const name of ['o.jpg', 'o.avif']) {
      const path = join(scratchFolder(), name);
      await writePicture(path, picture);
      expect(await sharp(path).metadata()).not.toMatchObject({ chromaSubsampling: '4:2:0' });
    }
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
    expect(await sharp(join(folder, 'a.png')).raw().toBuffer()).toEqual(
      await sharp(join(folder, 'b.png')).raw().toBuffer(),
    );
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
    expect(
      (await sharp(Buffer.from('old'))
        .metadata()
        .catch(() => 'old')) === 'old',
    ).toBe(true);
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

  function folderWith(...names: string[]): string {
    const folder = scratchFolder();
    for (const name of names) writeFileSync(join(folder, name), name);
    return folder;
  }

  it('passes a new file and leaves no trace', async () => {
    const folder = folderWith();
    await checkOutput(join(folder, 'new.png'), rules);
    await checkOutput(relative(process.cwd(), join(folder, 'new.png')), rules);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses an unknown ending', async () => {
    await expect(checkOutput('o.psd', rules)).rejects.toMatchObject({ code: 'NST_BAD_OPTION' });
  });

  it('refuses a folder that is missing, or is a file', async () => {
    const folder = folderWith('file');
    const missing = join(folder, 'no', 'o.png');
    await expect(checkOutput(missing, rules)).rejects.toMatchObject({
      code: 'NST_BAD_OUTPUT',
      message: `${missing}: the folder ${join(folder, 'no')} does not exist; make it, or choose another place`,
    });
    await expect(checkOutput(join(folder, 'file', 'o.png'), rules)).rejects.toThrow(
      'file is a file; make it',
    );
  });

  it.skipIf(process.platform !== 'linux')('refuses a folder that cannot be written to', async () => {
    await expect(checkOutput('/proc/o.png', rules)).rejects.toMatchObject({
      code: 'NST_BAD_OUTPUT',
      message: expect.stringMatching(
        /^\/proc\/o\.png: the folder \/proc cannot be written to \(.*\); choose/,
      ),
    });
  });

  it('refuses a folder in place of the file', async () => {
    const folder = folderWith();
    mkdirSync(join(folder, 'o.png'));
    await expect(checkOutput(join(folder, 'o.png'), { ...rules, force: true })).rejects.toThrow(
      'o.png: expected the name of a file to write, found a folder',
    );
  });

  it('replaces a file only when allowed', async () => {
    const path = join(folderWith('o.png'), 'o.png');
    await expect(checkOutput(path, rules)).rejects.toMatchObject({
      code: 'NST_WOULD_OVERWRITE',
      message: `${path}: exists already; choose another name, or allow it to be replaced (--force)`,
    });
    await checkOutput(path, { force: true, inputs: [join(path, '..', 'other.png')] });
    expect(existsSync(path)).toBe(true);
  });

  it('never writes over an input, whatever it is called', async () => {
    const folder = folderWith('in.png');
    const input = join(folder, 'in.png');
    symlinkSync(input, join(folder, 'link.png'));
    linkSync(input, join(folder, 'hard.png'));
    const same = (path: string, inputs: string[]) => checkOutput(path, { force: true, inputs });
    await expect(same(input, ['x', input])).rejects.toMatchObject({
      code: 'NST_BAD_OUTPUT',
      message: `${input}: this is also an input; choose another name`,
    });
    for (const name of ['link.png', 'hard.png']) {
      const message = `${join(folder, name)}: this is the same file as the input ${input}; choose another name`;
      await expect(same(join(folder, name), [input])).rejects.toThrow(message);
    }
    await expect(same(input, [relative(process.cwd(), input)])).rejects.toThrow('this is the same file');
    await expect(same(join(folder, '.', 'x', '..', 'in.png'), [input])).rejects.toThrow('also an input');
  });
});
