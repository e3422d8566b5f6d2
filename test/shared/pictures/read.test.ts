import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { fitTo, sizeText } from '../../../src/shared/pictures/picture.js';
import { readPicture } from '../../../src/shared/pictures/read.js';
import { openPicture } from '../../../src/shared/pictures/source.js';
import { hugePng, tiff } from '../../support/pictureFiles.js';
import { largestDifference, scene, scratchFolder } from '../../support/pictures.js';

const folder = scratchFolder();
const SIZE = { width: 48, height: 32 };
const picture = scene(SIZE, 11);
const bytes = Uint8Array.from(picture.pixels, (value) => Math.round(value * 255));
const RAW = { raw: { ...SIZE, channels: 3 } } as const;
const rgb8 = () => sharp(bytes, RAW);
const words = Uint16Array.from(picture.pixels, (value) => Math.round(value * 65_535));

async function save(name: string, data: Promise<Uint8Array> | Uint8Array): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, await data);
  return path;
}

/** A single colour, as a file of sharp's making, read back: its first pixel in levels of 255. */
async function firstPixel(path: string): Promise<number[]> {
  const { pixels } = await readPicture(path);
  return [...pixels.subarray(0, 3)].map((value) => value * 255);
}

const flat = (background: string) => sharp({ create: { width: 16, height: 16, channels: 3, background } });

describe('readPicture: formats', () => {
  it.each([
    ['a.png', () => rgb8().png(), 0],
    ['a.tif', () => rgb8().tiff({ compression: 'lzw' }), 0],
    ['a.webp', () => rgb8().webp({ lossless: true }), 0],
    ['a.jpg', () => rgb8().jpeg({ quality: 100, chromaSubsampling: '4:4:4' }), 6],
    ['a.avif', () => rgb8().avif({ quality: 95, chromaSubsampling: '4:4:4' }), 10],
    ['a.gif', () => rgb8().gif({ dither: 0 }), 60],
  ])('%s', async (name, encode, levels) => {
    const path = await save(name, encode().toBuffer());
    const read = await readPicture(path);
    expect(sizeText(read)).toBe('48x32');
    expect(read.alpha).toBeUndefined();
    expect(largestDifference(read.pixels, picture.pixels) * 255).toBeLessThanOrEqual(levels + 0.51);
    expect((await openPicture(path)).size).toEqual(SIZE);
  });

  it('goes by the content, not by the name', async () => {
    const path = await save('really-a-jpeg.png', rgb8().jpeg().toBuffer());
    expect(sizeText(await readPicture(path))).toBe('48x32');
  });

  it('reads names with brackets, spaces and letters beyond ASCII', async () => {
    const path = await save('bild [n=-1] ü猫.png', rgb8().png().toBuffer());
    expect(sizeText(await readPicture(path))).toBe('48x32');
  });

  it('sees a file that has changed', async () => {
    const path = await save('changing.png', flat('#000').png().toBuffer());
    await readPicture(path);
    await save('changing.png', flat('#fff').png().toBuffer());
    expect(await firstPixel(path)).toEqual([255, 255, 255]);
  });

  it.each(['gif', 'webp'] as const)('takes the first frame of an animated %s', async (format) => {
    const frames = [flat('#f00'), flat('#0f0'), flat('#00f')].map((frame) => frame.png().toBuffer());
    const animation = sharp(await Promise.all(frames), { join: { animated: true } }).toFormat(format);
    const path = await save(`frames.${format}`, animation.toBuffer());
    const read = await readPicture(path);
    expect(sizeText(read)).toBe('16x16');
    expect(largestDifference(read.pixels.subarray(0, 3), [1, 0, 0])).toBeLessThan(0.02);
  });
});

describe('readPicture: 16 bits', () => {
  const precise = (path: string) =>
    readPicture(path).then((read) => largestDifference(read.pixels, picture.pixels));

  it('keeps the precision of PNG', async () => {
    const png = sharp(words, RAW).toColourspace('rgb16').png();
    expect(await precise(await save('16.png', png.toBuffer()))).toBeLessThan(0.6 / 65_535);
  });

  it('keeps the precision of TIFF', async () => {
    expect(await precise(await save('16.tif', tiff(SIZE, words)))).toBeLessThan(0.6 / 65_535);
  });

  it('keeps it through a resize', async () => {
    const path = await save('16.tif', tiff(SIZE, words));
    const wide = await readPicture(path, () => ({ width: 32, height: 21 }));
    const coarse = await readPicture(await save('8.tif', tiff(SIZE, bytes)), () => ({
      width: 32,
      height: 21,
    }));
    expect(largestDifference(wide.pixels, coarse.pixels)).toBeLessThan(0.004);
    const levels = new Set(wide.pixels);
    expect(levels.size).toBeGreaterThan(0.9 * wide.pixels.length);
  });

  it('keeps it through a resize in two steps', async () => {
    const [large, small] = [scene({ width: 480, height: 320 }, 4), scene({ width: 60, height: 40 }, 4)];
    const data = Uint16Array.from(large.pixels, (value) => Math.round(value * 65_535));
    const read = await readPicture(await save('large16.tif', tiff(large, data)), () => small);
    expect(largestDifference(read.pixels, small.pixels)).toBeLessThan(0.03);
    expect(new Set(read.pixels).size).toBeGreaterThan(0.9 * read.pixels.length);
  });

  it.each([10, 12] as const)('reads white of %i-bit AVIF as 1', async (bitdepth) => {
    const white = new Uint16Array(16 * 16 * 3).fill(65_535);
    const image = sharp(white, { raw: { width: 16, height: 16, channels: 3 } }).toColourspace('rgb16');
    const path = await save(`white${bitdepth}.avif`, image.avif({ bitdepth, quality: 100 }).toBuffer());
    expect(await firstPixel(path)).toEqual([255, 255, 255]);
  });

  it('refuses floating-point TIFF', async () => {
    const path = await save('float.tif', tiff(SIZE, picture.pixels));
    await expect(readPicture(path)).rejects.toThrow(
      `${path}: expected 8 or 16 bits a channel, found float; save it with 16 bits`,
    );
  });
});

describe('readPicture: colour', () => {
  it('takes a profile to sRGB', async () => {
    const path = await save('p3.png', flat('rgb(200,60,30)').withIccProfile('p3').png().toBuffer());
    const stored = await sharp(path, { ignoreIcc: true }).raw().toBuffer();
    expect(stored[0]).toBeLessThan(190);
    expect(await firstPixel(path)).toBeAllclose([200, 60, 30], 0, 2);
  });

  it('takes a profile to sRGB at 16 bits', async () => {
    // The values are P3 here; sharp needs them tagged as such. By the matrix of CSS Color 4 they are 217.4, 41.5, -2.2 in sRGB.
    const p3 = Uint16Array.from({ length: 16 * 16 * 3 }, (_, i) => [200, 60, 30][i % 3]! * 257);
    const raw = { raw: { width: 16, height: 16, channels: 3 } } as const;
    const png = sharp(p3, raw).toColourspace('rgb16').withIccProfile('p3').png();
    expect(await firstPixel(await save('p3-16.png', png.toBuffer()))).toBeAllclose([217.4, 41.5, 0], 0, 0.8);
  });

  it('reads CMYK and grey', async () => {
    const cmyk = flat('rgb(180,120,90)').toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 100 });
    expect(await firstPixel(await save('cmyk.jpg', cmyk.toBuffer()))).toBeAllclose([180, 120, 90], 0, 20);
    const grey = flat('rgb(128,128,128)').toColourspace('b-w').png();
    expect(await firstPixel(await save('grey.png', grey.toBuffer()))).toBeAllclose([128, 128, 128], 0, 1e-4);
    const grey16 = sharp(new Uint16Array(256).fill(12_345), { raw: { width: 16, height: 16, channels: 1 } });
    const path = await save('grey16.png', grey16.toColourspace('grey16').png().toBuffer());
    expect(await firstPixel(path)).toBeAllclose([48.035, 48.035, 48.035], 0, 0.002);
  });
});

describe('readPicture: orientation', () => {
  /** Where the tag says that the pixel seen at (x, y) is stored (EXIF 2.3, section 4.6.4). */
  const PLACE: Record<number, (x: number, y: number, right: number, bottom: number) => [number, number]> = {
    1: (x, y) => [x, y],
    2: (x, y, right) => [right - x, y],
    3: (x, y, right, bottom) => [right - x, bottom - y],
    4: (x, y, _, bottom) => [x, bottom - y],
    5: (x, y) => [y, x],
    6: (x, y, right) => [y, right - x],
    7: (x, y, right, bottom) => [bottom - y, right - x],
    8: (x, y, _, bottom) => [bottom - y, x],
  };

  function stored(orientation: number) {
    const [width, height] = orientation < 5 ? [SIZE.width, SIZE.height] : [SIZE.height, SIZE.width];
    const data = new Uint8Array(bytes.length);
    for (let y = 0; y < SIZE.height; y++) {
      for (let x = 0; x < SIZE.width; x++) {
        const [column, row] = PLACE[orientation]!(x, y, SIZE.width - 1, SIZE.height - 1);
        const from = (y * SIZE.width + x) * 3;
        data.set(bytes.subarray(from, from + 3), (row * width + column) * 3);
      }
    }
    return [data, { raw: { width, height, channels: 3 } }] as const;
  }

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF %i', async (orientation) => {
    const upright = await readPicture(await save('up.png', rgb8().png().toBuffer()));
    const path = await save(
      `o${orientation}.png`,
      sharp(...stored(orientation))
        .withMetadata({ orientation })
        .png()
        .toBuffer(),
    );
    const read = await readPicture(path);
    expect((await openPicture(path)).size).toEqual(SIZE);
    expect(largestDifference(read.pixels, upright.pixels)).toBe(0);
    const small = await readPicture(path, () => ({ width: 12, height: 8 }));
    const uprightSmall = await readPicture(join(folder, 'up.png'), () => ({ width: 12, height: 8 }));
    expect(largestDifference(small.pixels, uprightSmall.pixels)).toBeLessThan(0.02);
  });
});

describe('readPicture: size', () => {
  it('makes it as small or large as asked', async () => {
    const path = await save('a.png', rgb8().png().toBuffer());
    expect(sizeText(await readPicture(path, (size) => fitTo(size, 24)))).toBe('24x16');
    expect(sizeText(await readPicture(path, (size) => fitTo(size, 100)))).toBe('100x67');
  });

  it('comes to the same by way of sharp as without', async () => {
    const large = scene({ width: 480, height: 320 }, 4);
    const data = Uint8Array.from(large.pixels, (value) => Math.round(value * 255));
    const png = sharp(data, { raw: { width: 480, height: 320, channels: 3 } }).png();
    const path = await save('large.png', png.toBuffer());
    const viaSharp = await readPicture(path, () => ({ width: 60, height: 40 }));
    const direct = await readPicture(path, () => ({ width: 130, height: 87 }));
    const reference = scene({ width: 60, height: 40 }, 4);
    expect(largestDifference(viaSharp.pixels, reference.pixels)).toBeLessThan(0.03);
    expect(largestDifference(direct.pixels, scene({ width: 130, height: 87 }, 4).pixels)).toBeLessThan(0.03);
  });

  it('stays in 0..1 where Lanczos overshoots', async () => {
    const stripes = Uint8Array.from({ length: 32 * 32 * 3 }, (_, i) => (Math.floor(i / 3 / 4) % 2) * 255);
    const png = sharp(stripes, { raw: { width: 32, height: 32, channels: 3 } }).png();
    const read = await readPicture(await save('stripes.png', png.toBuffer()), () => ({
      width: 80,
      height: 80,
    }));
    expect(Math.min(...read.pixels)).toBe(0);
    expect(Math.max(...read.pixels)).toBe(1);
  });
});

describe('readPicture: alpha', () => {
  const rgba = (alpha: (i: number) => number, hidden = 255) =>
    Uint8Array.from({ length: 16 * 16 * 4 }, (_, k) => {
      const a = alpha(k >> 2);
      if (k % 4 === 3) return a;
      return a === 0 ? hidden : [30, 60, 90][k % 4]!;
    });
  const png = (data: Uint8Array) =>
    sharp(data, { raw: { width: 16, height: 16, channels: 4 } })
      .png()
      .toBuffer();

  it('keeps it apart; hidden colours do not matter', async () => {
    const alpha = (i: number) => (i % 16 < 4 ? 0 : 128);
    const read = await readPicture(await save('alpha.png', png(rgba(alpha))));
    expect([...read.alpha!.subarray(2, 6)].map((v) => v * 255)).toBeAllclose([0, 0, 128, 128], 0, 1e-4);
    const expected = Float32Array.from({ length: read.pixels.length }, (_, i) => [30, 60, 90][i % 3]! / 255);
    expect(largestDifference(read.pixels, expected)).toBeLessThan(1e-6);
    for (const width of [2, 7, 40]) {
      const sized = await readPicture(join(folder, 'alpha.png'), () => ({ width, height: width }));
      const levels = [...sized.pixels].map((value, i) => Math.abs(value * 255 - [30, 60, 90][i % 3]!));
      expect(Math.max(...levels)).toBeLessThan(1.5);
    }
  });

  it('drops it where it is opaque', async () => {
    const read = await readPicture(await save('opaque.png', png(rgba(() => 255))));
    expect(read.alpha).toBeUndefined();
  });

  it('refuses a picture with nothing to see', async () => {
    const path = await save('nothing.png', png(rgba(() => 0)));
    await expect(readPicture(path)).rejects.toThrow(
      `${path}: expected something to see, found that every pixel is transparent`,
    );
  });

  it('refuses one with nothing to see at the size asked for', async () => {
    const faint = rgba((i) => (i === 0 ? 1 : 0));
    const path = await save('faint.png', png(faint));
    expect((await readPicture(path)).alpha![0]).toBeCloseTo(1 / 255, 6);
    await expect(readPicture(path, () => ({ width: 4, height: 4 }))).rejects.toThrow(
      'every pixel is transparent',
    );
  });
});

describe('readPicture: bad files, one clear line each', () => {
  const readable = 'expected a picture (PNG, JPEG, WebP, AVIF, TIFF or GIF)';
  const files: Record<string, Buffer> = {};

  beforeAll(async () => {
    const noise = Buffer.from(
      Uint8Array.from({ length: 90 * 60 * 3 }, (_, i) => (i * 7919 + ((i * i) >> 5)) & 255),
    );
    const image = () => sharp(noise, { raw: { width: 90, height: 60, channels: 3 } });
    files.png = await image().png().toBuffer();
    files.jpg = await image().jpeg().toBuffer();
    files.webp = await image().webp().toBuffer();
    files.avif = await image().avif().toBuffer();
    files.tif = await image().tiff({ compression: 'lzw' }).toBuffer();
    files.gif = await image().gif().toBuffer();
  });

  async function problem(path: string): Promise<string> {
    const error: unknown = await readPicture(path).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'NstError', code: 'NST_BAD_INPUT' });
    const { message } = error as Error;
    expect(message).not.toContain('\n');
    expect(message.startsWith(`${path}: `)).toBe(true);
    return message.slice(path.length + 2);
  }

  it('missing', async () => {
    const missing = `${readable}, found no file of that name; check the path`;
    expect(await problem(join(folder, 'missing.png'))).toBe(missing);
    expect(await problem(join(await save('file.png', files.png!), 'below.png'))).toBe(missing);
  });

  it('a folder', async () => {
    mkdirSync(join(folder, 'folder.png'));
    expect(await problem(join(folder, 'folder.png'))).toBe(`${readable}, found a folder; name a file in it`);
  });

  it.skipIf(process.platform === 'win32')('a device', async () => {
    expect(await problem('/dev/zero')).toBe(`${readable}, found a pipe or device; save it to a file first`);
  });

  it('HEIC, as phones save it', async () => {
    const avif = files.avif!;
    const brands = avif.subarray(0, avif.readUInt32BE(0)).toString('latin1').replaceAll('avif', 'heic');
    const heic = await save(
      'photo.heic',
      Buffer.concat([Buffer.from(brands, 'latin1'), avif.subarray(brands.length)]),
    );
    expect(await problem(heic)).toBe(`${readable}, found HEIC; save it as PNG or JPEG first`);
  });

  it('empty', async () => {
    expect(await problem(await save('empty.png', Buffer.alloc(0)))).toBe(`${readable}, found an empty file`);
  });

  it('text and other data that call themselves a picture', async () => {
    const text = await save('text.png', Buffer.from('<!doctype html>\n<p>Not found</p>\n'));
    expect(await problem(text)).toBe(`${readable}, found text; check what this file is`);
    const data = await save('data.png', Buffer.from([0, 1, 2, 3, 250, 251, 252]));
    expect(await problem(data)).toBe(`${readable}, found data of another kind; check what this file is`);
    const svg = await save(
      'vector.png',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    );
    expect(await problem(svg)).toBe(`${readable}, found SVG; save it as PNG first`);
  });

  it.each(['png', 'jpg', 'webp', 'avif', 'tif', 'gif'])('%s cut short', async (ending) => {
    const whole = files[ending]!;
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      const path = await save(`cut.${ending}`, whole.subarray(0, Math.floor(whole.length * share)));
      expect(await problem(path)).toMatch(/damaged or cut short.*; get it again$/);
    }
  });

  it('100,000 pixels wide', async () => {
    const wide = 'expected sides of at most 65535 px, found 100000x1; make the picture smaller first';
    expect(await problem(await save('wide.png', hugePng(100_000, 1)))).toBe(wide);
    // The pixels of this one are broken: nobody looked at them.
    expect(await problem(await save('broken.png', hugePng(100_000, 1).subarray(0, 45)))).toBe(wide);
    await expect(openPicture(join(folder, 'wide.png'))).rejects.toThrow(wide);
  });

  it('a bomb: few bytes, too many pixels', async () => {
    expect(await problem(await save('bomb.png', hugePng(60_000, 60_000)))).toBe(
      'expected at most 268 megapixels, found 3600 (60000x60000); make the picture smaller first',
    );
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('no permission', async () => {
    const path = await save('secret.png', files.png!);
    chmodSync(path, 0o000);
    expect(await problem(path)).toBe('no permission to read this file; change its permissions');
  });
});
