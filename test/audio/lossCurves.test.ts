import { describe, expect, it } from 'vitest';
import { lossCurves } from '../../src/audio/lossCurves.js';

const step = (total: number, style: number) => ({ step: 1, steps: 3, total, terms: { style } });

/** The heights of a curve's points, from the top. */
function heights(svg: string, curve: number): number[] {
  const points = [...svg.matchAll(/points="([^"]*)"/g)][curve]?.[1] ?? '';
  return points.split(' ').map((point) => Number(point.split(',')[1]));
}

describe('lossCurves', () => {
  it('draws the total and every term on a logarithmic scale, one unit for a decade', () => {
    const svg = lossCurves([step(1000, 100), step(100, 10), step(10, 1)]);
    const [total, style] = [heights(svg, 0), heights(svg, 1)];
    expect(total[2]! - total[1]!).toBeCloseTo(total[1]! - total[0]!, 0);
    expect(style[0]).toBeCloseTo(total[1]!, 0);
    expect(svg).toContain('total</span>');
    expect(svg).toContain('3 steps');
  });

  it.each([
    ['a single step', [step(5, 5)]],
    ['losses of zero', [step(0, 0), step(0, 0)]],
    ['a range beyond what is shown', [step(1e9, 1e-9), step(1, 1e-30)]],
  ])('holds %s inside the drawing', (_, steps) => {
    const svg = lossCurves(steps);
    for (const height of [...heights(svg, 0), ...heights(svg, 1)]) {
      expect(height).toBeGreaterThanOrEqual(0);
      expect(height).toBeLessThanOrEqual(260);
    }
  });
});
