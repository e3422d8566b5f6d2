import { describe, expect, it } from 'vitest';
import { logSpectralDistance } from '../../../src/audio/metrics/logSpectral.js';
import { chirp, noise } from '../../shared/dsp/signals.js';

const mono = (signal: Float32Array) => ({ sampleRateHz: 22_050, channels: [signal] });

describe('logSpectralDistance', () => {
  it('is 0 for one sound at two levels, and does not mind the order', async () => {
    const [a, b] = [chirp(1, 22_050), noise(22_050, 0.1)];
    expect(await logSpectralDistance(mono(a), mono(a.map((x) => 3 * x)))).toBeLessThan(0.01);
    const there = await logSpectralDistance(mono(a), mono(b));
    expect(there).toBeGreaterThan(5);
    expect(await logSpectralDistance(mono(b), mono(a))).toBeCloseTo(there, 6);
  });

  it('reads a change of level half way through: 6 dB up against levelled sounds', async () => {
    const a = noise(44_100, 0.1);
    const louder = a.map((x, i) => (i < 22_050 ? x : 2 * x));
    // A little less because of the floor. The RMS of the second is sqrt(2.5) times that of the first: -3.98 dB in one half, +2.04 dB in the other.
    const expected = Math.sqrt((3.98 ** 2 + 2.04 ** 2) / 2);
    const found = await logSpectralDistance(mono(a), mono(louder));
    expect(Math.abs(found - expected)).toBeLessThan(0.15);
  });
});
