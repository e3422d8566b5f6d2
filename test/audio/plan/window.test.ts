import { describe, expect, it } from 'vitest';
import { readExtended as readSignal } from '../../../src/audio/plan/window.js';
import { signalOf } from '../../../src/shared/dsp/signal.js';
import { reflect } from '../../../src/shared/dsp/stft.js';
import { errorDb, noise, sine } from '../../shared/dsp/signals.js';

const RATE = 22_050;

const readExtended = (x: Float32Array, first: number, length: number) =>
  readSignal(signalOf(x), first, length);

describe('readExtended', () => {
  it('is the signal inside', () => {
    expect([...readExtended(Float32Array.of(1, 2, 3, 4), 1, 2)]).toEqual([2, 3]);
  });

  it('lets a tone go on beyond both ends, where a mirror would turn it round', () => {
    const tone = sine(700, 0.5, RATE, 0.5, 1);
    const inner = tone.slice(2000, 6000);
    const window = readExtended(inner, -64, 4128);
    expect(errorDb(window, tone.slice(1936, 6064), 48, 64)).toBeLessThan(-30);
    expect(errorDb(window, tone.slice(1936, 6064), 4064, 4080)).toBeLessThan(-30);
  });

  it('mirrors what lies further out, and leaves the signal as it is', () => {
    const signal = noise(3000, 0.1, 4);
    const window = readExtended(signal, -500, 4000);
    const mirrored = Float32Array.from({ length: 4000 }, (_, i) => signal[reflect(i - 500, 3000)]!);
    expect(window.slice(500, 3500)).toEqual(signal);
    expect(window.slice(0, 372)).toEqual(mirrored.slice(0, 372));
    expect(window.slice(3628)).toEqual(mirrored.slice(3628));
  });

  it('goes around signals that are shorter than the margin, and stays finite for silence', () => {
    expect(readExtended(noise(40), -100, 300).every(Number.isFinite)).toBe(true);
    expect(readExtended(new Float32Array(50), -100, 300)).toEqual(new Float32Array(300));
  });
});
