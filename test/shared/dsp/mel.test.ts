import { describe, expect, it } from 'vitest';
import { applyMelBank, hzToMel, melBank, melToHz } from '../../../src/shared/dsp/mel.js';
import { noise } from './signals.js';

const SHAPE = { sampleRateHz: 22_050, fftSamples: 1024, bands: 40 };

describe('mel scale', () => {
  it('has 1000 mel at 1000 Hz and inverts', () => {
    expect(hzToMel(1000)).toBeCloseTo(1000, 1);
    for (const hz of [20, 440, 8000]) expect(melToHz(hzToMel(hz))).toBeCloseTo(hz, 8);
  });
});

describe('melBank', () => {
  it('has columns that add up to one, none negative', () => {
    for (const bands of [40, 80, 200]) {
      const bank = melBank({ ...SHAPE, bands });
      const sums = new Float64Array(bands);
      for (const [i, weight] of bank.entries()) sums[i % bands]! += weight;
      expect(Math.min(...bank)).toBe(0);
      expect(sums).toBeAllclose(new Float64Array(bands).fill(1), 1e-5);
    }
  });

  it('peaks where the mel scale says', () => {
    const bank = melBank({ ...SHAPE, lowHz: 0 });
    const step = hzToMel(11_025) / 41;
    for (const band of [20, 30, 39]) {
      const column = Array.from({ length: 513 }, (_, bin) => bank[bin * 40 + band]!);
      const peakHz = (column.indexOf(Math.max(...column)) * 22_050) / 1024;
      expect(Math.abs(peakHz - melToHz((band + 1) * step))).toBeLessThan(22_050 / 1024);
    }
  });

  it('stays within its limits', () => {
    const bank = melBank({ ...SHAPE, lowHz: 500, highHz: 4000 });
    for (let bin = 0; bin < 513; bin++) {
      const hz = (bin * 22_050) / 1024;
      const row = bank.subarray(bin * 40, (bin + 1) * 40);
      if (hz <= 500 || hz >= 4000) expect(Math.max(...row)).toBe(0);
    }
  });
});

describe('applyMelBank', () => {
  it('is the matrix product', () => {
    const bank = melBank({ sampleRateHz: 8000, fftSamples: 64, bands: 7 });
    const spectrogram = noise(3 * 33, 1, 2).map(Math.abs);
    const wanted = Float32Array.from({ length: 21 }, (_, i) => {
      let sum = 0;
      for (let bin = 0; bin < 33; bin++) {
        sum += spectrogram[Math.floor(i / 7) * 33 + bin]! * bank[bin * 7 + (i % 7)]!;
      }
      return sum;
    });
    expect(applyMelBank(spectrogram, bank, 7)).toBeAllclose(wanted, 1e-5);
  });
});
