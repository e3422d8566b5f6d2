import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LossRanges, lossWeights } from '../../src/image/balance.js';

const ONE: LossRanges = { style: 1, content: 1 };
const at = (strength: number, ranges = ONE) => lossWeights({ kind: 'strength', strength }, ranges);
const range = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
const strengths = Array.from({ length: 101 }, (_, i) => i / 100);

describe('lossWeights of a strength', () => {
  it('is all content at 0 and all style at 1', () => {
    expect(at(0).style).toBe(0);
    expect(at(0).content).toBeGreaterThan(0);
    expect(at(1).content).toBe(0);
    expect(at(1).style).toBeGreaterThan(0);
  });

  it('gives the style more, and the content less, with every step', () => {
    for (const [i, strength] of strengths.slice(1).entries()) {
      expect(at(strength).style).toBeGreaterThan(at(strengths[i]!).style);
      expect(at(strength).content).toBeLessThan(at(strengths[i]!).content);
    }
  });

  it('shares out the same sum at any strength', () => {
    const { style, content } = at(0.5);
    for (const strength of strengths)
      expect(at(strength).style + at(strength).content).toBeCloseTo(style + content, 6);
  });

  it('means the same whatever the losses range over', () => {
    fc.assert(
      fc.property(fc.constantFrom(...strengths), range, range, (strength, style, content) => {
        const scaled = at(strength, { style, content });
        const plain = at(strength);
        expect(scaled.style * style).toBeCloseTo(plain.style, 6);
        expect(scaled.content * content).toBeCloseTo(plain.content, 6);
      }),
    );
  });

  it('moves without leaps: its ends are where its neighbours point to', () => {
    expect(at(1e-9).style).toBeLessThan(1e-6 * at(1).style);
    expect(at(1 - 1e-9).content).toBeLessThan(1e-6 * at(0).content);
  });
});

describe('lossWeights of raw weights', () => {
  it('takes them as they are, whatever the losses range over', () => {
    const weights = { style: 3, content: 0.5 };
    expect(lossWeights({ kind: 'weights', ...weights }, { style: 7, content: 11 })).toEqual(weights);
  });
});
