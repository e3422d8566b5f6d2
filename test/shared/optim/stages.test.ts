import { describe, expect, it } from 'vitest';
import { planStages, type StagePlan } from '../../../src/shared/optim/stages.js';
import { fc } from '../../support/fastCheck.js';

const PLAN: StagePlan = { growth: 2, smallestPx: 100, most: 3, lastIterations: 40, coarseShare: 0.5 };

const anyPlan = fc.record({
  growth: fc.double({ min: 1.1, max: 4, noNaN: true }),
  smallestPx: fc.integer({ min: 1, max: 600 }),
  most: fc.integer({ min: 1, max: 8 }),
  lastIterations: fc.integer({ min: 1, max: 500 }),
  coarseShare: fc.double({ min: 0.2, max: 3, noNaN: true }),
});
const iterationCounts = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 1000 }));
const anySize = fc.integer({ min: 16, max: 4000 });

describe('planStages', () => {
  it('halves down to the smallest size that is allowed', () => {
    expect(planStages(PLAN, 512).map(({ sizePx }) => sizePx)).toEqual([128, 256, 512]);
    expect(planStages(PLAN, 399).map(({ sizePx }) => sizePx)).toEqual([100, 200, 399]);
    expect(planStages(PLAN, 200).map(({ sizePx }) => sizePx)).toEqual([100, 200]);
    expect(planStages(PLAN, 198).map(({ sizePx }) => sizePx)).toEqual([198]);
    expect(planStages({ ...PLAN, most: 2 }, 4096).map(({ sizePx }) => sizePx)).toEqual([2048, 4096]);
  });

  it('gives coarse stages their share of iterations', () => {
    expect(planStages(PLAN, 512).map(({ iterations }) => iterations)).toEqual([10, 20, 40]);
    expect(planStages(PLAN, 512, 70).map(({ iterations }) => iterations)).toEqual([10, 20, 40]);
    expect(planStages({ ...PLAN, coarseShare: 1 }, 512, 31).map(({ iterations }) => iterations)).toEqual([
      10, 10, 11,
    ]);
  });

  it('gives the first stage as many as it needs, if there is but one, too', () => {
    const plan = { ...PLAN, leastFirst: 60 };
    expect(planStages(plan, 512).map(({ iterations }) => iterations)).toEqual([60, 20, 40]);
    expect(planStages(plan, 512, 60).map(({ iterations }) => iterations)).toEqual([29, 10, 21]);
    expect(planStages(plan, 64).map(({ iterations }) => iterations)).toEqual([60]);
    expect(planStages({ ...PLAN, leastFirst: 5 }, 512)).toEqual(planStages(PLAN, 512));
  });

  it('makes as many iterations as were asked for, at least one a stage, and ends at full size', () => {
    fc.assert(
      fc.property(anyPlan, anySize, iterationCounts, (plan, sizePx, iterations) => {
        const stages = planStages(plan, sizePx, iterations);
        expect(stages.reduce((sum, stage) => sum + stage.iterations, 0)).toBe(iterations);
        expect(Math.min(...stages.map((stage) => stage.iterations))).toBeGreaterThanOrEqual(1);
        expect(stages.at(-1)?.sizePx).toBe(sizePx);
      }),
    );
  });

  it('grows from stage to stage, within the limits of the plan', () => {
    fc.assert(
      fc.property(anyPlan, anySize, (plan, sizePx) => {
        const sizes = planStages(plan, sizePx).map((stage) => stage.sizePx);
        expect(sizes.length).toBeLessThanOrEqual(plan.most);
        expect(sizes.at(-1)).toBe(sizePx);
        for (const size of sizes.slice(0, -1)) expect(size).toBeGreaterThanOrEqual(plan.smallestPx);
        // Sides are whole pixels.
        sizes.slice(1).forEach((size, i) => {
          expect(Math.abs(size / plan.growth - sizes[i]!)).toBeLessThanOrEqual(0.5 + 0.5 / plan.growth);
        });
      }),
    );
  });

  it('makes at least one iteration a stage by its own plan, too', () => {
    fc.assert(
      fc.property(anyPlan, anySize, (plan, sizePx) => {
        const counts = planStages(plan, sizePx).map((stage) => stage.iterations);
        expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
        expect(counts.at(-1)).toBe(plan.lastIterations);
      }),
    );
  });

  it('leaves out the coarse stages where there are too few iterations', () => {
    expect(planStages(PLAN, 512, 2)).toEqual([
      { sizePx: 256, iterations: 1 },
      { sizePx: 512, iterations: 1 },
    ]);
    expect(planStages(PLAN, 512, 1)).toEqual([{ sizePx: 512, iterations: 1 }]);
  });
});
