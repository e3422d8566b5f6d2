import { describe, expect, it } from 'vitest';
import { spreadOverBins } from '../../../src/audio/shape/bandGains.js';
import { SpectralShaper } from '../../../src/audio/shape/spectralShape.js';
import { melBank } from '../../../src/shared/dsp/mel.js';
import { chirp, errorDb, noise, sine } from '../../shared/dsp/signals.js';

const RATE = 22_050;
const SHAPE = { fftSamples: 1024, hopSamples: 256 };
const shaper = new SpectralShaper(SHAPE, RATE);

describe('spreadOverBins', () => {
  const bank = melBank({ sampleRateHz: RATE, fftSamples: 1024, bands: 40 });

  it('keeps constants, at the ends too, and lies between neighbours', () => {
    expect(spreadOverBins(new Float32Array(40).fill(2), bank)).toBeAllclose(
      new Float32Array(513).fill(2),
      1e-6,
      0,
    );
    const slope = spreadOverBins(
      Float32Array.from({ length: 40 }, (_, i) => i),
      bank,
    );
    for (let bin = 1; bin < 513; bin++) expect(slope[bin]!).toBeGreaterThanOrEqual(slope[bin - 1]! - 1e-5);
  });
});

describe('SpectralShaper', () => {
  it('reads band powers: 0 dB at the band of a full-scale sine, less elsewhere, the floor in silence', () => {
    const bands = [...shaper.logMel(sine(1000, 1, RATE))].slice(40 * 20, 40 * 21);
    const loudest = bands.indexOf(Math.max(...bands));
    expect(bands[loudest]!).toBeGreaterThan(-3);
    expect(bands[(loudest + 15) % 40]!).toBeLessThan(-10);
    expect([...shaper.logMel(new Float32Array(2000))].every((x) => Math.abs(x - Math.log(1e-7)) < 1e-4)).toBe(
      true,
    );
  });

  it('gives back a signal whose envelope is to stay', () => {
    const signal = chirp(1, RATE);
    expect(
      errorDb(
        shaper.reshape(signal, (bands) => bands),
        signal,
      ),
    ).toBeLessThan(-100);
  });

  it('amplifies all bands alike by what is asked, up to 40 dB', () => {
    const signal = noise(RATE, 0.01);
    const by = (db: number) => shaper.reshape(signal, (bands) => bands.map((x) => x + (db * Math.LN10) / 10));
    expect(
      errorDb(
        by(6),
        signal.map((x) => x * 10 ** (6 / 20)),
      ),
    ).toBeLessThan(-90);
    expect(
      errorDb(
        by(90),
        signal.map((x) => x * 100),
      ),
    ).toBeLessThan(-90);
  });

  it('moves bands where they are wanted', () => {
    const signal = noise(RATE, 0.05);
    const wanted = (band: number) => -9 - 0.05 * (band % 40);
    const result = shaper.logMel(shaper.reshape(signal, (bands) => bands.map((_, i) => wanted(i))));
    const middle = [...result].slice(40 * 20, 40 * 60);
    const error = middle.reduce((sum, x, i) => sum + Math.abs(x - wanted(i)), 0) / middle.length;
    expect(error).toBeLessThan(0.5);
  });
});
