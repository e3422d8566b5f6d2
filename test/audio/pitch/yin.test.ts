import { expect, test } from 'vitest';
import { Yin } from '../../../src/audio/pitch/yin.js';
import { noise } from '../../shared/dsp/signals.js';

const RATE = 22_050;
const SHAPE = { sampleRateHz: RATE, windowSamples: 200, lowHz: 200, highHz: 2000 };

test('differences are the sums that define them, and normalised ones 1 in the mean', () => {
  const yin = new Yin(SHAPE);
  const signal = noise(2000, 0.3, 1);
  const { raw, normalised } = yin.differences(signal, 1000);
  const start = 1000 - ((SHAPE.windowSamples + yin.longestLag) >> 1);
  for (const lag of [1, 17, yin.longestLag]) {
    let sum = 0;
    for (let j = 0; j < SHAPE.windowSamples; j++) sum += (signal[start + j]! - signal[start + j + lag]!) ** 2;
    expect(raw[lag]).toBeCloseTo(sum, 6);
  }
  const mean = raw.slice(1, 51).reduce((a, b) => a + b, 0) / 50;
  expect(normalised[50]).toBeCloseTo(raw[50]! / mean, 6);
});

test('a period lies between samples where the signal has it', () => {
  const yin = new Yin(SHAPE);
  const signal = Float32Array.from({ length: 2000 }, (_, i) => Math.sin((2 * Math.PI * i) / 31.37));
  const differences = yin.differences(signal, 1000);
  const [dip] = yin.dips(differences);
  expect(yin.period(differences, dip!)).toBeCloseTo(31.37, 2);
});
