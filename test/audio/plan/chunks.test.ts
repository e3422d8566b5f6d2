import { describe, expect, it } from 'vitest';
import { fadeOf, planChunks } from '../../../src/audio/plan/chunks.js';
import { fc } from '../../support/fastCheck.js';

const limits = { longestSamples: 1000, overlapSamples: 100, hopSamples: 10 };

describe('planChunks', () => {
  it('takes one piece where that is enough', () => {
    expect(planChunks(995, limits)).toEqual({ starts: [0], lengthSamples: 1000 });
    expect(planChunks(1000, limits)).toEqual({ starts: [0], lengthSamples: 1000 });
  });

  it('covers any length with fades that add up to 1, and overlaps as asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (length) => {
        const plan = planChunks(length, limits);
        expect(plan.lengthSamples).toBeLessThanOrEqual(limits.longestSamples);
        expect(plan.lengthSamples % limits.hopSamples).toBe(0);
        const sum = new Float32Array(length);
        plan.starts.forEach((start, i) => {
          if (i > 0)
            expect(plan.starts[i - 1]! + plan.lengthSamples - start).toBeGreaterThanOrEqual(
              limits.overlapSamples - 1,
            );
          fadeOf(plan, i).forEach((share, k) => {
            if (start + k < length) sum[start + k]! += share;
          });
        });
        const worst = sum.reduce((most, share) => Math.max(most, Math.abs(share - 1)), 0);
        expect(worst).toBeLessThan(1e-5);
      }),
      { numRuns: 60 },
    );
  });
});
