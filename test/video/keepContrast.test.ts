import { expect, test } from 'vitest';
import type { Picture } from '../../src/shared/pictures/picture.js';
import { keepContrast } from '../../src/video/keepContrast.js';
import { scene } from '../support/pictures.js';

const fresh = scene({ width: 48, height: 36 }, 1);
const paler = (share: number): Picture => ({
  ...fresh,
  pixels: fresh.pixels.map((value) => 0.5 + share * (value - 0.5)),
});

const deviation = ({ pixels }: Picture) => {
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  return Math.sqrt(pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pixels.length);
};

test('a picture with the contrast of fresh paint stays as it is', () => {
  const { pixels } = keepContrast(fresh, fresh);
  expect(Math.max(...pixels.map((value, i) => Math.abs(value - fresh.pixels[i]!)))).toBeLessThan(1e-5);
});

test('one that has lost some gets it back, frame by frame, and no more', () => {
  let picture = paler(0.7);
  const [before, once] = [deviation(picture), deviation(keepContrast(picture, fresh))];
  expect(once).toBeGreaterThan(before);
  expect(once).toBeLessThan(1.16 * before);
  const strokes = (shown: Picture) =>
    deviation({ ...shown, pixels: shown.pixels.map((v, i) => v - picture.pixels[i]!) });
  for (let frame = 0; frame < 8; frame++) picture = keepContrast(picture, fresh);
  expect(strokes(keepContrast(picture, fresh))).toBeLessThan(0.01);
});
