import { expect, it } from 'vitest';
import { sharpened } from '../../../src/glyph/effects/sharpened.js';
import { gaussianBlur } from '../../../src/shared/fields/gaussianBlur.js';
import { disc } from './shapes.js';

it('brings back the edge of a shape that was blurred, and leaves a sharp one', () => {
  const size = { width: 61, height: 61 };
  const shape = disc(size, 20);
  expect(sharpened(shape).data).toBeAllclose(shape.data, 0, 0.12);
  const back = sharpened({ ...size, data: gaussianBlur(shape.data, size, 2) });
  const area = (values: Float32Array) => values.reduce((a, b) => a + b, 0);
  expect(area(back.data) / area(shape.data)).toBeCloseTo(1, 1);
  const partly = (values: Float32Array) => values.filter((value) => value > 0.02 && value < 0.98).length;
  expect(partly(back.data)).toBeLessThan(1.6 * partly(shape.data));
});
