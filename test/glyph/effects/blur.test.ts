import { expect, it } from 'vitest';
import { blur } from '../../../src/glyph/effects/blur.js';
import { colourNamed } from '../../../src/glyph/effects/colour.js';
import { sharpened } from '../../../src/glyph/effects/sharpened.js';
import { disc } from './shapes.js';

it('makes a bell of a single pixel', () => {
  const size = { width: 41, height: 31 };
  const spot = new Float32Array(41 * 31);
  spot[15 * 41 + 20] = 1;
  const blurred = blur(spot, size, 3);
  for (const [x, y] of [
    [20, 15],
    [24, 15],
    [20, 9],
    [26, 18],
  ] as const) {
    const bell = Math.exp(-((x - 20) ** 2 + (y - 15) ** 2) / 18) / (2 * Math.PI * 9);
    expect(blurred[y * 41 + x]).toBeCloseTo(bell, 4);
  }
  expect(blur(new Float32Array(41 * 31).fill(0.3), size, 5)).toBeAllclose(
    new Float32Array(41 * 31).fill(0.3),
    0,
    1e-6,
  );
  expect(blur(spot, size, 0)).toBe(spot);
});

it('brings back the edge of a shape that was blurred, and leaves a sharp one', () => {
  const size = { width: 61, height: 61 };
  const shape = disc(size, 20);
  expect(sharpened(shape).data).toBeAllclose(shape.data, 0, 0.12);
  const back = sharpened({ ...size, data: blur(shape.data, size, 2) });
  const area = (values: Float32Array) => values.reduce((a, b) => a + b, 0);
  expect(area(back.data) / area(shape.data)).toBeCloseTo(1, 1);
  const partly = (values: Float32Array) => values.filter((value) => value > 0.02 && value < 0.98).length;
  expect(partly(back.data)).toBeLessThan(1.6 * partly(shape.data));
});

it('knows colours', () => {
  expect(colourNamed('#f80')).toEqual([1, 136 / 255, 0, 1]);
  expect(colourNamed('#ff880080')).toEqual([1, 136 / 255, 0, 128 / 255]);
  expect(colourNamed('#0f08')).toEqual([0, 1, 0, 136 / 255]);
  expect(colourNamed('Orange')).toEqual([1, 165 / 255, 0, 1]);
  expect(colourNamed('transparent')).toEqual([0, 0, 0, 0]);
  for (const text of ['', '#', '#12345', 'f80', 'constructor', '#ggg'])
    expect(colourNamed(text)).toBeUndefined();
});
