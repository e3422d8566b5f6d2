import { expect, it } from 'vitest';
import { makeBuckets } from '../../../src/glyph/patch/buckets.js';
import { BUCKETS, bucketAt, CONTOUR, GUIDE_MAX, STENCIL } from '../../../src/glyph/patch/level.js';
import { quantised, stencilsOf } from '../../../src/glyph/patch/stencils.js';
import { Rng } from '../../../src/shared/rng.js';

it('buckets hold every centre once, by the guide, in the order of the source', () => {
  const rng = new Rng(1);
  const count = 300;
  const guide = Uint8Array.from({ length: count * STENCIL }, () => rng.integer(256));
  const isCentre = Uint8Array.from({ length: count }, () => rng.integer(2));
  const { centres, starts } = makeBuckets(guide, isCentre);
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const expected = [...isCentre.keys()].filter(
      (i) => isCentre[i] === 1 && bucketAt(guide[i * STENCIL]!) === bucket,
    );
    expect([...centres.subarray(starts[bucket], starts[bucket + 1])]).toEqual(expected);
  }
  expect(starts[BUCKETS]).toBe(isCentre.reduce((sum, value) => sum + value, 0));
});

it('stencils see the pixel and four around it, within their part alone', () => {
  const [width, height, partHeight] = [3, 4, 2];
  const size = { width, height };
  const distance = { ...size, data: Float32Array.from({ length: 12 }, (_, i) => i / 12) };
  const contour = { ...size, data: Float32Array.from({ length: 12 }, (_, i) => (i % 3 === 1 ? 1 : 0)) };
  const maps = { distance: quantised(distance, 1), contour: quantised(contour, 1), partHeight };
  const stencils = stencilsOf(maps, 1);
  const level = (i: number) => Math.round((i / 12) * GUIDE_MAX);
  // The pixel at 1, 1 is in the last row of the first part: what is below it is not seen.
  expect([...stencils.subarray(4 * STENCIL, 4 * STENCIL + 5)]).toEqual([4, 5, 3, 4, 1].map(level));
  expect([...stencils.subarray(6 * STENCIL, 6 * STENCIL + 5)]).toEqual([6, 7, 6, 9, 6].map(level));
  // The contour is seen from two pixels away.
  expect([...stencils.subarray(4 * STENCIL + CONTOUR, 4 * STENCIL + 10)]).toEqual([255, 0, 0, 255, 255]);
});
