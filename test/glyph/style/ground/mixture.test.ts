import { describe, expect, it } from 'vitest';
import { deviations, fitMixture, unlikelihoods } from '../../../../src/glyph/style/ground/mixture.js';
import { isShade } from '../../../../src/glyph/style/ground/shade.js';
import { Rng } from '../../../../src/shared/rng.js';

const all = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);

/** Colours around means, by turns, whose channels depend on each other. */
function drawn(means: readonly (readonly number[])[], count: number, seed: number): Float32Array {
  const rng = new Rng(seed);
  const pixels = new Float32Array(3 * count);
  for (let i = 0; i < count; i++) {
    const common = 0.05 * rng.normal();
    for (let c = 0; c < 3; c++)
      pixels[3 * i + c] = means[i % means.length]![c]! + common + 0.02 * rng.normal();
  }
  return pixels;
}

describe('fitMixture', () => {
  const means = [
    [0.2, 0.3, 0.7],
    [0.8, 0.6, 0.2],
  ];

  it('finds the distributions that colours were drawn from', () => {
    const { components } = fitMixture(drawn(means, 1200, 1), all(1200), 2);
    const sorted = components.toSorted((a, b) => a.mean[0]! - b.mean[0]!);
    expect(sorted).toHaveLength(2);
    for (const [k, component] of sorted.entries()) {
      expect(component.weight).toBeCloseTo(0.5, 2);
      expect([...component.mean]).toBeAllclose(means[k]!, 0, 0.01);
    }
  });

  it('of one component has its mean and covariance, and the least variance there is', () => {
    const count = 900;
    const pixels = drawn([means[0]!], count, 2);
    const { components } = fitMixture(pixels, all(count), 1);
    const [{ mean, inverse }] = components as [(typeof components)[0]];
    const expected = [0, 1, 2].map((c) => {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += pixels[3 * i + c]! / count;
      return sum;
    });
    expect([...mean]).toBeAllclose(expected, 1e-4);
    const covariance = [0, 1, 2].map((a) =>
      [0, 1, 2].map((b) => {
        let sum = a === b ? 0.015 ** 2 : 0;
        for (let i = 0; i < count; i++) {
          sum += ((pixels[3 * i + a]! - expected[a]!) * (pixels[3 * i + b]! - expected[b]!)) / count;
        }
        return sum;
      }),
    );
    const [xx, xy, xz, yy, yz, zz] = inverse;
    const matrix = [
      [xx, xy, xz],
      [xy, yy, yz],
      [xz, yz, zz],
    ];
    for (const [a, row] of covariance.entries()) {
      for (const b of [0, 1, 2]) {
        const product = row.reduce((sum, value, k) => sum + value * matrix[k]![b]!, 0);
        expect(product).toBeCloseTo(a === b ? 1 : 0, 2);
      }
    }
  });

  it('of more components than there are colours has no fault', () => {
    const pixels = Float32Array.of(0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
    const mixture = fitMixture(pixels, all(2), 5);
    expect(Number.isFinite(unlikelihoods(mixture, pixels)[0])).toBe(true);
    expect(deviations(mixture, pixels)[1]).toBeCloseTo(0, 3);
  });
});

describe('unlikelihoods and deviations', () => {
  // Variances of 0.04, 0.01 and 0.25, and a weight of 1/2 each.
  const component = (mean: readonly number[]) => ({
    weight: 0.5,
    mean,
    inverse: [25, 0, 0, 100, 0, 4],
    logScale: Math.log(0.5) - 0.5 * Math.log(0.04 * 0.01 * 0.25),
  });
  const mixture = { components: [component([0, 0, 0]), component([10, 10, 10])] };
  const pixel = Float32Array.of(0.4, 0.1, -0.5);

  it('are by the nearest component', () => {
    expect(deviations(mixture, pixel)[0]).toBeCloseTo(Math.sqrt(4 + 1 + 1), 5);
    const density = (0.5 * Math.exp(-(4 + 1 + 1) / 2)) / Math.sqrt(0.04 * 0.01 * 0.25);
    expect(unlikelihoods(mixture, pixel)[0]).toBeCloseTo(-Math.log(density), 5);
    expect(deviations(mixture, Float32Array.of(10.2, 10, 10))[0]).toBeCloseTo(1, 4);
  });
});

describe('isShade', () => {
  const ground = Float32Array.of(0.8, 0.6, 0.4);

  it.each([
    ['darker, of the same hue', [0.4, 0.3, 0.2], true],
    ['a little off in hue', [0.4, 0.3, 0.23], true],
    ['as light as the ground', [0.8, 0.6, 0.4], false],
    ['lighter', [0.9, 0.675, 0.45], false],
    ['of another hue', [0.4, 0.3, 0.35], false],
    ['black', [0, 0, 0], true],
  ])('of a colour that is %s', (_, pixel, expected) => {
    expect(isShade(Float32Array.from(pixel), ground, 0)).toBe(expected);
  });

  it('does not ask channels in which the ground is dark', () => {
    const dark = Float32Array.of(0.8, 0.1, 0.1);
    expect(isShade(Float32Array.of(0.4, 0.1, 0), dark, 0)).toBe(true);
    expect(isShade(Float32Array.of(0, 0, 0), Float32Array.of(0.1, 0.1, 0.1), 0)).toBe(false);
  });
});
