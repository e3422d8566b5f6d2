import { describe, expect, it } from 'vitest';
import { quantise } from '../../../src/shared/dsp/dither.js';
import { Rng } from '../../../src/shared/rng.js';

describe('quantise', () => {
  it('rounds to steps and clips', () => {
    expect([...quantise(Float32Array.of(0, 0.5, -0.5, 1, -1, 3, 1 / 32_768), 16)]).toEqual([
      0, 16_384, -16_384, 32_767, -32_768, 32_767, 1,
    ]);
    expect([...quantise(Float32Array.of(1, -1), 24)]).toEqual([8_388_607, -8_388_608]);
  });

  it('with dither has an error of zero mean and a quarter step squared, whatever the level', () => {
    for (const steps of [0, 0.3, 0.5]) {
      const signal = new Float32Array(40_000).fill(steps / 32_768);
      const errors = Float64Array.from(quantise(signal, 16, new Rng(3)), (value) => value - steps);
      const mean = errors.reduce((a, b) => a + b, 0) / errors.length;
      const power = errors.reduce((a, b) => a + b * b, 0) / errors.length;
      expect(Math.abs(mean)).toBeLessThan(0.01);
      expect(Math.abs(power - 0.25)).toBeLessThan(0.01);
    }
  });
});
