import { expect, it } from 'vitest';
import { blendShares } from '../../../src/shared/options/blend.js';

it('shares add up to 1, in the ratios of what was given, or all alike', () => {
  expect(blendShares([3, 0, 1], 3)).toEqual([0.75, 0, 0.25]);
  expect(blendShares(undefined, 4)).toEqual([0.25, 0.25, 0.25, 0.25]);
});
