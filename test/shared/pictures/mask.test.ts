import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readMasks, readObjectMask } from '../../../src/shared/pictures/mask.js';
import { sizeText } from '../../../src/shared/pictures/picture.js';
import { fc } from '../../support/fastCheck.js';
import { tiff } from '../../support/pictureFiles.js';
import { paint, scratchFolder } from '../../support/pictures.js';

const folder = scratchFolder();
const SIZE = { width: 24, height: 16 };
const OWNER = { name: 'sea.jpg', ...SIZE };

/** Columns from black to white, as levels of 255. */
const ramp = Uint8Array.from({ length: 24 * 16 }, (_, i) => (i % 24) * 11);
const grey = (data = ramp, size = SIZE) =>
  sharp(data, { raw: { ...size, channels: 1 } }).toColourspace('b-w');

async function save(name: string, data: Promise<Uint8Array> | Uint8Array): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, await data);
  return path;
}

async function read(path: string, owner = OWNER): Promise<Float32Array> {
  return (await readMasks('style-mask', [path], [owner]))[0]!;
}

const problem = (path: string, owner = OWNER) =>
  read(path, owner).then(
    () => 'none',
    (error: Error & { code: string }) => `${error.code} ${error.message}`,
  );

describe('readMasks', () => {
  const expected = Float32Array.from(ramp, (level) => level / 255);

  it.each([
    ['m.png', () => grey().png(), 0.01],
    ['m.tif', () => grey().tiff({ compression: 'lzw' }), 0.01],
    ['m.webp', () => grey().webp({ lossless: true }), 0.01],
    ['m.jpg', () => grey().jpeg({ quality: 100 }), 3],
    ['m.avif', () => grey().avif({ quality: 95 }), 8],
    ['m.gif', () => grey().gif({ dither: 0 }), 12],
  ])('%s: white is 1, black is 0, greys are between', async (name, encode, levels) => {
    const mask = await read(await save(name, encode().toBuffer()));
    expect(mask).toBeAllclose(expected, 0, levels / 255);
    expect(Math.min(...mask)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...mask)).toBeLessThanOrEqual(1);
  });

  it('keeps the precision of 16 bits', async () => {
    const words = Uint16Array.from({ length: 24 * 16 * 3 }, (_, i) => 30_000 + (Math.floor(i / 3) % 24));
    const mask = await read(await save('16.tif', tiff(SIZE, words)));
    expect(mask.subarray(0, 24)).toBeAllclose(
      Array.from({ length: 24 }, (_, x) => (30_000 + x) / 65_535),
      0,
      1e-6,
    );
  });

  it('takes the lightness of colours', async () => {
    const of = async (background: string) => {
      const flat = sharp({ create: { ...SIZE, channels: 3, background } });
      return (await read(await save('colour.png', flat.png().toBuffer())))[0]!;
    };
    const parts = [await of('#f00'), await of('#0f0'), await of('#00f')];
    expect(parts).toBeAllclose([0.2126, 0.7152, 0.0722], 0, 1e-6);
    expect(await of('#fff')).toBeCloseTo(1, 6);
  });

  it('takes what is transparent for black', async () => {
    const rgba = Uint8Array.from({ length: 24 * 16 * 4 }, (_, i) => (i % 4 === 3 ? ramp[i >> 2]! : 255));
    const png = sharp(rgba, { raw: { ...SIZE, channels: 4 } }).png();
    expect(await read(await save('alpha.png', png.toBuffer()))).toBeAllclose(expected, 0, 1e-6);
  });

  it('turns it as its EXIF orientation says', async () => {
    const lying = grey(new Uint8Array(24 * 16).fill(255, 0, 24), { width: 16, height: 24 });
    const jpeg = lying.withMetadata({ orientation: 6 }).jpeg({ quality: 100 });
    const mask = await read(await save('turned.jpg', jpeg.toBuffer()));
    expect(mask[23]).toBeGreaterThan(0.9);
    expect(mask[0]).toBeLessThan(0.1);
  });

  it('brings it to the size of its picture, whatever its own', async () => {
    const halves = (size: typeof SIZE) => {
      const data = paint(size, (x) => (x < 0.5 ? [0, 0, 0] : [1, 1, 1])).pixels;
      return grey(
        Uint8Array.from({ length: data.length / 3 }, (_, i) => data[3 * i]! * 255),
        size,
      ).png();
    };
    for (const size of [
      { width: 12, height: 8 },
      { width: 240, height: 160 },
      { width: 49, height: 33 },
    ]) {
      const mask = await read(await save('halves.png', halves(size).toBuffer()));
      expect(mask).toHaveLength(24 * 16);
      for (const row of [0, 15]) {
        expect(mask.subarray(row * 24, row * 24 + 10)).toBeAllclose(new Float32Array(10), 0, 1e-6);
        expect(mask.subarray(row * 24 + 14, row * 24 + 24)).toBeAllclose(
          new Float32Array(10).fill(1),
          0,
          1e-6,
        );
      }
    }
  });

  it('takes masks and pictures that were made from one picture at any two sizes', async () => {
    const side = fc.integer({ min: 10, max: 400 });
    const at = fc.double({ min: 0.1, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(side, side, at, at, async (width, height, a, b) => {
        const [mask, owner] = [a, b].map((scale) => ({
          width: Math.round(width * scale),
          height: Math.round(height * scale),
        }));
        const png = grey(new Uint8Array(mask!.width * mask!.height).fill(255), mask).png();
        const path = await save('any.png', png.toBuffer());
        expect(await problem(path, { name: 'p', ...owner! })).toBe('none');
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    { width: 16, height: 24 },
    { width: 24, height: 18 },
    { width: 240, height: 150 },
    { width: 400, height: 400 },
  ])('refuses one of %o', async (size) => {
    const path = await save(
      'shape.png',
      grey(new Uint8Array(size.width * size.height).fill(9), size)
        .png()
        .toBuffer(),
    );
    const shape = 'expected a mask of the shape of sea.jpg (24x16)';
    expect(await problem(path)).toBe(
      `NST_BAD_INPUT ${path}: ${shape}, found ${sizeText(size)}; crop it alike`,
    );
  });

  it('refuses one that selects nothing', async () => {
    const path = await save(
      'black.png',
      grey(new Uint8Array(24 * 16))
        .png()
        .toBuffer(),
    );
    expect(await problem(path)).toBe(
      `NST_BAD_INPUT ${path}: expected a mask with some white in it, found one that is black everywhere; paint what is meant white`,
    );
  });

  it('refuses what is no picture', async () => {
    const path = await save('text.png', Buffer.from('white'));
    expect(await problem(path)).toMatch(/^NST_BAD_INPUT .*text\.png: expected a picture .* found text/);
    expect(await problem(join(folder, 'missing.png'))).toContain('missing.png: expected a picture');
  });

  it('reads one for each picture, in order, and refuses another number', async () => {
    const [a, b] = [
      await save('a.png', grey().png().toBuffer()),
      await save('b.png', grey().negate().png().toBuffer()),
    ];
    const masks = await readMasks('style-mask', [b, a], [OWNER, OWNER]);
    expect(masks.map((mask) => mask[0])).toBeAllclose([1, 0], 0, 1e-6);
    await expect(readMasks('style-mask', [a], [OWNER, OWNER])).rejects.toMatchObject({
      code: 'NST_BAD_OPTION',
      message: 'style-mask: expected 2 masks, one for each style in order, found 1',
    });
    await expect(readMasks('content-mask', [a, b], [OWNER])).rejects.toThrow(
      'content-mask: expected 1 mask, one for each style in order, found 2',
    );
  });
});

describe('readObjectMask', () => {
  const flat = (level: number) =>
    grey(new Uint8Array(24 * 16).fill(level))
      .png()
      .toBuffer();
  const refused = async (level: number, isInverted = false) =>
    readObjectMask(await save(`flat-${level}.png`, flat(level)), OWNER, isInverted).then(
      () => 'none',
      (error: Error & { code: string }) => `${error.code} ${error.message}`,
    );

  it('is what the mask says, or the opposite', async () => {
    const path = await save('object.png', grey().png().toBuffer());
    const mask = await readObjectMask(path, OWNER, false);
    expect(mask).toBeAllclose(
      Float32Array.from(ramp, (level) => level / 255),
      0,
      0.01,
    );
    expect(await readObjectMask(path, OWNER, true)).toBeAllclose(mask.map((value) => 1 - value));
  });

  it.each([
    [0, 'lighter'],
    [120, 'lighter'],
    [255, 'darker'],
    [140, 'darker'],
  ])('refuses one that is level %d everywhere, inverted or not', async (level, side) => {
    const problem = `NST_BAD_INPUT ${join(folder, `flat-${level}.png`)}: expected a mask with black and white in it, found one that is nowhere ${side} than mid-grey`;
    expect(await refused(level)).toBe(`${problem}; paint the object white on black`);
    expect(await refused(level, true)).toBe(`${problem}; paint the object black on white`);
  });

  it('refuses one of another shape than its picture', async () => {
    const path = await save('tall.png', grey(ramp, { width: 16, height: 24 }).png().toBuffer());
    await expect(readObjectMask(path, OWNER, false)).rejects.toMatchObject({
      code: 'NST_BAD_INPUT',
      message: `${path}: expected a mask of the shape of sea.jpg (24x16), found 16x24; crop it alike`,
    });
  });
});
