import { describe, expect, it } from 'vitest';
import { frechetDistance, gaussianOf } from '../../../src/shared/linalg/gaussian.js';
import { diagonal3 } from '../../../src/shared/linalg/matrix3.js';
import { transpose } from '../../../src/shared/linalg/square.js';
import { symmetricEigen } from '../../../src/shared/linalg/symmetric.js';
import { applyMap, transportMap, transportMatrix } from '../../../src/shared/linalg/transport.js';
import { fc } from '../../support/fastCheck.js';
import { normalVectors as vectors } from '../../support/normalVectors.js';

describe('transportMap', () => {
  it('carries a distribution over to another', () => {
    const from = vectors(4000, 6);
    const to = vectors(4000, 7, 2);
    const target = gaussianOf(to, 3);
    const moved = gaussianOf(applyMap(transportMap(gaussianOf(from, 3), target, 0.02), from), 3);
    const before = frechetDistance(gaussianOf(from, 3), target);
    expect(frechetDistance(moved, target)).toBeLessThan(0.01 * before);
  });

  it('moves no more than it has to: the mean square of the way is the Frechet distance', () => {
    const from = vectors(4000, 6);
    const target = gaussianOf(vectors(4000, 7, 2), 3);
    const moved = applyMap(transportMap(gaussianOf(from, 3), target, 0.02), from);
    const way = moved.reduce((sum, x, i) => sum + (x - from[i]!) ** 2, 0) / 4000;
    expect(way / frechetDistance(gaussianOf(from, 3), target)).toBeCloseTo(1, 1);
  });

  it('leaves alone what is there already', () => {
    const rows = vectors(100, 8);
    const g = gaussianOf(rows, 3);
    expect(applyMap(transportMap(g, g, 0.02), rows)).toBeAllclose(rows, 1e-5, 1e-5);
  });
});

describe('transportMatrix', () => {
  const seed = fc.integer({ min: 0, max: 1000 });
  const covariance = (of: number) => gaussianOf(vectors(20, of), 3).covariance;

  it('is symmetric and turns nothing around, as optimal transport must be', () => {
    fc.assert(
      fc.property(seed, seed, (a, b) => {
        const map = transportMatrix(covariance(a), covariance(b), 3, 1e-12);
        expect(map).toBeAllclose(transpose(map, 3), 1e-9, 1e-9);
        expect(Math.min(...symmetricEigen(map, 3).values)).toBeGreaterThan(0);
      }),
      { numRuns: 25 },
    );
  });

  it('of channels without correlation is the ratio of their spreads, and leaves noise alone', () => {
    const spread = (...deviations: [number, number, number]) => {
      const [a, b, c] = deviations;
      return Float64Array.from(diagonal3([a * a, b * b, c * c]));
    };
    const map = transportMatrix(spread(0.1, 0.2, 0.3), spread(0.2, 0.2, 0.1), 3, 1e-6);
    expect(map).toBeAllclose([2, 0, 0, 0, 1, 0, 0, 0, 1 / 3], 1e-9, 1e-9);
    const kept = transportMatrix(spread(1e-4, 0.2, 0.3), spread(0.2, 0.2, 0.1), 3, 1e-6);
    expect(kept).toBeAllclose([1, 0, 0, 0, 1, 0, 0, 0, 1 / 3], 1e-9, 1e-9);
  });
});
