import { describe, expect, it } from 'vitest';
import { closed, dilated, distanceTo, eroded, opened } from '../../../../src/glyph/style/find/morphology.js';
import { Rng } from '../../../../src/shared/rng.js';

const SIZE = { width: 17, height: 13 };
const COUNT = SIZE.width * SIZE.height;
const random = (seed: number, share: number) => {
  const rng = new Rng(seed);
  return Uint8Array.from({ length: COUNT }, () => (rng.uniform() < share ? 1 : 0));
};
const away = (i: number, j: number) =>
  Math.hypot((i % SIZE.width) - (j % SIZE.width), Math.floor(i / SIZE.width) - Math.floor(j / SIZE.width));
const indicesOf = (mask: Uint8Array) => [...mask.keys()].filter((i) => mask[i] === 1);
const inverse = (mask: Uint8Array) => mask.map((value) => 1 - value);
const isWithin = (inner: Uint8Array, outer: Uint8Array) =>
  inner.every((value, i) => value === 0 || outer[i] === 1);

describe.each([0.02, 0.3, 0.8])('a mask with a share of %d', (share) => {
  const mask = random(3, share);
  const sites = indicesOf(mask);

  it('has the distances that all pixels tell', () => {
    const expected = Array.from({ length: COUNT }, (_, i) => Math.min(...sites.map((site) => away(i, site))));
    expect(distanceTo(mask, SIZE)).toBeAllclose(expected, 1e-6, 1e-6);
  });

  it.each([1, 1.5, 3])('grows to what lies within %d pixels, and shrinks likewise', (radiusPx) => {
    const near = distanceTo(mask, SIZE).map((px) => (px <= radiusPx ? 1 : 0));
    expect([...dilated(mask, SIZE, radiusPx)]).toEqual([...near]);
    // What shrinks is what is around it, grown.
    expect(eroded(mask, SIZE, radiusPx)).toEqual(inverse(dilated(inverse(mask), SIZE, radiusPx)));
  });

  it.each([1, 2])('is opened and closed once and for all, by %d pixels', (radiusPx) => {
    const [without, filled] = [opened(mask, SIZE, radiusPx), closed(mask, SIZE, radiusPx)];
    expect(isWithin(without, mask)).toBe(true);
    expect(isWithin(mask, filled)).toBe(true);
    expect(opened(without, SIZE, radiusPx)).toEqual(without);
    expect(closed(filled, SIZE, radiusPx)).toEqual(filled);
    expect(filled).toEqual(inverse(opened(inverse(mask), SIZE, radiusPx)));
  });
});

it('nothing is infinitely far away, and does not grow', () => {
  const none = new Uint8Array(COUNT);
  expect(distanceTo(none, SIZE).every((px) => px === Number.POSITIVE_INFINITY)).toBe(true);
  expect(dilated(none, SIZE, 5)).toEqual(none);
});
