import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lightnessOf } from '../../../src/image/colour/luma.js';
import {
  BRUSH_NAMES,
  type Picture,
  type RenderOptions,
  readPicture,
  renderImage,
  writePicture,
} from '../../../src/image/index.js';
import { gaussianBlur } from '../../../src/shared/fields/gaussianBlur.js';
import { paint, scene, scratchFolder } from '../../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => join(folder, `${name}.png`);
const SIZE = { width: 96, height: 72 };
/** Shapes with edges: discs over a shade. */
const discs = (seed: number) =>
  paint(SIZE, (x, y) => {
    const value = 0.5 + 0.3 * Math.sin(5 * x + seed) * Math.cos(4 * y + seed);
    const isInside = Math.hypot(x - 0.35 - 0.1 * seed, y - 0.5) < 0.22 || Math.hypot(x - 0.8, y - 0.3) < 0.12;
    return isInside ? [value, 0.2, 0.1] : [0.3 * value, value, 0.8];
  });
const blurOf = (picture: Picture): Picture => ({
  ...picture,
  pixels: gaussianBlur(picture.pixels, picture, 2, { channels: 3 }),
});

beforeAll(async () => {
  const [a, b] = [discs(0), discs(1.4)];
  await writePicture(file('a'), a);
  await writePicture(file('b'), b);
  await writePicture(file('blurred'), blurOf(a));
  await writePicture(file('negative'), { ...a, pixels: a.pixels.map((value) => 1 - value) });
  await writePicture(
    file('flat'),
    paint(SIZE, () => [0.3, 0.5, 0.7]),
  );
  await writePicture(file('square'), scene({ width: 64, height: 64 }, 1));
  await writePicture(file('strip'), scene({ width: 96, height: 4 }, 1));
});

const render = (options: Partial<RenderOptions> = {}) =>
  renderImage({ content: file('b'), size: 96, threads: 1, ...options });
const pixelsOf = async (name: string) => (await readPicture(file(name))).pixels;

/** Root mean square of differences. */
function distance(a: Float32Array, b: Float32Array): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / a.length);
}
const lights = (pixels: Float32Array) => lightnessOf({ ...SIZE, pixels });

describe.each(['strokes', 'regions'] as const)('by %s', (by) => {
  it('is the same for the same seed, another for another one', async () => {
    const [first, again, other] = [await render({ by }), await render({ by }), await render({ by, seed: 1 })];
    expect(first).toMatchObject({ picture: SIZE, seed: 0, ended: 'finished' });
    expect(again.picture).toEqual(first.picture);
    expect(other.picture.pixels).not.toEqual(first.picture.pixels);
    expect(first.picture.pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it('paints the picture: nearer to it than to another, and not the picture itself', async () => {
    const { picture } = await render({ by });
    const away = distance(picture.pixels, await pixelsOf('b'));
    expect(away).toBeLessThan(0.13);
    expect(away).toBeGreaterThan(0.02);
    expect(distance(picture.pixels, await pixelsOf('a'))).toBeGreaterThan(1.3 * away);
  });

  it('paints a flat picture flat, but for the paint', async () => {
    const { picture } = await render({ by, content: file('flat') });
    const means = [0, 1, 2].map((c) => {
      const channel = picture.pixels.filter((_, i) => i % 3 === c);
      return channel.reduce((sum, value) => sum + value, 0) / channel.length;
    });
    [0.3, 0.5, 0.7].forEach((value, c) => {
      expect(Math.abs(means[c]! - value)).toBeLessThan(0.02);
    });
    expect(distance(picture.pixels, await pixelsOf('flat'))).toBeLessThan(0.06);
  });

  it('has presets that differ', async () => {
    const pictures = await Promise.all(BRUSH_NAMES.map((preset) => render({ by, preset })));
    for (const [i, a] of pictures.entries()) {
      for (const b of pictures.slice(i + 1))
        expect(distance(a.picture.pixels, b.picture.pixels)).toBeGreaterThan(0.03);
    }
  });

  it('stops when it is told to', async () => {
    const { picture, ended } = await render({ by, signal: AbortSignal.abort() });
    expect(ended).toBe('stopped');
    expect(picture).toMatchObject(SIZE);
  });
});

describe('by analogy', () => {
  const by = (after: string) => ['analogy', file('a'), file(after)];

  it('makes of the picture before what is after it', async () => {
    for (const colors of ['luma', 'rgb'] as const) {
      const { picture } = await render({ content: file('a'), by: by('blurred'), colors });
      const [made, after] = [lights(picture.pixels), lights(await pixelsOf('blurred'))];
      // 30 dB, and a third of what the change was.
      expect(distance(made, after)).toBeLessThan(0.03);
      expect(distance(made, after)).toBeLessThan(0.34 * distance(lights(await pixelsOf('a')), after));
    }
  });

  it('learns a filter from one picture and does it to another', async () => {
    const { picture } = await render({ by: by('blurred') });
    const b = await readPicture(file('b'));
    const wanted = lights(blurOf(b).pixels);
    expect(distance(lights(picture.pixels), wanted)).toBeLessThan(0.75 * distance(lights(b.pixels), wanted));
  });

  it('takes the colours of the example where it is asked to', async () => {
    const { picture } = await render({ by: by('negative'), colors: 'rgb' });
    const b = await pixelsOf('b');
    const negative = b.map((value) => 1 - value);
    expect(distance(picture.pixels, negative)).toBeLessThan(0.4 * distance(b, negative));
  });

  it('comes to the same on any number of threads', async () => {
    const [single, double] = [
      await render({ by: by('blurred') }),
      await render({ by: by('blurred'), threads: 2 }),
    ];
    expect(double.picture).toEqual(single.picture);
  });
});

it('keeps what may be seen through', async () => {
  const alpha = Float32Array.from({ length: 96 * 72 }, (_, i) => (i % 96 < 48 ? 1 : 0.5));
  await writePicture(file('half'), { ...discs(1), alpha });
  const { picture } = await render({ content: file('half') });
  expect(picture.alpha!.every((value, i) => Math.abs(value - alpha[i]!) < 0.003)).toBe(true);
});

describe('what cannot be', () => {
  it.each([
    [{ by: 'waves' }, 'by: expected one of strokes, regions, analogy, found "waves"'],
    [{ by: 'analogy' }, 'by: expected two files behind analogy, an example before and after, found 0'],
    [{ by: ['strokes', 'a.png'] }, 'by: expected no file behind strokes, found 1'],
    [{ preset: 'cubist' }, 'preset: expected one of impressionist'],
    [{ colors: 'rgb' }, 'colors: is for by analogy, found by strokes; leave one of them out'],
    [
      { by: ['analogy', 'a', 'b'], preset: 'pointillist' },
      'preset: is for by strokes or regions, found by analogy',
    ],
    [{ by: ['analogy', file('a'), file('square')] }, 'square.png: expected the proportions of'],
    [{ by: ['analogy', file('a'), file('none')] }, 'none.png'],
    [
      { content: file('strip') },
      'strip.png: expected sides of at least 8 px, found 96x4 at size 96; use a larger size',
    ],
    [{ size: 0 }, 'size: expected a whole number from 16'],
  ] as const)('is said: %j', async (options, message) => {
    await expect(render(options as Partial<RenderOptions>)).rejects.toThrow(message);
  });
});
