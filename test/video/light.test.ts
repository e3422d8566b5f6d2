import { expect, test } from 'vitest';
import { type Picture, RGB, type Size } from '../../src/shared/pictures/picture.js';
import { carriedLight, litFrame, underLight } from '../../src/video/light.js';
import { scene } from '../support/pictures.js';

const SIZE: Size = { width: 72, height: 54 };
const STEP_PX = 4;
const wide = scene({ width: SIZE.width + STEP_PX, height: SIZE.height }, 1);

function part(left: number): Picture {
  const pixels = new Float32Array(SIZE.width * SIZE.height * RGB);
  for (let y = 0; y < SIZE.height; y++) {
    const begin = (y * wide.width + left) * RGB;
    pixels.set(wide.pixels.subarray(begin, begin + SIZE.width * RGB), y * SIZE.width * RGB);
  }
  return { ...SIZE, pixels };
}

/** Warmer and darker, the right half of the scene more so. @param left where the frame lies in the scene */
const lit = ({ pixels }: Picture, left: number): Picture => ({
  ...SIZE,
  pixels: pixels.map((value, i) => {
    const x = left + (Math.floor(i / RGB) % SIZE.width);
    return (x < wide.width / 2 ? 0.9 : 0.5) * value + [0.08, 0.04, 0][i % RGB]!;
  }),
});

const distance = (a: Picture, b: Picture) =>
  Math.sqrt(a.pixels.reduce((sum, value, i) => sum + (value - b.pixels[i]!) ** 2, 0) / a.pixels.length);

test('light stays with the things when all of them move', () => {
  const [before, now] = [part(0), part(STEP_PX)];
  const key = litFrame(before, lit(before, 0));
  const drawn = (light = carriedLight(now, key)) => underLight(now, [{ weight: 1, light }]);
  expect(distance(drawn(), lit(now, STEP_PX))).toBeLessThan(0.03);
  expect(distance(drawn(), lit(now, STEP_PX))).toBeLessThan(
    0.8 * distance(drawn(key.light), lit(now, STEP_PX)),
  );
});

test('two lights are mixed as colours are', () => {
  const frame = part(0);
  const [day, dusk] = [litFrame(frame, frame).light, litFrame(frame, lit(frame, 0)).light];
  const under = (share: number) =>
    underLight(frame, [
      { weight: 1 - share, light: day },
      { weight: share, light: dusk },
    ]);
  const [none, half, all] = [under(0), under(0.5), under(1)];
  const mean = { ...SIZE, pixels: none.pixels.map((value, i) => (value + all.pixels[i]!) / 2) };
  expect(distance(half, mean)).toBeLessThan(1e-3);
});
