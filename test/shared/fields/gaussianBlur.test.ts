import { expect, it } from 'vitest';
import { gaussianBlur } from '../../../src/shared/fields/gaussianBlur.js';
import { Rng } from '../../../src/shared/rng.js';

it('makes a bell of a single pixel', () => {
  const size = { width: 41, height: 31 };
  const spot = new Float32Array(41 * 31);
  spot[15 * 41 + 20] = 1;
  const blurred = gaussianBlur(spot, size, 3);
  for (const [x, y] of [
    [20, 15],
    [24, 15],
    [20, 9],
    [26, 18],
  ] as const) {
    const bell = Math.exp(-((x - 20) ** 2 + (y - 15) ** 2) / 18) / (2 * Math.PI * 9);
    expect(blurred[y * 41 + x]).toBeCloseTo(bell, 4);
  }
  expect(gaussianBlur(new Float32Array(41 * 31).fill(0.3), size, 5)).toBeAllclose(
    new Float32Array(41 * 31).fill(0.3),
    0,
    1e-6,
  );
  expect(gaussianBlur(spot, size, 0)).toBe(spot);
});

it.each([
  { channels: 1, reachPx: 3 },
  { channels: 4, reachPx: 2 },
])('is a product of bells, of values that go on beyond the border: %o', ({ channels, reachPx }) => {
  const size = { width: 7, height: 5 };
  const data = new Rng(8).normals(size.width * size.height * channels);
  const inside = (k: number, length: number) => Math.min(length - 1, Math.max(0, k));
  const expected = data.map((_, i) => {
    const [c, pixel] = [i % channels, Math.floor(i / channels)];
    const [x, y] = [pixel % size.width, Math.floor(pixel / size.width)];
    let [sum, weights] = [0, 0];
    for (let v = -reachPx; v <= reachPx; v++) {
      for (let u = -reachPx; u <= reachPx; u++) {
        const weight = Math.exp(-(u * u + v * v) / (2 * 1.2 ** 2));
        const [px, py] = [inside(x + u, size.width), inside(y + v, size.height)];
        sum += weight * data[(py * size.width + px) * channels + c]!;
        weights += weight;
      }
    }
    return sum / weights;
  });
  expect(gaussianBlur(data, size, 1.2, { channels, reachPx })).toBeAllclose(expected, 1e-5, 1e-6);
});
