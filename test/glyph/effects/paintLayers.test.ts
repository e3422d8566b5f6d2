import { describe, expect, it } from 'vitest';
import { openLayer } from '../../../src/glyph/effects/layer.js';
import { paintLayers, roomOf } from '../../../src/glyph/effects/paintLayers.js';
import { radiusOf } from '../../../src/glyph/fields/strokeRadius.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import type { Premultiplied } from '../../../src/shared/pictures/premultiplied.js';
import { bar, channel, disc, filled, pixel, sheet } from './shapes.js';

const SIZE = { width: 81, height: 81 };
const RED = [1, 0, 0] as const;

async function painted(picture: Premultiplied, shape: Grid, ...texts: string[]) {
  const { back, ...rest } = paintLayers(picture, shape, await Promise.all(texts.map(openLayer)));
  if (!back) throw new Error('there are layers');
  return { ...rest, back };
}

/** Distance of a pixel's centre to the middle of the grid. */
const radiusAt = (i: number) => Math.hypot((i % SIZE.width) - 40, Math.floor(i / SIZE.width) - 40);
const coverageAt = (i: number, radius: number) => Math.min(1, Math.max(0, 0.5 + radius - radiusAt(i)));
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

describe('stroke', () => {
  it('around a disc is a ring, without a gap between them', async () => {
    const shape = disc(SIZE, 20);
    const { picture } = await painted(filled(shape, RED), shape, 'stroke width=4 color=#00f');
    const [red, blue, alpha] = [channel(picture, 0), channel(picture, 2), channel(picture, 3)];
    for (let i = 0; i < alpha.length; i++) {
      expect(Math.abs(alpha[i]! - coverageAt(i, 24))).toBeLessThan(0.07);
      expect(red[i]).toBeCloseTo(shape.data[i]!, 5);
      expect(red[i]! + blue[i]!).toBeCloseTo(alpha[i]!, 5);
      if (radiusAt(i) < 23) expect(alpha[i]).toBeCloseTo(1, 5);
    }
    expect(sum(alpha)).toBeCloseTo(Math.PI * 24 ** 2, -1);
  });

  it('covers what the picture has around the shape, and leaves the shape', async () => {
    const shape = disc(SIZE, 20);
    const { picture } = await painted(sheet(SIZE, [1, 0, 0, 1]), shape, 'stroke width=4 color=#00f');
    const blue = channel(picture, 2);
    for (let i = 0; i < blue.length; i++) {
      expect(Math.abs(blue[i]! - (coverageAt(i, 24) - shape.data[i]!))).toBeLessThan(0.07);
    }
    expect(channel(picture, 3).every((a) => Math.abs(a - 1) < 1e-5)).toBe(true);
  });

  it('within the shape takes nothing from its outline', async () => {
    const shape = disc(SIZE, 20);
    const { picture } = await painted(filled(shape, RED), shape, 'stroke width=4 position=inside color=#00f');
    const [blue, alpha] = [channel(picture, 2), channel(picture, 3)];
    for (let i = 0; i < alpha.length; i++) {
      expect(alpha[i]).toBeCloseTo(shape.data[i]!, 5);
      expect(Math.abs(blue[i]! - (shape.data[i]! - coverageAt(i, 16)))).toBeLessThan(0.07);
    }
  });

  it('in the middle is half within and half around', async () => {
    const shape = disc(SIZE, 20);
    const { picture } = await painted(filled(shape, RED), shape, 'stroke width=8 position=center color=#00f');
    expect(sum(channel(picture, 2))).toBeCloseTo(Math.PI * (24 ** 2 - 16 ** 2), -1);
  });

  it('measured in stroke radii grows with the strokes', async () => {
    for (const half of [8, 16]) {
      const shape = bar(SIZE, 40 - half, 40 + half);
      const { picture } = await painted(filled(shape, RED), shape, 'stroke width=0.5r color=#00f');
      // Both sides, on each row.
      expect(sum(channel(picture, 2)) / SIZE.height).toBeCloseTo(2 * 0.5 * half, 0);
    }
  });

  it('that is half transparent lets the halo through', async () => {
    const shape = disc(SIZE, 20);
    const { picture } = await painted(
      sheet(SIZE, [1, 0, 0, 1]),
      shape,
      'stroke width=8 color=#00f opacity=0.5',
    );
    expect(pixel(picture, 40 + 24, 40)).toBeAllclose([0.5, 0, 0.5, 1], 0, 1e-5);
  });
});

describe('shadow', () => {
  it('is the alpha of the shape, moved away from the light', async () => {
    const shape = disc(SIZE, 15);
    const { back, picture } = await painted(
      filled(shape, RED),
      shape,
      'shadow angle=180 distance=7 size=0 color=#000',
    );
    const [alpha, whole] = [channel(back, 3), channel(picture, 3)];
    for (let i = 0; i < alpha.length; i++) {
      const moved = i % SIZE.width >= 7 ? shape.data[i - 7]! : 0;
      expect(alpha[i]).toBeCloseTo(moved, 5);
      expect(whole[i]).toBeCloseTo(shape.data[i]! + (1 - shape.data[i]!) * moved, 5);
    }
  });

  it('falls below when the light is above, by parts of pixels too', async () => {
    const shape = bar({ width: 30, height: 9 }, 10, 20);
    const { back } = await painted(
      filled(shape, RED),
      shape,
      'shadow angle=180 distance=2.25 size=0 color=#000',
    );
    expect([...channel(back, 3).subarray(9, 24)]).toBeAllclose(
      [0, 0, 0, 0.75, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.25, 0],
      0,
      1e-6,
    );
    const tall = disc(SIZE, 10);
    const below = await painted(filled(tall, RED), tall, 'shadow angle=90 distance=12 size=0');
    const rows = channel(below.back, 3).reduce((total, a, i) => total + a * Math.floor(i / SIZE.width), 0);
    expect(rows / sum(channel(below.back, 3))).toBeCloseTo(52, 3);
  });

  it('that is blurred is as dark in all', async () => {
    const shape = disc(SIZE, 12);
    const { back } = await painted(filled(shape, RED), shape, 'shadow distance=0 size=12 color=#000');
    expect(sum(channel(back, 3))).toBeCloseTo(sum(shape.data), 0);
    expect(channel(back, 3)[40 * 81 + 40 + 12]).toBeGreaterThan(0.3);
    expect(channel(back, 3)[40 * 81 + 40 + 12]).toBeLessThan(0.5);
  });

  it('of the picture is that of all that is seen', async () => {
    const [shape, seen] = [disc(SIZE, 10), disc(SIZE, 20)];
    const { back } = await painted(
      filled(seen, RED),
      shape,
      'shadow distance=0 size=0 color=#000 of=picture',
    );
    expect(sum(channel(back, 3))).toBeCloseTo(Math.PI * 400, -1);
  });

  it('inside falls on the shape from its edge', async () => {
    const shape = bar(SIZE, 20, 60);
    const layer = 'inner-shadow angle=180 distance=6 size=0 color=#000 blend=normal';
    const { picture } = await painted(filled(shape, RED), shape, layer);
    const row = [18, 20, 25, 26, 40, 59, 61].map((x) => pixel(picture, x, 40));
    const [none, dark, red] = [
      [0, 0, 0, 0],
      [0, 0, 0, 1],
      [1, 0, 0, 1],
    ];
    expect(row.flat()).toBeAllclose([none, dark, dark, red, red, red, none].flat(), 0, 1e-6);
  });
});

describe('glow', () => {
  it('falls off with the square of what is left of the way', async () => {
    const shape = bar(SIZE, 0, 30);
    const { back } = await painted(filled(shape, RED), shape, 'glow size=20 color=#fff');
    const row = Array.from({ length: 30 }, (_, k) => pixel(back, 30 + k, 40)[3]!);
    const expected = row.map((_, k) => Math.max(0, 1 - (k + 0.5) / 20) ** 2);
    expect(row).toBeAllclose(expected, 0, 1e-3);
  });

  it('inside is brightest at the edge, or in the middle', async () => {
    const shape = bar(SIZE, 20, 60);
    const edge = await painted(filled(shape, [0, 0, 0]), shape, 'inner-glow size=10 color=#fff blend=normal');
    const middle = await painted(
      filled(shape, [0, 0, 0]),
      shape,
      'inner-glow size=10 color=#fff blend=normal from=center',
    );
    for (const k of [0, 3, 8, 15]) {
      const share = (k + 0.5) / 10;
      expect(pixel(edge.picture, 20 + k, 40)[0]).toBeCloseTo(Math.max(0, 1 - share) ** 2, 3);
      expect(pixel(middle.picture, 20 + k, 40)[0]).toBeCloseTo(Math.min(1, share) ** 2, 3);
    }
  });

  it('in front covers what is around the shape, not the shape', async () => {
    const shape = disc(SIZE, 20);
    const layer = 'glow size=10 spread=1 color=#fff place=front';
    const { picture } = await painted(sheet(SIZE, [1, 0, 0, 1]), shape, layer);
    expect(pixel(picture, 40, 40)).toBeAllclose([1, 0, 0, 1], 0, 1e-6);
    expect(pixel(picture, 65, 40)).toBeAllclose([1, 1, 1, 1], 0, 1e-5);
    expect(pixel(picture, 75, 40)).toBeAllclose([1, 0, 0, 1], 0, 1e-6);
  });
});

describe('bevel', () => {
  it('is lit as its slopes face the light', async () => {
    const shape = bar(SIZE, 10, 70);
    const layer =
      'bevel profile=chisel width=15 depth=1 soften=0 angle=180 altitude=30 highlight=#fff shadow=#000';
    const { picture } = await painted(filled(shape, [0.5, 0.5, 0.5]), shape, layer);
    // A slope of 45 degrees whose normal leans to the light, which stands 30 degrees high: 15 degrees apart.
    const level = Math.sin(Math.PI / 6);
    const lit = (Math.cos(Math.PI / 12) - level) / (1 - level);
    expect(pixel(picture, 16, 40)[0]).toBeCloseTo(1 - 0.5 * (1 - lit), 3);
    // On the other side it is 105 degrees: no light at all.
    expect(pixel(picture, 64, 40)[0]).toBeCloseTo(0, 3);
    expect(pixel(picture, 40, 40)[0]).toBeCloseTo(0.5, 5);
  });

  it('at the contour leaves no dark or bright line', async () => {
    const shape = bar(SIZE, 10, 70);
    const layer = 'bevel profile=chisel width=15 soften=0 angle=90 altitude=30';
    const { picture } = await painted(filled(shape, [0.5, 0.5, 0.5]), shape, layer);
    const edge = [10, 11, 12].map((x) => pixel(picture, x, 40)[0]!);
    expect(edge[0]).toBeCloseTo(edge[2]!, 3);
    expect(edge[1]).toBeCloseTo(edge[2]!, 3);
  });
});

describe('satin', () => {
  it('is dark where two copies of the shape differ', async () => {
    const shape = bar(SIZE, 20, 60);
    const layer = 'satin angle=0 distance=6 size=0 color=#000 blend=normal';
    const red = async (text: string) => channel((await painted(filled(shape, RED), shape, text)).picture, 0);
    const row = (values: Float32Array) => [22, 25, 26, 40, 53, 54, 58].map((x) => values[40 * 81 + x]!);
    expect(row(await red(layer))).toBeAllclose([0, 0, 1, 1, 1, 0, 0], 0, 1e-6);
    expect(row(await red(`${layer} invert=yes`))).toBeAllclose([1, 1, 0, 0, 0, 1, 1], 0, 1e-6);
  });
});

describe('overlays', () => {
  it('replace the colour and keep the outline', async () => {
    const shape = disc(SIZE, 20);
    const { picture } = await painted(filled(shape, RED), shape, 'fill color=#0f0');
    expect(channel(picture, 1)).toBeAllclose(shape.data, 0, 1e-6);
    expect(channel(picture, 0).every((red) => red < 1e-6)).toBe(true);
    expect(channel(picture, 3)).toBeAllclose(shape.data, 0, 1e-6);
  });

  it('run from the first colour to the last', async () => {
    const shape = bar(SIZE, 20, 61);
    const { picture } = await painted(
      filled(shape, RED),
      shape,
      'gradient angle=0 colors=#000,#fff@50%,#000',
    );
    for (let x = 20; x <= 60; x++) {
      expect(pixel(picture, x, 9)[1]).toBeCloseTo(1 - Math.abs((x - 20) / 40 - 0.5) * 2, 4);
    }
    const down = await painted(filled(shape, RED), shape, 'gradient colors=#000,#fff');
    expect(pixel(down.picture, 40, 20)[0]).toBeCloseTo(20 / 80, 4);
  });

  it('run inwards from the contour', async () => {
    const shape = bar(SIZE, 20, 60);
    const { picture } = await painted(
      filled(shape, RED),
      shape,
      'gradient by=depth size=10 colors=#000,#fff',
    );
    expect([0, 4, 15].map((k) => pixel(picture, 20 + k, 40)[0]!)).toBeAllclose([0.05, 0.45, 1], 0, 1e-3);
  });

  it.each(['stripes', 'checks', 'dots'])('%s repeat, and cover their share', async (kind) => {
    const shape = sheet(SIZE, [0, 0, 0, 1]);
    const all = { ...SIZE, data: new Float32Array(SIZE.width * SIZE.height).fill(1) };
    const layer = `pattern kind=${kind} size=20 angle=0 share=0.5 color=#fff`;
    const white = channel((await painted(shape, all, layer)).picture, 0);
    expect(white.subarray(5, 25)).toBeAllclose(white.subarray(25, 45), 0, 1e-6);
    const cell = Array.from({ length: 400 }, (_, k) => white[Math.floor(k / 20) * 81 + (k % 20)]!);
    const share = kind === 'dots' ? Math.PI * 0.25 ** 2 : 0.5;
    expect(sum(cell) / 400).toBeCloseTo(share, 2);
  });

  it('blend', async () => {
    const shape = bar(SIZE, 20, 60);
    const grey = filled(shape, [0.5, 0.25, 0.75]);
    const expected = {
      multiply: [0.25, 0.125, 0.375],
      screen: [0.75, 0.625, 0.875],
      add: [1, 0.75, 1],
      overlay: [0.5, 0.25, 0.75],
    };
    for (const [mode, rgb] of Object.entries(expected)) {
      const { picture } = await painted(grey, shape, `fill color=#808080 blend=${mode}`);
      expect(pixel(picture, 40, 40).slice(0, 3)).toBeAllclose(rgb, 0, 5e-3);
    }
  });
});

describe('layers', () => {
  it('lie on one another in order', async () => {
    const shape = bar(SIZE, 20, 60);
    const { picture } = await painted(
      filled(shape, RED),
      shape,
      'fill color=#0f0',
      'fill color=#00f opacity=0.25',
    );
    expect(pixel(picture, 40, 40)).toBeAllclose([0, 0.75, 0.25, 1], 0, 1e-6);
  });

  it.each([
    'stroke width=5',
    'shadow distance=4 size=4',
    'glow size=9',
    'bevel',
    'stroke width=8 position=center',
  ])('%s reaches no farther than it says', async (text) => {
    const shape = disc(SIZE, 12);
    const layer = await openLayer(text);
    const { radii, px } = roomOf([layer]);
    const reach = radii * radiusOf(shape) + px;
    const alpha = channel(paintLayers(filled(shape, RED), shape, [layer]).picture, 3);
    for (let i = 0; i < alpha.length; i++) {
      if (radiusAt(i) > 13 + reach) expect(alpha[i]).toBeLessThan(0.03);
    }
  });

  it('leave a picture without any shape as it is', async () => {
    const none = { ...SIZE, data: new Float32Array(SIZE.width * SIZE.height) };
    const picture = sheet(SIZE, [0.2, 0.3, 0.1, 0.5]);
    const layers = [
      'stroke',
      'glow',
      'shadow',
      'bevel',
      'satin',
      'inner-glow',
      'inner-shadow',
      'gradient',
      'pattern',
    ];
    const { picture: same } = await painted(picture, none, ...layers);
    expect(same.rgba).toBeAllclose(picture.rgba, 0, 1e-6);
  });

  it('that are none change nothing', () => {
    const picture = sheet(SIZE, [0.2, 0.3, 0.1, 0.5]);
    expect(paintLayers(picture, disc(SIZE, 20), [])).toEqual({ picture, front: picture });
  });

  it('are as large on a picture of twice the size', async () => {
    const shape = bar(SIZE, 20, 60);
    const layers = [await openLayer('stroke width=3 color=#00f')];
    expect(roomOf(layers)).toEqual({ radii: 0, px: 3 });
    const { picture } = paintLayers(filled(shape, RED), shape, layers, 2);
    expect(sum(channel(picture, 2)) / SIZE.height).toBeCloseTo(12, 3);
  });
});

it('a contour that is painted on both sides keeps nothing of the picture, in whatever order', async () => {
  const shape = disc(SIZE, 20);
  for (const layers of [
    ['stroke width=4 color=#000', 'fill color=#00f'],
    ['fill color=#00f', 'stroke width=4 color=#000'],
  ]) {
    const { picture } = await painted(filled(shape, RED), shape, ...layers);
    expect(Math.max(...channel(picture, 0))).toBeLessThan(1e-6);
    expect(channel(picture, 2)).toBeAllclose(shape.data, 0, 1e-6);
  }
});
