import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../src/shared/pictures/picture.js';
import { resizePicture } from '../../src/shared/pictures/resize.js';
import { Rng } from '../../src/shared/rng.js';
import { fc } from './fastCheck.js';
import { perceptualDistance } from './perceptual.js';
import { paint, scene } from './pictures.js';

const SIZE = { width: 192, height: 128 };
const base = scene(SIZE, 1);
const seed = fc.integer({ min: 0, max: 100 });

/** Strokes of the given width in pixels, on the slant; `shift` moves all of them. */
function hatched(picture: Picture, widthPx: number, shift = 0): Picture {
  const pixels = picture.pixels.map((value, i) => {
    const [x, y] = [Math.floor(i / 3) % picture.width, Math.floor(i / 3 / picture.width)];
    return value + 0.15 * Math.sin(((x + 0.5 * y + shift) / widthPx) * Math.PI);
  });
  return { ...picture, pixels };
}

describe('perceptualDistance', () => {
  it('is 0 for the same picture, and 1 for black against white', () => {
    expect(perceptualDistance(base, base)).toBe(0);
    const black = paint(SIZE, () => [0, 0, 0]);
    const white = paint(SIZE, () => [1, 1, 1]);
    expect(perceptualDistance(black, white)).toBeCloseTo(1, 4);
  });

  it('is symmetric, and no shorter by way of a third', () => {
    const size = { width: 24, height: 16 };
    fc.assert(
      fc.property(seed, seed, seed, (a, b, c) => {
        const [x, y, z] = [scene(size, a), scene(size, b), scene(size, c)];
        expect(perceptualDistance(y, x)).toBe(perceptualDistance(x, y));
        const detour = perceptualDistance(x, y) + perceptualDistance(y, z);
        expect(perceptualDistance(x, z)).toBeLessThanOrEqual(detour + 1e-9);
      }),
      { numRuns: 10 },
    );
  });

  it('grows with the change', () => {
    const distances = [0.01, 0.03, 0.1, 0.3].map((share) => {
      const other = scene(SIZE, 2).pixels;
      const mixed = base.pixels.map((value, i) => value + share * (other[i]! - value));
      return perceptualDistance(base, { ...SIZE, pixels: mixed });
    });
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(distances[0]).toBeGreaterThan(0);
  });

  it('hardly sees noise, recompression or another size', async () => {
    const noise = new Rng(3).normals(base.pixels.length, 0.03);
    const noisy = { ...base, pixels: base.pixels.map((value, i) => value + noise[i]!) };
    expect(perceptualDistance(base, noisy)).toBeLessThan(0.01);
    const larger = resizePicture(base, { width: 384, height: 256 });
    expect(perceptualDistance(base, larger)).toBeLessThan(0.01);
    const bytes = Uint8Array.from(base.pixels, (value) => Math.round(value * 255));
    const jpeg = sharp(bytes, { raw: { ...SIZE, channels: 3 } }).jpeg({ quality: 60 });
    const data = await sharp(await jpeg.toBuffer())
      .raw()
      .toBuffer();
    const compressed = { ...SIZE, pixels: Float32Array.from(data, (level) => level / 255) };
    expect(perceptualDistance(base, compressed)).toBeLessThan(0.01);
  });

  it('sees strokes that are gone or of another width, and not where each lies', () => {
    const strokes = hatched(base, 12);
    const moved = perceptualDistance(strokes, hatched(base, 12, 9));
    expect(perceptualDistance(strokes, base)).toBeGreaterThan(0.03);
    expect(perceptualDistance(strokes, hatched(base, 5))).toBeGreaterThan(0.03);
    expect(moved).toBeLessThan(0.03);
    expect(moved).toBeLessThan(0.5 * perceptualDistance(strokes, base));
  });

  it('sees a tint, a turn and another picture', () => {
    const tinted = { ...base, pixels: base.pixels.map((value, i) => value + (i % 3 === 0 ? 0.08 : 0)) };
    const count = SIZE.width * SIZE.height;
    const turned = { ...base, pixels: base.pixels.slice() };
    for (let i = 0; i < count; i++) {
      turned.pixels.set(base.pixels.subarray(3 * i, 3 * i + 3), 3 * (count - 1 - i));
    }
    expect(perceptualDistance(base, tinted)).toBeGreaterThan(0.02);
    expect(perceptualDistance(base, turned)).toBeGreaterThan(0.1);
    expect(perceptualDistance(base, scene(SIZE, 2))).toBeGreaterThan(0.1);
  });
});
