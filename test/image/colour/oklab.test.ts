import { describe, expect, it } from 'vitest';
import { nearestSrgb, oklabOf, srgbOf } from '../../../src/image/colour/oklab.js';
import { fc } from '../../support/fastCheck.js';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const colour = fc.tuple(unit, unit, unit);

describe('oklabOf', () => {
  it.each([
    // Ottosson 2020 gives XYZ only; these are the values of CSS Color 4, section 9.2, and of its sample code.
    ['white', [1, 1, 1], [1, 0, 0]],
    ['black', [0, 0, 0], [0, 0, 0]],
    ['red', [1, 0, 0], [0.62796, 0.22486, 0.12585]],
    ['lime', [0, 1, 0], [0.86644, -0.23389, 0.1795]],
    ['blue', [0, 0, 1], [0.45201, -0.03246, -0.31153]],
  ] as const)('%s', (_, rgb, lab) => {
    expect(oklabOf(rgb)).toBeAllclose(lab, 0, 2e-5);
  });

  it('has no colour in greys, and rises with them', () => {
    fc.assert(
      fc.property(unit, unit, (x, y) => {
        const [[light, a, b], [other]] = [oklabOf([x, x, x]), oklabOf([y, y, y])];
        expect([a, b]).toBeAllclose([0, 0], 0, 1e-6);
        if (x > y) expect(light).toBeGreaterThanOrEqual(other);
      }),
    );
  });

  it('comes back', () => {
    fc.assert(
      fc.property(colour, (rgb) => {
        expect(srgbOf(oklabOf(rgb))).toBeAllclose(rgb, 0, 2e-5);
      }),
    );
  });
});

describe('nearestSrgb', () => {
  it('leaves colours of sRGB as they are', () => {
    fc.assert(
      fc.property(colour, (rgb) => {
        expect(nearestSrgb(oklabOf(rgb))).toBeAllclose(rgb, 0, 2e-4);
      }),
    );
  });

  it('keeps lightness and hue of all others, and takes no more chroma away than it has to', () => {
    const axis = fc.double({ min: -0.5, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 0.95, noNaN: true }), axis, axis, (light, a, b) => {
        const rgb = nearestSrgb([light, a, b]);
        expect(Math.min(...rgb)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...rgb)).toBeLessThanOrEqual(1);
        const [newLight, newA, newB] = oklabOf(rgb);
        expect(newLight).toBeCloseTo(light, 2);
        const [chroma, newChroma] = [Math.hypot(a, b), Math.hypot(newA, newB)];
        expect(newChroma).toBeLessThan(chroma + 0.01);
        expect(a * newB - b * newA).toBeCloseTo(0, 2);
        const more = srgbOf([light, newA * 1.1, newB * 1.1]);
        const isAll = newChroma > chroma - 0.01;
        expect(isAll || more.some((value) => value < 0 || value > 1)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('makes lightness beyond black and white black and white', () => {
    expect(nearestSrgb([1.2, 0.1, 0])).toBeAllclose([1, 1, 1], 0, 0.01);
    expect(nearestSrgb([-0.1, 0.1, 0.1])).toBeAllclose([0, 0, 0], 0, 0.01);
  });
});
