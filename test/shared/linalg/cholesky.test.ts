import { describe, expect, it } from 'vitest';
import { timesLower, whitening } from '../../../src/shared/linalg/cholesky.js';
import { Rng } from '../../../src/shared/rng.js';

describe('whitening', () => {
  it('makes any covariance the identity', () => {
    const rng = new Rng(2);
    for (let n = 1; n <= 5; n++) {
      const root = rng.normals(n * n);
      const covariance = new Float64Array(n * n);
      for (let i = 0; i < n * n; i++) {
        for (let k = 0; k < n; k++)
          covariance[i]! += root[Math.floor(i / n) * n + k]! * root[(i % n) * n + k]!;
        if (i % n === Math.floor(i / n)) covariance[i]! += 0.1;
      }
      const w = whitening(covariance, n);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          let sum = 0;
          for (let a = 0; a < n; a++) {
            for (let b = 0; b < n; b++) sum += w[i * n + a]! * covariance[a * n + b]! * w[j * n + b]!;
          }
          expect(sum).toBeCloseTo(i === j ? 1 : 0, 8);
        }
      }
    }
  });
});

describe('timesLower', () => {
  it('is the product with a vector, and reads no more than the lower half', () => {
    const matrices = Float32Array.of(9, 2, 9, 9, 3, 4, 9, 5, 6, 7);
    const out = new Float64Array(3);
    timesLower(matrices, 1, Float64Array.of(1, 10, 100), out);
    expect([...out]).toEqual([2, 3 + 40, 5 + 60 + 700]);
  });
});
