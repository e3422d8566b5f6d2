import { describe, expect, it } from 'vitest';
import { lastStage, predictMemory } from '../../src/image/memory.js';
import { PRESETS } from '../../src/image/methods/registry.js';
import { planMemory, tiledBytes, tileFor } from '../../src/image/tileMemory.js';

const recipe = PRESETS.default;
const GIGABYTE = 1e9;
const large = { width: 4096, height: 2731 };
const small = { width: 512, height: 341 };
const plan = (size: typeof large, memory: number | undefined, availableBytes = 8 * GIGABYTE) =>
  planMemory(recipe, size, size.width, { styleScale: 1, memory, availableBytes });
const tilePxOf = (size: typeof large, limitBytes: number | undefined) =>
  tileFor(recipe, lastStage(recipe, size, 1), limitBytes);

describe('the memory that work may take', () => {
  it('is what was allowed, and else half of what is free', () => {
    expect(plan(small, 3 * GIGABYTE)).toBe(3 * GIGABYTE);
    expect(plan(small, undefined)).toBe(4 * GIGABYTE);
  });

  it('is all that is free, where half is too little even for tiles', () => {
    expect(plan(large, undefined, 5 * GIGABYTE)).toBe(5 * GIGABYTE);
  });

  it('is more than there is for some sizes, which are refused with one that then fits', () => {
    const refusal = () => plan(large, GIGABYTE);
    expect(refusal).toThrow(/^size 4096: a result of 4096x2731 needs about .* 1\.0 GB are allowed; use size/);
    let message = '';
    try {
      refusal();
    } catch (error) {
      message = (error as Error).message;
    }
    const fits = Number(/use size (\d+) or less/.exec(message)?.[1]);
    expect(fits).toBeGreaterThan(1024);
    expect(() => plan({ width: fits, height: Math.round((fits * 2) / 3) }, GIGABYTE)).not.toThrow();
  });

  it('does not turn to tiles for losses that look at the whole picture', () => {
    const question = { styleScale: 1, memory: undefined, availableBytes: 8 * GIGABYTE };
    expect(planMemory(PRESETS.strotss2019, small, 512, question)).toBeUndefined();
    expect(() => planMemory(PRESETS.strotss2019, large, 4096, question)).toThrow(/8\.0 GB are free; .*tiles/);
  });
});

describe('tiles', () => {
  it('are for what does not fit in one piece', () => {
    const needed = predictMemory(recipe, small);
    expect(tilePxOf(small, needed)).toBeUndefined();
    expect(tilePxOf(small, undefined)).toBeUndefined();
    expect(tilePxOf(small, needed - 1)).toBeLessThan(small.width);
  });

  it('are as large as the limit allows', () => {
    const limits = [3.5, 4, 6, 12].map((gigabytes) => gigabytes * GIGABYTE);
    const sides = limits.map((limit) => tilePxOf(large, limit)!);
    expect(sides).toEqual(sides.toSorted((a, b) => a - b));
    for (const [i, side] of sides.entries())
      expect(tiledBytes(recipe, lastStage(recipe, large, 1), side)).toBeLessThanOrEqual(limits[i]!);
  });
});
