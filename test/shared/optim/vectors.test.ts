import { describe, expect, it } from 'vitest';
import { addScaled, dot, maxAbs, setScaled, setSum, sumAbs } from '../../../src/shared/optim/vectors.js';
import { fc } from '../../support/fastCheck.js';

const VALUE = fc.float({ min: -1000, max: 1000, noNaN: true });
const PAIR = fc
  .array(fc.tuple(VALUE, VALUE), { maxLength: 13 })
  .map((pairs) => [Float32Array.from(pairs, ([a]) => a), Float32Array.from(pairs, ([, b]) => b)] as const);

describe('vectors', () => {
  it('have the inner product and the norms of plain loops, whatever the length', () => {
    fc.assert(
      fc.property(PAIR, ([a, b]) => {
        const size = a.reduce((total, value, i) => total + Math.abs(value * b[i]!), 0);
        const naive = a.reduce((total, value, i) => total + value * b[i]!, 0);
        expect(Math.abs(dot(a, b) - naive)).toBeLessThanOrEqual(1e-14 * size);
        expect(maxAbs(a)).toBe(Math.max(0, ...a.map(Math.abs)));
        expect(sumAbs(a)).toBe(a.reduce((total, value) => total + Math.abs(value), 0));
      }),
    );
  });

  it('are added and scaled, in place too', () => {
    fc.assert(
      fc.property(PAIR, VALUE, ([a, b], factor) => {
        const sum = a.map((value, i) => value + factor * b[i]!);
        const target = new Float32Array(a.length);
        setSum(target, a, factor, b);
        expect(target).toEqual(sum);
        setScaled(target, factor, b);
        expect(target).toEqual(b.map((value) => factor * value));
        target.set(a);
        addScaled(target, factor, b);
        expect(target).toEqual(sum);
        setScaled(target, 2, target);
        expect(target).toEqual(sum.map((value) => 2 * value));
      }),
    );
  });

  it('sum in 64 bits', () => {
    const a = new Float32Array(4001).fill(1);
    a[0] = 2 ** 26;
    expect(dot(a, new Float32Array(4001).fill(1))).toBe(2 ** 26 + 4000);
    expect(sumAbs(a)).toBe(2 ** 26 + 4000);
  });

  it('do not hide what is not a number', () => {
    for (const at of [0, 1, 2]) {
      const a = Float32Array.of(5, 5, 5);
      a[at] = Number.NaN;
      expect([maxAbs(a), sumAbs(a), dot(a, a)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    }
    expect(maxAbs(Float32Array.of(1, Number.NEGATIVE_INFINITY))).toBe(Number.POSITIVE_INFINITY);
  });
});
