import { describe, expect, it } from 'vitest';
import { keepEdges, textureShares } from '../../../src/image/photo/keepEdges.js';
import { paint, scene } from '../../support/pictures.js';

const size = { width: 64, height: 48 };
const furthest = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
const grey = (value: (x: number, y: number) => number) =>
  paint(size, (x, y) => {
    const v = value(x, y);
    return [v, v, v];
  });

describe('textures', () => {
  it('are where brightness varies, and not where it does not', () => {
    // Left half flat, right half in stripes of a pixel.
    const picture = grey((x) => (x < 0.5 ? 0.5 : 0.3 + 0.4 * (Math.floor(x * size.width) % 2)));
    const shares = textureShares(picture);
    expect(shares[24 * size.width + 8]).toBe(0);
    expect(shares[24 * size.width + 56]).toBe(1);
  });
});

describe('edges that are kept', () => {
  it('of a photograph that is as it was are the photograph', () => {
    const photograph = scene(size, 1);
    // Affine functions are fitted with a least variance, which pulls thin lines towards their neighbours.
    expect(furthest(keepEdges(photograph, photograph).pixels, photograph.pixels)).toBeLessThan(0.02);
  });

  it('are those of the photograph: strokes on what is flat go, the tone comes over', () => {
    const photograph = grey(() => 0.4);
    const stroked = grey((x) => 0.6 + 0.1 * (Math.floor(x * size.width) % 2));
    const { pixels } = keepEdges(photograph, stroked);
    expect(furthest(pixels, new Float32Array(pixels.length).fill(0.65))).toBeLessThan(0.02);
  });

  it('let tones of places through that are as large as skies', () => {
    const photograph = scene(size, 2);
    const lighter = { ...photograph, pixels: photograph.pixels.map((v) => 0.2 + 0.6 * v) };
    const { pixels } = keepEdges(photograph, lighter);
    const mean = (values: Float32Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
    expect(Math.abs(mean(pixels) - mean(lighter.pixels))).toBeLessThan(0.01);
  });
});
