import { expect, it } from 'vitest';
import { compressed, expanded } from '../../../src/shared/dsp/compression.js';

it('maps a full-scale sine to 6.9, what is 60 dB below it to 0.7, and comes back', () => {
  expect(compressed(1)).toBeCloseTo(6.909, 3);
  expect(compressed(1e-3)).toBeCloseTo(Math.LN2, 3);
  for (const amplitude of [0, 1e-6, 0.02, 1, 3])
    expect(expanded(compressed(amplitude))).toBeCloseTo(amplitude, 12);
});
