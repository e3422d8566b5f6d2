import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../src/glyph/fields/coverage.js';
import { strokeRadius } from '../../../src/glyph/fields/strokeRadius.js';
import { NOWHERE, nearestOthers, nearestSites } from '../../../src/shared/fields/nearestSite.js';
import { signedDistance } from '../../../src/shared/fields/signedDistance.js';
import { Rng } from '../../../src/shared/rng.js';

const polygon = (...points: number[]) => Float64Array.from(points);
const circle = (cx: number, cy: number, radius: number, n = 720) =>
  Float64Array.from({ length: 2 * n }, (_, i) => {
    const angle = (2 * Math.PI * (i >> 1)) / n;
    return i % 2 === 0 ? cx + radius * Math.cos(angle) : cy + radius * Math.sin(angle);
  });

/** Share of a pixel inside a polygon by 32 x 32 samples, even-odd: an oracle for simple outlines. */
function sampled(points: Float64Array, px: number, py: number): number {
  let inside = 0;
  for (let k = 0; k < 1024; k++) {
    const [x, y] = [px + ((k % 32) + 0.5) / 32, py + (Math.floor(k / 32) + 0.5) / 32];
    let isIn = false;
    for (let i = 0, j = points.length - 2; i < points.length; j = i, i += 2) {
      const [xi, yi, xj, yj] = [points[i]!, points[i + 1]!, points[j]!, points[j + 1]!];
      if (yi > y !== yj > y && x < xi + ((y - yi) * (xj - xi)) / (yj - yi)) isIn = !isIn;
    }
    if (isIn) inside++;
  }
  return inside / 1024;
}

describe('coverageOf', () => {
  it('is the share of each pixel, exactly', () => {
    const { data } = coverageOf([polygon(0.25, 0.5, 2.5, 0.5, 2.5, 1.25, 0.25, 1.25)], {
      width: 3,
      height: 2,
    });
    expect(data).toBeAllclose([0.375, 0.5, 0.25, 0.1875, 0.25, 0.125], 0, 1e-7);
  });

  it('agrees with counting samples on random triangles, also such that leave the picture', () => {
    const rng = new Rng(3);
    for (let round = 0; round < 20; round++) {
      const triangle = Float64Array.from({ length: 6 }, () => rng.uniform() * 16 - 4);
      const { data } = coverageOf([triangle], { width: 8, height: 8 });
      const expected = data.map((_, i) => sampled(triangle, i % 8, Math.floor(i / 8)));
      expect(data).toBeAllclose(expected, 0, 0.02);
    }
  });

  it('leaves holes open and fills where outlines of one direction overlap', () => {
    const square = (a: number, b: number) => polygon(a, a, b, a, b, b, a, b);
    const backwards = (a: number, b: number) => polygon(a, a, a, b, b, b, b, a);
    const size = { width: 6, height: 6 };
    const at = (data: Float32Array) => [data[0], data[7], data[14]];
    expect(at(coverageOf([square(0, 6), backwards(1, 5)], size).data)).toEqual([1, 0, 0]);
    expect(at(coverageOf([square(0, 4), square(1, 6)], size).data)).toEqual([1, 1, 1]);
  });
});

describe('nearestSites', () => {
  it('finds what a search of all pixels finds', () => {
    const size = { width: 13, height: 9 };
    const rng = new Rng(1);
    const isSite = Uint8Array.from({ length: 117 }, () => (rng.uniform() < 0.06 ? 1 : 0));
    const away = (i: number, j: number) =>
      ((i % 13) - (j % 13)) ** 2 + (Math.floor(i / 13) - Math.floor(j / 13)) ** 2;
    const sites = [...isSite.keys()].filter((i) => isSite[i]);
    for (const [i, found] of nearestSites(isSite, size).entries()) {
      expect(away(i, found)).toBe(Math.min(...sites.map((site) => away(i, site))));
    }
  });

  it.each([0, 0.02, 0.5, 0.97, 1])(
    'finds of either kind the nearest of the other, with a share of %f',
    (share) => {
      const size = { width: 23, height: 17 };
      const rng = new Rng(4);
      const mask = Uint8Array.from({ length: 23 * 17 }, () => (rng.uniform() < share ? 1 : 0));
      const [toMask, toOthers] = [mask, mask.map((set) => 1 - set)].map((sites) => nearestSites(sites, size));
      const away = (i: number, j: number) =>
        j === NOWHERE
          ? Number.POSITIVE_INFINITY
          : Math.hypot((i % 23) - (j % 23), Math.floor(i / 23) - Math.floor(j / 23));
      for (const [i, other] of nearestOthers(mask, size).entries()) {
        expect(away(i, other)).toBe(away(i, (mask[i] ? toOthers : toMask)![i]!));
        if (other !== NOWHERE) expect(mask[other]).toBe(1 - mask[i]!);
      }
    },
  );

  it('says when there is none', () => {
    expect(nearestSites(new Uint8Array(4), { width: 2, height: 2 })).toEqual(
      Int32Array.of(NOWHERE, NOWHERE, NOWHERE, NOWHERE),
    );
  });
});

describe('signedDistance', () => {
  it('is that of a disc to a fifth of a pixel, and far closer on the whole', () => {
    const size = { width: 64, height: 60 };
    const { data } = signedDistance(coverageOf([circle(30.3, 28.6, 17.4)], size));
    const expected = data.map(
      (_, i) => Math.hypot((i % 64) + 0.5 - 30.3, Math.floor(i / 64) + 0.5 - 28.6) - 17.4,
    );
    expect(data).toBeAllclose(expected, 0, 0.2);
    const meanError = data.reduce((sum, value, i) => sum + Math.abs(value - expected[i]!), 0) / data.length;
    expect(meanError).toBeLessThan(0.03);
  });

  it.each([0, 0.25, 0.5, 0.75])('finds a straight edge within a pixel, %f', (offset) => {
    const box = polygon(-9, -9, 5 + offset, -9, 5 + offset, 99, -9, 99);
    const { data } = signedDistance(coverageOf([box], { width: 12, height: 3 }));
    expect(data.subarray(12, 24)).toBeAllclose(
      Float32Array.from({ length: 12 }, (_, x) => x + 0.5 - 5 - offset),
      0,
      1e-3,
    );
  });
});

describe('strokeRadius', () => {
  it('is half the width of a bar', () => {
    const size = { width: 300, height: 40 };
    const bar = polygon(-50, 10, 350, 10, 350, 27, -50, 27);
    expect(strokeRadius(signedDistance(coverageOf([bar], size)))).toBeCloseTo(8.5, 1);
  });

  it('is 0 for nothing', () => {
    expect(strokeRadius(signedDistance(coverageOf([], { width: 4, height: 4 })))).toBe(0);
  });
});
