import { describe, expect, it } from 'vitest';
import type { Fidelity } from '../../../src/audio/metrics/fidelity.js';
import { octaveLight, pauseLight, shownMeasures, shownOctaves } from '../../../src/audio/metrics/lights.js';

const OCTAVES = [0, 0, 0, 0, 0, 0, 0, 0];
const fidelity: Fidelity = {
  pauseDb: -50,
  contentPauseDb: -76,
  attackRatio: 0.7,
  crestDb: -1,
  subsonicShare: 0.6,
  contentSubsonicShare: 0.001,
  stoi: 0.8,
  octavesFromContentDb: OCTAVES.with(0, -20),
  octavesFromStyleDb: OCTAVES.with(0, -13),
};

describe('lights', () => {
  it('judge each measure by what is wanted of it', () => {
    expect(shownMeasures(fidelity)).toEqual([
      { title: 'pauses, dBFS', text: '-50', light: 'red' },
      { title: 'attacks', text: 'x 0.70', light: 'amber' },
      { title: 'crest, dB', text: '-1.0', light: 'green' },
      { title: 'under 20 Hz', text: '60.0 %', light: 'red' },
      { title: 'words (STOI)', text: '0.80', light: 'green' },
    ]);
  });

  it('judge nothing that is not there', () => {
    const { pauseDb: _, attackRatio: __, stoi: ___, ...bare } = fidelity;
    expect(shownMeasures(bare).map(({ text, light }) => [text, light])).toEqual([
      ['-', undefined],
      ['-', undefined],
      ['-1.0', 'green'],
      ['60.0 %', 'red'],
      ['-', undefined],
    ]);
  });

  it('let pauses be as loud as the content’s, or as -70 dBFS', () => {
    expect([pauseLight(-75, -90), pauseLight(-64, -66), pauseLight(-64, -90)]).toEqual([
      'green',
      'green',
      'amber',
    ]);
  });

  it('let octaves lie between content and style', () => {
    expect(octaveLight(-20, 15)).toBe('green');
    expect(octaveLight(-20, -5)).toBe('green');
    expect(octaveLight(20, 9)).toBe('amber');
    expect(shownOctaves(fidelity)[0]).toEqual({ title: '63 Hz', text: '-20.0 / -13.0', light: 'red' });
    expect(shownOctaves(fidelity)[7]).toEqual({ title: '8000 Hz', text: '+0.0 / +0.0', light: 'green' });
  });
});
