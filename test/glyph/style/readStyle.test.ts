import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readStyle } from '../../../src/glyph/style/readStyle.js';
import { failure } from '../../support/failure.js';
import { scratchFolder } from '../../support/pictures.js';

const folder = scratchFolder();
const SIDE = 48;
type Paint = (x: number, y: number) => readonly number[];

async function write(name: string, channels: 1 | 3 | 4, paint: Paint, side = SIDE): Promise<string> {
  const bytes = Uint8Array.from({ length: side * side * channels }, (_, i) => {
    const pixel = Math.floor(i / channels);
    return paint(pixel % side, Math.floor(pixel / side))[i % channels]!;
  });
  const path = join(folder, name);
  await sharp(bytes, { raw: { width: side, height: side, channels } })
    .png()
    .toFile(path);
  return path;
}

/** How far from the middle, in pixels. */
const radius = (x: number, y: number) => Math.hypot(x - (SIDE - 1) / 2, y - (SIDE - 1) / 2);
const isDisc = (x: number, y: number) => radius(x, y) < 12;
/** A green disc with a red glow on black. */
const glowing: Paint = (x, y) =>
  isDisc(x, y) ? [30, 220, 60] : [Math.max(0, 200 - (radius(x, y) - 12) * 30), 0, 0];
const stripes: Paint = (x, y) => [(x * 31) % 256, (y * 57) % 256, ((x + y) * 11) % 256];

describe('readStyle', () => {
  it('takes the shape from a mask, and the effect off its background', async () => {
    const style = await write('glow.png', 3, glowing);
    const mask = await write('white.png', 1, (x, y) => [isDisc(x, y) ? 255 : 0]);
    const { picture, shape, shapeOrigin } = await readStyle(style, mask);
    expect(shapeOrigin).toBe('mask');
    const at = (x: number, y: number) => [
      ...picture.rgba.subarray((y * SIDE + x) * 4, (y * SIDE + x) * 4 + 4),
    ];
    expect(at(24, 24)[3]).toBe(1);
    expect(at(0, 0)).toEqual([0, 0, 0, 0]);
    // Beside the disc there is nothing but light: as red as it is opaque.
    const [red = 0, green = 0, , alpha = 0] = at(24, 24 + 15);
    expect(red).toBeCloseTo(alpha, 5);
    expect(alpha).toBeGreaterThan(0.2);
    expect(green).toBeCloseTo(0, 5);
    expect(shape?.data[24 * SIDE + 24]).toBe(1);
  });

  it('takes a mask that is white all around the other way round, and says so', async () => {
    const style = await write('turned.png', 3, glowing);
    const mask = await write('black-disc.png', 1, (x, y) => [isDisc(x, y) ? 0 : 255]);
    const warnings: string[] = [];
    const { shape } = await readStyle(style, mask, { warn: (line) => warnings.push(line) });
    expect(shape?.data[24 * SIDE + 24]).toBe(1);
    expect(shape?.data[0]).toBe(0);
    expect(warnings).toEqual([expect.stringContaining('black-disc.png: the mask is white all around')]);
  });

  it('takes a mask of half the size for the shape it shows', async () => {
    const style = await write('large.png', 3, glowing);
    const half = (x: number, y: number) => Math.hypot(x - 11.5, y - 11.5) < 6;
    const mask = await write('half.png', 1, (x, y) => [half(x, y) ? 255 : 0], SIDE / 2);
    const { shape } = await readStyle(style, mask);
    const wrong = [...shape!.data.entries()].filter(
      ([i, value]) => value >= 0.5 !== isDisc(i % SIDE, Math.floor(i / SIDE)),
    );
    // Half of the pixels along the contour, whose steps are twice as large in the mask.
    expect(wrong.length).toBeLessThan(38);
  });

  it('takes a mask beside the style that is named after it', async () => {
    const style = await write('named.png', 3, glowing);
    await write('named-mask.png', 1, (x, y) => [isDisc(x, y) ? 255 : 0]);
    expect((await readStyle(style)).shapeOrigin).toBe('mask');
  });

  it('takes the shape from alpha: all of a cut-out, the solid part of what has a halo', async () => {
    const cutOut = await write('cut.png', 4, (x, y) => [...stripes(x, y), isDisc(x, y) ? 255 : 0]);
    const plain = await readStyle(cutOut);
    expect(plain.shapeOrigin).toBe('alpha');
    const soft = await write('soft.png', 4, (x, y) => [
      ...stripes(x, y),
      isDisc(x, y) ? 255 : Math.max(0, 160 - 10 * (radius(x, y) - 12)),
    ]);
    const haloed = await readStyle(soft);
    const covered = (data: Float32Array) => data.reduce((sum, value) => sum + value, 0);
    expect(covered(haloed.shape!.data)).toBeCloseTo(covered(plain.shape!.data), 0);
  });

  it('finds a shape on a plain background', async () => {
    const found = await readStyle(
      await write('found.png', 3, (x, y) => (isDisc(x, y) ? [200, 60, 20] : [250, 250, 250])),
    );
    expect(found.shapeOrigin).toBe('found');
    const wrong = [...found.shape!.data.entries()].filter(
      ([i, value]) => value >= 0.5 !== isDisc(i % SIDE, Math.floor(i / SIDE)),
    );
    expect(wrong).toEqual([]);
  });

  it('takes anything else for a texture', async () => {
    const { shape, shapeOrigin, picture } = await readStyle(await write('stripes.png', 3, stripes));
    expect({ shape, shapeOrigin }).toEqual({ shape: undefined, shapeOrigin: 'none' });
    expect(picture.rgba.filter((_, i) => i % 4 === 3).every((alpha) => alpha === 1)).toBe(true);
  });

  it('says what is wrong with a style or its mask, in one line', async () => {
    const style = await write('good.png', 3, glowing);
    const cases: [() => Promise<unknown>, string][] = [
      [
        async () => readStyle(await write('grey.png', 3, () => [7, 7, 7])),
        'grey.png: expected a style with something in it',
      ],
      [
        async () => readStyle(await write('dot.png', 3, () => [7, 7, 7], 1)),
        'dot.png: expected a style of at least 16x16 px, found 1x1',
      ],
      [
        async () => readStyle(await write('clear.png', 4, () => [9, 9, 9, 0])),
        'clear.png: expected something to see',
      ],
      [() => readStyle(join(folder, 'nowhere.png')), 'nowhere.png: expected a picture'],
      [
        async () => readStyle(style, await write('black.png', 1, () => [0])),
        'black.png: expected a mask with some white in it',
      ],
      [
        async () => readStyle(style, await write('all.png', 1, () => [255])),
        'all.png: expected a mask that is white here and black there',
      ],
    ];
    for (const [read, message] of cases) {
      await expect(read()).rejects.toEqual(failure('NST_BAD_INPUT', message));
    }
  });
});
