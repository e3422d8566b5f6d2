import { describe, expect, test } from 'vitest';
import { RGB } from '../../../src/shared/pictures/picture.js';
import { Rng } from '../../../src/shared/rng.js';
import { depthInCells, signedDistanceOf } from '../../../training/pictures/styles/edges.js';
import { makeStyle, STYLE_KINDS } from '../../../training/pictures/styles/generators.js';
import { meanColours } from '../../../training/pictures/styles/meanColours.js';
import { motifOf } from '../../../training/pictures/styles/motif.js';
import { Noise } from '../../../training/pictures/styles/noise.js';
import {
  nearestOf,
  paletteAt,
  randomPalette,
  recoloured,
} from '../../../training/pictures/styles/palette.js';
import { gridOf, lumaGrid, pictureOf } from '../../../training/pictures/styles/pixels.js';
import { spreadTones, toneAtShare } from '../../../training/pictures/styles/tones.js';

const SIZE = { width: 96, height: 64 };
/** Light from left to right, with a dark disc. */
const PHOTO = pictureOf({ width: 120, height: 90 }, (x, y) =>
  Math.hypot(x - 60, y - 45) < 25 ? [0.1, 0.2, 0.3] : [x / 120, 0.6, 1 - x / 120],
);

const mean = (values: Float32Array) => values.reduce((a, b) => a + b, 0) / values.length;
const deviation = (values: Float32Array) => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};

describe.each(STYLE_KINDS)('%s', (kind) => {
  const first = makeStyle(kind, 5, SIZE, PHOTO);

  test('is of the size, within 0..1 and not flat', () => {
    expect(first).toMatchObject(SIZE);
    expect(first.pixels).toHaveLength(SIZE.width * SIZE.height * RGB);
    expect(first.pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(deviation(first.pixels)).toBeGreaterThan(0.03);
  });

  test('is the same for the same seed, another for another, and does without a photograph', () => {
    expect(makeStyle(kind, 5, SIZE, PHOTO).pixels).toEqual(first.pixels);
    expect(makeStyle(kind, 6, SIZE, PHOTO).pixels).not.toEqual(first.pixels);
    const made = makeStyle(kind, 5, SIZE).pixels;
    expect(made.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(deviation(made)).toBeGreaterThan(0.03);
  });
});

test('a motif out of a photograph has its brightness, whatever its colours', () => {
  for (let seed = 0; seed < 8; seed++) {
    const { data } = lumaGrid(motifOf({ width: 60, height: 45 }, new Rng(seed), PHOTO));
    expect(data[22 * 60 + 30]!).toBeLessThan(mean(data));
  }
});

describe('palettes', () => {
  test('run from dark to light, in 0..1', () => {
    for (let seed = 0; seed < 20; seed++) {
      const palette = randomPalette(new Rng(seed), 6);
      const brightness = palette.map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b);
      expect(brightness[5]! - brightness[0]!).toBeGreaterThan(0.4);
      expect(palette.flat().every((value) => value >= 0 && value <= 1)).toBe(true);
    }
  });

  test('are interpolated, and the nearest of their colours is one of them', () => {
    const palette = [
      [0, 0, 0],
      [0.5, 0, 0],
      [1, 1, 1],
    ] as const;
    expect(paletteAt(palette, 0)).toEqual([0, 0, 0]);
    expect(paletteAt(palette, 0.25)).toEqual([0.25, 0, 0]);
    expect(paletteAt(palette, 2)).toEqual([1, 1, 1]);
    expect(paletteAt([[0.2, 0.3, 0.4]], 0.7)).toEqual([0.2, 0.3, 0.4]);
    expect(nearestOf(palette, [0.6, 0.1, 0])).toBe(palette[1]);
  });

  test('recolour the darkest and lightest pixels with their first and last colours', () => {
    const ramp = pictureOf({ width: 100, height: 4 }, (x) => [x / 99, x / 99, x / 99]);
    const { pixels } = recoloured(
      ramp,
      [
        [0, 0, 0.5],
        [1, 0.5, 0],
      ],
      1,
    );
    expect([...pixels.slice(0, RGB)]).toEqual([0, 0, 0.5]);
    expect([...pixels.slice(99 * RGB, 100 * RGB)]).toEqual([1, 0.5, 0]);
    expect(recoloured(ramp, [[1, 0, 0]], 0).pixels).toEqual(ramp.pixels);
  });
});

test('noise is smooth, of mean 0 and bounded', () => {
  const noise = new Noise(new Rng(3));
  const values = Float32Array.from({ length: 10_000 }, (_, i) =>
    noise.fractalAt((i % 100) / 7, Math.floor(i / 100) / 7, 4),
  );
  expect(Math.abs(mean(values))).toBeLessThan(0.06);
  expect(deviation(values)).toBeGreaterThan(0.15);
  expect(values.every((value) => Math.abs(value) < 1.3)).toBe(true);
  expect(Math.abs(noise.valueAt(2.999_99, 1.4) - noise.valueAt(3.000_01, 1.4))).toBeLessThan(1e-3);
  expect(noise.valueAt(-4, 7)).toBeCloseTo(0, 12);
});

test('distances to the edge of a disc are those of geometry', () => {
  const disc = gridOf({ width: 61, height: 61 }, (x, y) => (Math.hypot(x - 30, y - 30) <= 20 ? 1 : 0));
  const { data } = signedDistanceOf(disc);
  for (const [x, y] of [
    [30, 30],
    [45, 30],
    [30, 5],
    [55, 55],
  ] as const) {
    expect(Math.abs(data[y * 61 + x]! - (20.5 - Math.hypot(x - 30, y - 30)))).toBeLessThan(1);
  }
});

test('depth in cells is 0 at their edges, and mean colours are those of their pixels', () => {
  const cells = Int32Array.from({ length: 40 }, (_, i) => (i % 10 < 5 ? 3 : 8));
  const size = { width: 10, height: 4 };
  const { data } = depthInCells(cells, size);
  expect([...data.slice(0, 10)]).toEqual([4, 3, 2, 1, 0, 1, 2, 3, 4, 5]);
  const colours = meanColours(
    pictureOf(size, (x) => (x < 5 ? [x / 10, 0, 0] : [0, 1, 0.5])),
    cells,
  );
  expect(colours.get(3)![0]).toBeCloseTo(0.2, 6);
  expect(colours.get(8)).toEqual([0, 1, 0.5]);
});

test('spread tones have as many pixels at each brightness, in the same order', () => {
  const dark = gridOf({ width: 64, height: 4 }, (x) => (x / 64) ** 3);
  const { data } = spreadTones(dark, 1);
  expect(Math.abs(mean(data) - 0.5)).toBeLessThan(0.01);
  expect(toneAtShare({ ...dark, data }, 0.25)).toBeGreaterThan(toneAtShare(dark, 0.25));
  for (let x = 1; x < 64; x++) expect(data[x]!).toBeGreaterThanOrEqual(data[x - 1]!);
  expect(spreadTones(dark, 0).data).toEqual(dark.data);
});
