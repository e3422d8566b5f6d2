import { expect, test } from 'vitest';
import { type Picture, RGB } from '../../src/shared/pictures/picture.js';
import { isCut, sceneLook } from '../../src/video/cuts.js';

const SIZE = { width: 48, height: 36 };
const picture = (value: (x: number, y: number) => number): Picture => ({
  ...SIZE,
  pixels: Float32Array.from({ length: SIZE.width * SIZE.height * RGB }, (_, i) => {
    const pixel = Math.floor(i / RGB);
    return value(pixel % SIZE.width, Math.floor(pixel / SIZE.width));
  }),
});
const hills = (x: number, y: number) => 0.4 + 0.3 * Math.sin(x / 6) * Math.cos(y / 9);
const stripes = (x: number, y: number) => 0.5 + 0.3 * Math.cos((x + 2 * y) / 5);
const look = (value: (x: number, y: number) => number) => sceneLook(picture(value));

test('another scene is a cut', () => {
  expect(isCut([look(hills)], look(stripes))).toBe(true);
});

test.each([
  ['a pan by a pixel', (x: number, y: number) => hills(x + 1, y)],
  ['a flash', (x: number, y: number) => Math.min(1, hills(x, y) + 0.3)],
  ['a flash that burns everything out', () => 1],
  ['a fade', (x: number, y: number) => 0.3 * hills(x, y)],
])('%s is none', (_, value) => {
  expect(isCut([look(hills)], look(value))).toBe(false);
});

test('the scene behind a flash goes on', () => {
  expect(isCut([look(hills), look(() => 1)], look(hills))).toBe(false);
  expect(isCut([look(() => 1)], look(stripes))).toBe(false);
});
