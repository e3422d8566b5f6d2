import { describe, expect, it } from 'vitest';
import { cutSeam, pasteObject } from '../../src/image/seam.js';
import { gridEdges } from '../../src/shared/fields/minCut.js';
import { Rng } from '../../src/shared/rng.js';
import { paint, scene } from '../support/pictures.js';

const SIZE = { width: 40, height: 32 };
const around = scene(SIZE, 1);
const styled = scene(SIZE, 2);
const BAND = { cutPx: 2, blend: { strokesPx: 2, coloursPx: 4, inwardPx: 1 } };
/** A disc about the middle, with an edge as soft as `soft` pixels. */
const disc = (radius: number, soft = 1) =>
  Float32Array.from({ length: SIZE.width * SIZE.height }, (_, i) => {
    const away = Math.hypot((i % SIZE.width) - 19.5, Math.floor(i / SIZE.width) - 15.5) - radius;
    return Math.min(1, Math.max(0, 0.5 - away / soft));
  });
const distanceTo = (i: number) =>
  Math.hypot((Math.floor(i / 3) % SIZE.width) - 19.5, Math.floor(i / 3 / SIZE.width) - 15.5);

describe('cutSeam', () => {
  it('is the cheapest of all 65536 seams of 4x4 pixels', () => {
    for (let seed = 1; seed <= 4; seed++) {
      const rng = new Rng(seed);
      const draw = (scale: number, shift: number) =>
        Float32Array.from({ length: 16 }, () => scale * rng.uniform() + shift);
      // All within the band, the first and last so near its edges that their sides are settled.
      const distance = draw(2, -1);
      [distance[0], distance[15]] = [-1.8, 1.8];
      const difference = draw(1, 0);
      const pull = (0.25 * difference.reduce((sum, value) => sum + value, 0)) / 16;
      const cost = (set: number) => {
        const side = (pixel: number) => (set >> pixel) & 1;
        let sum = 0;
        for (let pixel = 0; pixel < 16; pixel++) {
          const depth = side(pixel) === 1 ? distance[pixel]! : -distance[pixel]!;
          sum += depth > 1 ? 1e4 : Math.max(0, (pull * depth) / 2);
        }
        const ends = gridEdges(4, 4);
        for (let e = 0; e < ends.length; e += 2) {
          const [a, b] = [ends[e]!, ends[e + 1]!];
          const length = Math.hypot((a % 4) - (b % 4), (a >> 2) - (b >> 2));
          if (side(a) !== side(b)) sum += (difference[a]! + difference[b]!) / length;
        }
        return sum;
      };
      let least = Number.POSITIVE_INFINITY;
      for (let set = 0; set < 1 << 16; set++) least = Math.min(least, cost(set));
      const cut = cutSeam({ width: 4, height: 4, data: distance }, difference, 2);
      expect(cost(cut.reduce((set, side, pixel) => set | (side << pixel), 0))).toBeCloseTo(least, 4);
    }
  });

  it('goes where the pictures agree, and leaves what is outside of the band', () => {
    const size = { width: 21, height: 5 };
    const data = Float32Array.from({ length: 105 }, (_, i) => (i % 21) - 9.5);
    // They agree in column 12 and 13 alone.
    const difference = Float32Array.from({ length: 105 }, (_, i) => ([12, 13].includes(i % 21) ? 0.01 : 1));
    const side = cutSeam({ ...size, data }, difference, 5);
    expect([...side.subarray(0, 21)]).toEqual(Array.from({ length: 21 }, (_, x) => (x <= 12 ? 1 : 0)));
  });
});

describe('pasteObject', () => {
  it('leaves what is outside of the mask and the band bit by bit', () => {
    const { pixels } = pasteObject(styled, around, disc(8), BAND);
    let outside = 0;
    for (const [i, value] of pixels.entries()) {
      if (distanceTo(i) <= 8 + 3.1) continue;
      outside++;
      expect(Object.is(value, around.pixels[i])).toBe(true);
    }
    expect(outside).toBeGreaterThan(1000);
  });

  it('shows nothing but the object deep inside, and colours that can be shown', () => {
    const { pixels } = pasteObject(styled, around, disc(10), BAND);
    let inside = 0;
    for (const [i, value] of pixels.entries()) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
      if (distanceTo(i) >= 10 - 5.1) continue;
      inside++;
      expect(value).toBe(styled.pixels[i]);
    }
    expect(inside).toBeGreaterThan(100);
  });

  it('ends strokes within a little of the seam, and changes colours over more', () => {
    const size = { width: 64, height: 8 };
    const grey = paint(size, () => [0.5, 0.5, 0.5]);
    const object = Float32Array.from({ length: 64 * 8 }, (_, i) => (i % 64 < 32 ? 1 : 0));
    const band = { cutPx: 1, blend: { strokesPx: 2, coloursPx: 16, inwardPx: 0 } };
    const changed = (inner: (x: number) => number) => {
      const { pixels } = pasteObject(
        paint(size, (x) => Array<number>(3).fill(inner(Math.floor(x * 64))) as [number, number, number]),
        grey,
        object,
        band,
      );
      const ofRow = Array.from({ length: 64 }, (_, x) => Math.abs(pixels[(4 * 64 + x) * 3]! - 0.5));
      return ofRow.map((value) => value / Math.max(...ofRow.slice(8, 16)));
    };
    const stripes = changed((x) => (x % 2 === 0 ? 0.7 : 0.3));
    const plain = changed(() => 0.7);
    for (const row of [stripes, plain]) expect(row[16]).toBeCloseTo(1, 1);
    expect(Math.max(...stripes.slice(35, 39))).toBeLessThan(0.08);
    expect(plain[35]).toBeGreaterThan(0.2);
    expect(plain[28]).toBeLessThan(0.9);
    expect(stripes[28]).toBeGreaterThan(0.9);
  });

  it('changes nothing where both are one picture', () => {
    expect(pasteObject(around, around, disc(8), BAND).pixels).toBeAllclose(around.pixels, 0, 1e-6);
  });

  it('takes soft masks at their half level', () => {
    const [white, black] = [paint(SIZE, () => [1, 1, 1]), paint(SIZE, () => [0, 0, 0])];
    const area = (mask: Float32Array) =>
      pasteObject(white, black, mask, BAND).pixels.reduce((sum, value) => sum + value, 0) / 3;
    expect(area(disc(8, 9)) / area(disc(8))).toBeCloseTo(1, 1.5);
    // Nothing agrees: the shortest seam within the band cuts the circle short.
    const share = area(disc(8)) / (Math.PI * 64);
    expect(share).toBeGreaterThan(0.6);
    expect(share).toBeLessThan(1);
  });

  it('of a mask that a small size has left nothing of is what is around', () => {
    expect(pasteObject(styled, around, new Float32Array(SIZE.width * SIZE.height), BAND).pixels).toEqual(
      around.pixels,
    );
  });

  it('has a band in proportion to the picture', () => {
    const large = { width: 1024, height: 16 };
    const [a, b] = [paint(large, () => [1, 1, 1]), paint(large, () => [0, 0, 0])];
    const half = Float32Array.from({ length: 1024 * 16 }, (_, i) => (i % 1024 < 512 ? 1 : 0));
    const mixed = pasteObject(a, b, half).pixels.filter((value) => value > 0 && value < 1).length / 3 / 16;
    expect(mixed).toBeGreaterThanOrEqual(28);
    expect(mixed).toBeLessThanOrEqual(36);
  });
});
