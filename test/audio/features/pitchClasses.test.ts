import { describe, expect, it } from 'vitest';
import { PITCH_CLASSES, pitchClassBank } from '../../../src/audio/features/pitchClasses.js';
import { bandsBelow, topBands } from '../../../src/audio/shape/bandChange.js';

const [FFT, RATE] = [4096, 22_050];
const bank = pitchClassBank(FFT, RATE);
const BINS = FFT / 2 + 1;
const classOf = (bin: number) => bank.subarray(bin * PITCH_CLASSES, (bin + 1) * PITCH_CLASSES).indexOf(1);
const hzOf = (bin: number) => (bin * RATE) / FFT;
const binOf = (hz: number) => Math.round((hz * FFT) / RATE);

describe('pitchClassBank', () => {
  it('counts every bin from 55 Hz to 5 kHz once, and no other', () => {
    for (let bin = 0; bin < BINS; bin++) {
      const row = bank.subarray(bin * PITCH_CLASSES, (bin + 1) * PITCH_CLASSES);
      const isIn = hzOf(bin) >= 55 && hzOf(bin) <= 5000;
      expect(row.reduce((sum, value) => sum + value, 0)).toBe(isIn ? 1 : 0);
    }
  });

  it.each([
    ['A', 440, 0],
    ['C sharp', 554.37, 4],
    ['G', 1567.98, 10],
    ['A two octaves up', 1760, 0],
    ['D below', 293.66, 5],
  ])('knows %s', (_, hz, pitchClass) => {
    expect(classOf(binOf(hz))).toBe(pitchClass);
  });

  it('takes an octave for the same note', () => {
    for (let bin = binOf(200); bin < binOf(2400); bin++) expect(classOf(2 * bin)).toBe(classOf(bin));
  });
});

describe('topBands', () => {
  it('is the mean of the highest of 40 bands in every frame', () => {
    const levels = Float32Array.from({ length: 80 }, (_, i) => (i < 40 ? i : 100 + i));
    expect([...topBands(levels, 3)]).toEqual([38, 178]);
    expect([...topBands(levels, 1)]).toEqual([39, 179]);
  });

  it('or of those that lie below a frequency', () => {
    expect([bandsBelow(11_025, 22_050), bandsBelow(4000, 22_050), bandsBelow(20, 22_050)]).toEqual([
      40, 26, 1,
    ]);
    const levels = Float32Array.from({ length: 40 }, (_, i) => i);
    expect([...topBands(levels, 3, 26)]).toEqual([24]);
    expect([...topBands(levels, 8, 2)]).toEqual([0.5]);
  });
});
