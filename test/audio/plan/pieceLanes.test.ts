import { describe, expect, it } from 'vitest';
import { pieceLanes } from '../../../src/audio/plan/pieceLanes.js';
import { PRESETS } from '../../../src/audio/presets.js';

const recipe = PRESETS.default;
const seconds = (s: number) => s * recipe.sampleRateHz;
const PLENTY = 64e9;

describe('pieceLanes', () => {
  it('is the number of pieces', () => {
    expect(pieceLanes(seconds(3), recipe, PLENTY)).toBe(1);
    expect(pieceLanes(seconds(10), recipe, PLENTY)).toBe(2);
    expect(pieceLanes(seconds(60), recipe, PLENTY)).toBe(8);
  });

  it('is no more than fits into half of the memory, but one', () => {
    expect(pieceLanes(seconds(60), recipe, 2e9)).toBe(5);
    expect(pieceLanes(seconds(60), recipe, 1e6)).toBe(1);
  });
});
