import { describe, expect, it } from 'vitest';
import { dctBasis } from '../../../src/shared/dsp/dct.js';
import { FastDct } from '../../../src/shared/dsp/fastDct.js';
import { Rng } from '../../../src/shared/rng.js';

describe.each([1, 2, 3, 8, 15, 45])('the fast cosine transform of %i values', (length) => {
  const rng = new Rng(length);
  const values = Float64Array.from({ length }, () => rng.uniform() - 0.5);
  const basis = dctBasis(length, length);
  const data = new Float64Array(length + 1);
  data.set(values, 1);
  const transform = new FastDct(length);

  it('is the product with its basis, and its inverse gives the values again', () => {
    transform.forward(data, 1);
    for (let k = 0; k < length; k++) {
      const expected = values.reduce((sum, value, i) => sum + value * basis[i * length + k]!, 0);
      expect(data[k + 1]).toBeCloseTo(expected, 10);
    }
    transform.inverse(data, 1);
    values.forEach((value, i) => {
      expect(data[i + 1]).toBeCloseTo(value, 10);
    });
  });
});
