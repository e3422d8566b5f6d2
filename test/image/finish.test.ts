import { describe, expect, it } from 'vitest';
import { oklabOf } from '../../src/image/colour/oklab.js';
import { finishAtSize, finishPicture } from '../../src/image/finish.js';
import type { Picture } from '../../src/shared/pictures/picture.js';
import { largestDifference, paint, scene } from '../support/pictures.js';

const SIZE = { width: 8, height: 6 };
const content = scene(SIZE, 1);
const wild: Picture = { ...SIZE, pixels: scene(SIZE, 2).pixels.map((v) => 3 * v - 1) };
const inputs = { marginPx: 0, content, styles: [], contentMasks: [] };
const halves = [
  Float32Array.from({ length: 48 }, (_, i) => (i % 8 < 2 ? 1 : 0)),
  Float32Array.from({ length: 48 }, (_, i) => (i % 8 === 2 ? 0.25 : 0)),
];

describe('finishPicture', () => {
  it('holds values in range and touches no other', () => {
    const { pixels } = finishPicture(wild, inputs);
    expect(pixels).toEqual(wild.pixels.map((v) => Math.min(1, Math.max(0, v))));
    expect(Math.min(...wild.pixels)).toBeLessThan(0);
    expect(Math.max(...wild.pixels)).toBeGreaterThan(1);
  });

  it('carries the alpha of the content over, and makes none up', () => {
    const alpha = Float32Array.from({ length: 48 }, (_, i) => i / 47);
    expect(finishPicture(wild, { ...inputs, content: { ...content, alpha } }).alpha).toEqual(alpha);
    expect(finishPicture(wild, inputs).alpha).toBeUndefined();
  });

  it('puts the content back outside of all masks, and mixes where they are grey', () => {
    const { pixels } = finishPicture(wild, { ...inputs, contentMasks: halves });
    const styled = finishPicture(wild, inputs).pixels;
    for (let i = 0; i < pixels.length; i++) {
      const x = Math.floor(i / 3) % 8;
      const inside = x < 2 ? 1 : x === 2 ? 0.25 : 0;
      expect(pixels[i]).toBeCloseTo(inside * styled[i]! + (1 - inside) * content.pixels[i]!, 6);
    }
  });

  it('leaves what is around the object bit by bit', () => {
    const size = { width: 32, height: 6 };
    const [photo, painted] = [scene(size, 1), scene(size, 2)];
    const object = Float32Array.from({ length: 192 }, (_, i) => (i % 32 < 16 ? 1 : 0));
    const { pixels } = finishPicture(painted, { ...inputs, content: photo, object });
    for (const [i, value] of pixels.entries()) {
      const x = Math.floor(i / 3) % 32;
      if (x < 12) expect(value).toBe(painted.pixels[i]);
      if (x > 19) expect(value).toBe(photo.pixels[i]);
    }
  });

  it('counts masks that lie over each other once', () => {
    const all = new Float32Array(48).fill(0.8);
    const { pixels } = finishPicture(wild, { ...inputs, contentMasks: [all, all] });
    expect(pixels).toEqual(finishPicture(wild, inputs).pixels);
  });

  it('luma: lightness of the result, hue and chroma of the content', () => {
    // Faint colours, so that every one of them can be had at any lightness in between.
    const tinted = paint(SIZE, (x, y) => [0.5 + 0.05 * x, 0.5, 0.5 + 0.05 * y]);
    const grey = paint(SIZE, (x) => [0.4 + 0.2 * x, 0.4 + 0.2 * x, 0.4 + 0.2 * x]);
    const { pixels } = finishPicture(grey, { ...inputs, content: tinted }, 'luma');
    for (let i = 0; i < pixels.length; i += 3) {
      const at = (p: Float32Array) => oklabOf([p[i]!, p[i + 1]!, p[i + 2]!]);
      const [l, a, b] = at(pixels);
      expect(l).toBeCloseTo(at(grey.pixels)[0], 4);
      expect([a, b]).toBeAllclose(at(tinted.pixels).slice(1), 0, 1e-4);
    }
  });

  it('match: does nothing, since it was done to the styles', () => {
    expect(finishPicture(wild, inputs, 'match')).toEqual(finishPicture(wild, inputs, 'none'));
  });

  it('leaves what it was given as it was', () => {
    const before = wild.pixels.slice();
    finishPicture(wild, { ...inputs, contentMasks: halves }, 'luma');
    expect(largestDifference(before, wild.pixels)).toBe(0);
  });
});

describe('finishAtSize', () => {
  const large = { width: 20, height: 16 };
  /** What the result is finished with. */
  const shownInputs = { ...inputs, init: undefined };
  const worked = { ...inputs, marginPx: 2, content: scene(large, 1), init: undefined };

  it('makes what was worked on as large as the result, without its margin', () => {
    const result = finishAtSize(
      paint(large, () => [0.2, 0.4, 0.6]),
      { ...worked, shown: shownInputs },
      'none',
    );
    expect(result).toMatchObject(SIZE);
    for (let i = 0; i < 48; i++) {
      expect([...result.pixels.subarray(3 * i, 3 * i + 3)]).toBeAllclose([0.2, 0.4, 0.6], 1e-5, 1e-5);
    }
  });

  it('keeps what no mask covers as it is in the content of the result’s size', () => {
    const shown = { ...shownInputs, contentMasks: [halves[0]!] };
    const { pixels } = finishAtSize(scene(large, 3), { ...worked, shown }, 'none');
    const outside = (values: Float32Array) => values.filter((_, i) => Math.floor(i / 3) % 8 >= 2);
    expect(outside(pixels)).toEqual(outside(content.pixels));
  });
});
