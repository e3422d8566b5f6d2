import { describe, expect, it } from 'vitest';
import { envelopeTarget } from '../../../src/audio/transfer/envelope.js';
import { startShares, withinDeviations } from '../../../src/audio/transfer/pieceStart.js';
import { noise } from '../../shared/dsp/signals.js';

describe('startShares', () => {
  it('goes from 0 to 1, ahead of the strength', () => {
    expect([startShares(0), startShares(1)]).toEqual([
      { mean: 0, spread: 0 },
      { mean: 1, spread: 1 },
    ]);
    const [less, more] = [startShares(0.4), startShares(0.5)];
    expect(less.spread).toBeGreaterThan(0.4);
    expect(less.mean).toBeGreaterThan(less.spread);
    expect(less.spread).toBeLessThan(more.spread);
    expect(less.mean).toBeLessThan(more.mean);
  });
});

describe('envelopeTarget', () => {
  const content = noise(200, 2, 1);
  const style = noise(300, 1, 2)
    .map((x) => x - 5)
    .sort();
  const target = envelopeTarget('style', content, content.slice().sort(), style);

  it('is the content itself where the style does not count', () => {
    expect(envelopeTarget('content', content, content, style)).toBe(content);
  });

  it('has the style’s distribution', () => {
    const quantile = (values: Float32Array, share: number) =>
      values[Math.round(share * (values.length - 1))]!;
    const sorted = target.slice().sort();
    for (const share of [0, 0.1, 0.5, 0.9, 1])
      expect(quantile(sorted, share)).toBeCloseTo(quantile(style, share), 1);
  });

  it('keeps the order of the content', () => {
    const loudest = content.indexOf(Math.max(...content));
    expect(target[loudest]).toBe(Math.max(...target));
    for (let i = 1; i < content.length; i++) {
      if (content[i]! > content[i - 1]!) expect(target[i]!).toBeGreaterThanOrEqual(target[i - 1]!);
    }
  });
});

describe('withinDeviations', () => {
  it('holds outliers and leaves the rest', () => {
    const gaussian = { mean: Float64Array.of(1, -2), covariance: Float64Array.of(4, 0, 0, 1) };
    const levels = Float32Array.of(6.5, -2.5, 40, -90, -40, 90);
    expect([...withinDeviations(levels, gaussian)]).toEqual([6.5, -2.5, 7, -5, -5, 1]);
  });
});
