import { describe, expect, it } from 'vitest';
import { takeOffGround } from '../../../src/glyph/style/matte/takeOff.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';

const SIDE = 96;
const COUNT = SIDE * SIDE;
const shapeAt = (x: number, y: number) => Math.hypot(x - 44, y - 47.5);
/** A disc of 18 px, to the left of the middle. */
const shape: Grid = {
  width: SIDE,
  height: SIDE,
  data: Float32Array.from({ length: COUNT }, (_, i) =>
    Math.min(1, Math.max(0, 18.5 - shapeAt(i % SIDE, Math.floor(i / SIDE)))),
  ),
};

/** What shows through a glow of a colour around the disc, over a ground that grows lighter downwards. */
function glowing(colour: readonly number[], groundAt: (y: number) => number) {
  const alpha = Float32Array.from({ length: COUNT }, (_, i) => {
    const px = shapeAt(i % SIDE, Math.floor(i / SIDE)) - 18.5;
    return px <= 0 ? 1 : 0.9 * Math.max(0, 1 - px / 14) ** 2;
  });
  const pixels = Float32Array.from({ length: 3 * COUNT }, (_, k) => {
    const i = Math.floor(k / 3);
    return alpha[i]! * colour[k % 3]! + (1 - alpha[i]!) * groundAt(Math.floor(i / SIDE));
  });
  return { alpha, picture: { width: SIDE, height: SIDE, pixels } satisfies Picture };
}

const slope = (y: number) => 0.3 + (0.2 * y) / SIDE;
const alphaOf = (picture: Picture, of: Grid = shape) =>
  takeOffGround(picture, of).picture.rgba.filter((_, k) => k % 4 === 3);

describe('takeOffGround', () => {
  it.each([
    ['white', [1, 1, 1]],
    ['black', [0, 0, 0]],
    ['pure red and blue', [1, 0, 1]],
  ])('finds the alpha of a glow that is as far from its ground as can be: %s', (_, colour) => {
    const { alpha, picture } = glowing(colour, slope);
    const found = alphaOf(picture);
    let worst = 0;
    // What is faint counts as haze, and the edge of the shape is mixed.
    for (const [i, value] of alpha.entries()) {
      if (value > 0.1 && value < 0.85) worst = Math.max(worst, Math.abs(found[i]! - value));
    }
    expect(worst).toBeLessThan(0.04);
  });

  it('takes less alpha for a colour that is between, and colours that make up for it', () => {
    const { alpha, picture } = glowing([0.7, 0.7, 0.7], slope);
    const { picture: taken, ground } = takeOffGround(picture, shape);
    for (const [i, value] of alpha.entries()) {
      const found = taken.rgba[4 * i + 3]!;
      if (shape.data[i] === 0) expect(found).toBeLessThan(value + 0.02);
      for (let c = 0; c < 3; c++) {
        const again = taken.rgba[4 * i + c]! + (1 - found) * ground[3 * i + c]!;
        expect(Math.abs(again - picture.pixels[3 * i + c]!)).toBeLessThan(0.02);
        expect(taken.rgba[4 * i + c]).toBeLessThanOrEqual(found);
      }
    }
  });

  it('is the same in the negative', () => {
    const { picture } = glowing([0.9, 0.2, 0.6], slope);
    const negative = { ...picture, pixels: picture.pixels.map((value) => 1 - value) };
    expect(alphaOf(negative)).toBeAllclose(alphaOf(picture), 0, 0.01);
  });

  it('is the same in the mirror', () => {
    const flip = <T extends Float32Array>(data: T, channels: number) =>
      data.map((_, k) => {
        const [i, c] = [Math.floor(k / channels), k % channels];
        return data[(i - (i % SIDE) + (SIDE - 1 - (i % SIDE))) * channels + c]!;
      });
    const { picture } = glowing([0.9, 0.2, 0.6], slope);
    const mirrored = { ...picture, pixels: flip(picture.pixels, 3) };
    const found = alphaOf(mirrored, { ...shape, data: flip(shape.data, 1) });
    expect(found).toBeAllclose(flip(alphaOf(picture), 1), 0, 0.01);
  });

  it('leaves the shape whole, whatever colour it has', () => {
    const { picture } = glowing([0.4, 0.4, 0.4], slope);
    const found = alphaOf(picture);
    for (const [i, covered] of shape.data.entries()) expect(found[i]).toBeGreaterThanOrEqual(covered);
  });

  it('makes nothing of a ground alone', () => {
    const { picture } = glowing([0, 0, 0], slope);
    const pixels = picture.pixels.map((_, k) => slope(Math.floor(k / 3 / SIDE)));
    const found = alphaOf({ ...picture, pixels });
    for (const [i, covered] of shape.data.entries()) expect(found[i]).toBeCloseTo(covered, 6);
  });
});
