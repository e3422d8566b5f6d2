import { describe, expect, it } from 'vitest';
import { placeStretches } from '../../../../src/shared/transfer/tiles/stretches.js';
import { fc } from '../../../support/fastCheck.js';

const plans = fc.record({
  tilePx: fc.integer({ min: 1, max: 200 }),
  reachPx: fc.integer({ min: 0, max: 40 }),
  stepPx: fc.constantFrom(1, 2, 4, 8, 12),
});

describe('placeStretches', () => {
  it('counts every pixel once, and sees enough beyond, at whole steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), plans, (wholePx, plan) => {
        const placed = placeStretches(wholePx, plan);
        if (!placed) return;
        const { lengthPx, stretches } = placed;
        expect(lengthPx).toBeLessThanOrEqual(plan.tilePx);
        stretches.forEach(({ first, begin, end }, i) => {
          expect(begin).toBe(i === 0 ? 0 : stretches[i - 1]!.end);
          expect(end).toBeGreaterThan(begin);
          expect(first % plan.stepPx).toBe(0);
          expect(begin % plan.stepPx).toBe(0);
          expect(first === 0 || begin - first >= plan.reachPx).toBe(true);
          expect(first + lengthPx === wholePx || first + lengthPx - end >= plan.reachPx).toBe(true);
        });
        expect(stretches.at(-1)!.end).toBe(wholePx);
      }),
    );
  });

  it('leaves a picture that is no larger than a tile in one piece', () => {
    const plan = { tilePx: 64, reachPx: 16, stepPx: 8 };
    expect(placeStretches(61, plan)?.stretches).toEqual([{ first: 0, begin: 0, end: 61 }]);
  });

  it('gets nowhere with tiles that count nothing', () => {
    expect(placeStretches(100, { tilePx: 32, reachPx: 16, stepPx: 8 })).toBeUndefined();
  });

  it('takes tiles no longer than their number asks for', () => {
    const { lengthPx, stretches } = placeStretches(1000, { tilePx: 900, reachPx: 30, stepPx: 4 })!;
    expect(stretches).toHaveLength(2);
    expect(lengthPx).toBeLessThan(540);
  });
});
