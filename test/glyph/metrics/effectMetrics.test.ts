import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../src/glyph/fields/coverage.js';
import { bodyOverlap } from '../../../src/glyph/metrics/bodyOverlap.js';
import { haloRatio, ratioError } from '../../../src/glyph/metrics/haloRatio.js';
import { histogramDistance } from '../../../src/glyph/metrics/histogramDistance.js';
import { facingOf, REGION_COUNT, regionsOf, surroundings } from '../../../src/glyph/metrics/regions.js';
import { twinShare } from '../../../src/glyph/metrics/repetition.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import type { Premultiplied } from '../../../src/shared/pictures/premultiplied.js';
import { Rng } from '../../../src/shared/rng.js';

const SIZE = { width: 80, height: 60 };
const RADIUS_PX = 8;
/** A bar of 16 pixels, clear of all borders: its radius is 8. */
const bar = coverageOf([Float64Array.of(20, 22, 60, 22, 60, 38, 20, 38)], SIZE);

/** A picture from its place and signed distance in pixels. */
function painted(shape: Grid, paint: (d: number, x: number, y: number) => readonly number[]): Premultiplied {
  const { distance } = surroundings(shape, 1);
  const rgba = new Float32Array(shape.data.length * 4);
  distance.forEach((d, i) => {
    rgba.set(paint(d, i % shape.width, Math.floor(i / shape.width)), i * 4);
  });
  return { ...SIZE, rgba };
}
const grey = (alpha: number) => [alpha, alpha, alpha, alpha];

describe('regions', () => {
  it('tell above, beside and below', () => {
    const { distance, normalY } = surroundings(bar, RADIUS_PX);
    const at = (x: number, y: number) => y * SIZE.width + x;
    expect(facingOf(normalY[at(40, 15)]!)).toBe('up');
    expect(facingOf(normalY[at(40, 45)]!)).toBe('down');
    expect(facingOf(normalY[at(70, 30)]!)).toBe('side');
    expect(distance[at(40, 29)]).toBeCloseTo(-7.5 / RADIUS_PX, 2);
    expect(distance[at(40, 13)]).toBeCloseTo(8.5 / RADIUS_PX, 2);
  });

  it('are the same one wherever distance and facing agree, and within the count', () => {
    const regions = regionsOf(surroundings(bar, RADIUS_PX));
    expect(regions[15 * 80 + 30]).toBe(regions[15 * 80 + 50]);
    expect(regions[15 * 80 + 40]).not.toBe(regions[44 * 80 + 40]);
    expect(Math.max(...regions)).toBeLessThan(REGION_COUNT);
  });
});

describe('haloRatio', () => {
  const halo = (up: number, down: number) => painted(bar, (d, _, y) => grey(d < 0 ? 1 : y < 30 ? up : down));

  it('is the ratio of alpha above and below, but for what counts as none', () => {
    expect(haloRatio(halo(0.6, 0.2), bar, RADIUS_PX)).toBeCloseTo(0.65 / 0.25, 4);
    expect(haloRatio(halo(0.2, 0.6), bar, RADIUS_PX)).toBeCloseTo(0.25 / 0.65, 4);
  });

  it('is 1 for a halo all around and for none', () => {
    const around = painted(bar, (d) => grey(d < 0 ? 1 : Math.exp(-d / 5)));
    expect(haloRatio(around, bar, RADIUS_PX)).toBeCloseTo(1, 2);
    expect(haloRatio(halo(0, 0), bar, RADIUS_PX)).toBe(1);
  });

  it('errors count the same both ways', () => {
    expect(ratioError(1.15, 1)).toBeCloseTo(0.15, 9);
    expect(ratioError(1, 1.15)).toBeCloseTo(0.15, 9);
    expect(ratioError(0.3, 0.3)).toBe(0);
  });
});

describe('bodyOverlap', () => {
  it('is 1 for the shape itself and counts what is missing and what is too much', () => {
    expect(
      bodyOverlap(
        painted(bar, (d) => grey(d < 0 ? 1 : 0.8)),
        bar,
      ),
    ).toBe(1);
    // One pixel more on every side: 42 x 18 instead of 40 x 16.
    const wider = painted(bar, (_, x, y) => grey(x >= 19 && x < 61 && y >= 21 && y < 39 ? 1 : 0));
    expect(bodyOverlap(wider, bar)).toBeCloseTo((40 * 16) / (42 * 18), 9);
    const half = painted(bar, (d, x) => grey(d < 0 && x < 40 ? 1 : 0));
    expect(bodyOverlap(half, bar)).toBeCloseTo(0.5, 9);
  });

  it('takes what is not quite opaque for no body', () => {
    expect(
      bodyOverlap(
        painted(bar, (d) => grey(d < 0 ? 0.85 : 0)),
        bar,
      ),
    ).toBe(0);
  });
});

describe('histogramDistance', () => {
  const speckled = (seed: number, mean: number) => {
    const rng = new Rng(seed);
    return painted(bar, (d) => grey(d < 0 ? mean + 0.2 * (rng.uniform() - 0.5) : 0));
  };
  const between = (a: Premultiplied, b: Premultiplied) =>
    histogramDistance({ picture: a, shape: bar }, { picture: b, shape: bar }, RADIUS_PX);

  it('is 0 for the same, and for the same colours shuffled within regions nearly so', () => {
    expect(between(speckled(1, 0.5), speckled(1, 0.5))).toBe(0);
    expect(between(speckled(1, 0.5), speckled(2, 0.5))).toBeLessThan(0.01);
  });

  it('is how far colours have moved, times the share of pixels that did', () => {
    const share = (40 * 16) / (80 * 60);
    expect(between(speckled(1, 0.3), speckled(1, 0.7))).toBeCloseTo(0.4 * share * (64 / 63), 2);
    const [black, white] = [painted(bar, () => [0, 0, 0, 0]), painted(bar, () => [1, 1, 1, 1])];
    expect(between(black, white)).toBeCloseTo(1, 9);
  });

  it('sees a halo that has moved from above to below', () => {
    const above = painted(bar, (d, _, y) => grey(d < 0 || (d < 6 && y < 30) ? 1 : 0));
    const below = painted(bar, (d, _, y) => grey(d < 0 || (d < 6 && y > 30) ? 1 : 0));
    expect(between(above, below)).toBeGreaterThan(0.05);
  });
});

describe('twinShare', () => {
  const noise = (period: number): Premultiplied => {
    const values = new Rng(5).normals(64 * 64, 0.2);
    const rgba = Float32Array.from({ length: 64 * 64 * 4 }, (_, i) => {
      const [x, y] = [Math.floor(i / 4) % 64, Math.floor(i / 256)];
      return 0.5 + values[y * 64 + (x % period)]!;
    });
    return { width: 64, height: 64, rgba };
  };

  it('finds twins in a picture that repeats, none in noise', () => {
    expect(twinShare(noise(64))).toBe(0);
    expect(twinShare(noise(20))).toBe(1);
  });

  it('does not look at what is plain or too small', () => {
    expect(twinShare({ width: 30, height: 30, rgba: new Float32Array(3600).fill(0.5) })).toBe(0);
    expect(twinShare({ width: 3, height: 3, rgba: new Float32Array(36) })).toBe(0);
  });
});
