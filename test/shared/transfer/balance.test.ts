import { describe, expect, it } from 'vitest';
import { type Balance, sharesAt, type TermScale, termFactors } from '../../../src/shared/transfer/balance.js';
import { fc } from '../../support/fastCheck.js';

const EVEN = 0.3;
const strengths = Array.from({ length: 101 }, (_, i) => i / 100);
const range = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
const strong = (strength: number): Balance => ({ kind: 'strength', strength, evenRatio: EVEN });
const style = (gap: number, scale: Partial<TermScale> = {}): TermScale => ({
  side: 'style',
  weight: 1,
  range: gap,
  gap,
  ...scale,
});
const content = (size: number, weight = 1): TermScale => ({ side: 'content', weight, range: size });
const PRIOR: TermScale = { side: 'prior', weight: 7, range: 3 };

describe('sharesAt', () => {
  it('is all content at 0 and all style at 1', () => {
    expect(sharesAt(0, EVEN)).toEqual({ style: 0, content: 1 });
    expect(sharesAt(1, EVEN)).toEqual({ style: 1, content: 0 });
  });

  it('has the even ratio at a half', () => {
    const { style: s, content: c } = sharesAt(0.5, EVEN);
    expect(c / s).toBeCloseTo(EVEN, 9);
  });

  it('gives the style more with every step, of the same sum, without leaps', () => {
    for (const [i, strength] of strengths.slice(1).entries()) {
      expect(sharesAt(strength, EVEN).style).toBeGreaterThan(sharesAt(strengths[i]!, EVEN).style);
      const { style: s, content: c } = sharesAt(strength, EVEN);
      expect(s + c).toBeCloseTo(1, 9);
    }
    expect(sharesAt(1e-9, EVEN).style).toBeLessThan(1e-6);
    expect(sharesAt(1 - 1e-9, EVEN).content).toBeLessThan(1e-6);
  });
});

describe('termFactors', () => {
  it('means the same whatever the losses range over', () => {
    fc.assert(
      fc.property(fc.constantFrom(...strengths), range, range, (strength, gap, size) => {
        const [s, c] = termFactors(strong(strength), [style(gap), content(size)]);
        const shares = sharesAt(strength, EVEN);
        expect(s! * gap).toBeCloseTo(1000 * shares.style, 6);
        expect(c! * size).toBeCloseTo(1000 * shares.content, 6);
      }),
    );
  });

  it('weighs terms of one side against each other', () => {
    const [a, b] = termFactors(strong(0.5), [content(1, 2), content(1, 6)]);
    expect(b! / a!).toBeCloseTo(3, 9);
  });

  it('takes a style that the content has already for one that is a thousandth of its range away', () => {
    const [near] = termFactors(strong(1), [style(1e-9, { range: 5 })]);
    expect(near).toBeCloseTo(1000 / 0.005, 6);
  });

  it('never divides by nothing', () => {
    for (const factor of termFactors(strong(0.5), [style(0), content(0)])) {
      expect(Number.isFinite(factor)).toBe(true);
    }
  });

  it('leaves priors as they are', () => {
    expect(termFactors(strong(0.3), [PRIOR])).toEqual([7]);
    expect(termFactors({ kind: 'weights', style: 2, content: 3 }, [PRIOR])).toEqual([7]);
  });

  it('takes raw weights as they are, whatever the losses range over', () => {
    const balance: Balance = { kind: 'weights', style: 3, content: 0.5 };
    expect(termFactors(balance, [style(7), content(11, 2)])).toEqual([3, 1]);
  });

  it('has the published balance at its strength, and moves it as strengths do', () => {
    const at = (strength: number) =>
      termFactors({ kind: 'published', strength, publishedStrength: 0.6 }, [style(9), content(4)]);
    expect(at(0.6)).toEqual([1, 1]);
    expect(at(0.5)[1]! / at(0.6)[1]!).toBeCloseTo((0.6 / 0.4) ** 2, 9);
    expect(at(1)).toEqual([1, 0]);
  });
});
