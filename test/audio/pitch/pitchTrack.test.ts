import { describe, expect, it } from 'vitest';
import { probabilities, trackPitch } from '../../../src/audio/pitch/pitchTrack.js';
import { Rng } from '../../../src/shared/rng.js';
import { noise } from '../../shared/dsp/signals.js';

const RATE = 22_050;
const HOP = 512;
const cents = (a: number, b: number) => 1200 * Math.log2(a / b);

/** Partials of a pitch that may change from sample to sample; [amplitude of the first, of the second ...]. */
function tone(pitchHz: (i: number) => number, amplitudes: readonly number[], length: number): Float32Array {
  let phase = 0;
  return Float32Array.from({ length }, (_, i) => {
    phase += (2 * Math.PI * pitchHz(i)) / RATE;
    const isBelow = (k: number) => (k + 1) * pitchHz(i) < 0.45 * RATE;
    return amplitudes.reduce((sum, a, k) => sum + (isBelow(k) ? a * Math.sin((k + 1) * phase) : 0), 0);
  });
}

/** Pitches away from the ends. */
const inside = (pitchHz: Float32Array) => pitchHz.slice(4, -4);

describe('trackPitch', () => {
  it.each([60, 110, 233, 440, 1046, 1500])('tells pure and harmonic tones of %d Hz within 5 cents', (hz) => {
    for (const amplitudes of [[0.2], [0.1, 0.12, 0.08, 0.05, 0.05, 0.03]]) {
      const pitchHz = trackPitch(
        tone(() => hz, amplitudes, 0.5 * RATE),
        RATE,
        HOP,
      );
      for (const x of inside(pitchHz)) expect(Math.abs(cents(x, hz))).toBeLessThan(5);
    }
  });

  it('finds no pitch in silence and noise', () => {
    const pitchHz = trackPitch(new Float32Array(RATE), RATE, HOP);
    expect(pitchHz.every((hz) => hz === 0)).toBe(true);
    const hiss = trackPitch(noise(RATE, 0.1, 5), RATE, HOP);
    expect(hiss.filter((hz) => hz > 0).length / hiss.length).toBeLessThan(0.05);
  });

  it('follows vibrato', () => {
    const bent = (i: number) => 330 * 2 ** ((0.5 / 12) * Math.sin((2 * Math.PI * 5.5 * i) / RATE));
    const pitchHz = trackPitch(tone(bent, [0.1, 0.05, 0.03], RATE), RATE, HOP);
    for (const [t, hz] of pitchHz.entries()) {
      if (t >= 4 && t < pitchHz.length - 4) expect(Math.abs(cents(hz, bent(t * HOP)))).toBeLessThan(20);
    }
  });

  it('seldom takes an octave for another, and changes notes without a pause', () => {
    const rng = new Rng(7);
    const notes = Array.from({ length: 12 }, () => 110 * 2 ** (rng.integer(36) / 12));
    const noteSamples = 12 * HOP;
    const sound = notes.map((hz) => {
      const amplitudes = Array.from({ length: 8 }, (_, k) => (0.1 * (0.3 + rng.uniform())) / (1 + 0.4 * k));
      return tone(() => hz, amplitudes, noteSamples);
    });
    const signal = Float32Array.from(sound.flatMap((note) => [...note]));
    const pitchHz = trackPitch(signal, RATE, HOP);
    const isNearChange = (t: number) => t % 12 < 2 || t % 12 > 10;
    const wrong = [...pitchHz].filter((hz, t) => {
      return !isNearChange(t) && t < 144 && !(Math.abs(cents(hz, notes[Math.floor(t / 12)]!)) < 50);
    });
    expect(wrong.length / pitchHz.length).toBeLessThan(0.02);
  });
});

describe('probabilities', () => {
  it('give a dip the thresholds under which it is the first', () => {
    const [shallow, deep] = probabilities([
      { lag: 50, depth: 0.1 },
      { lag: 100, depth: 0 },
    ]) as [number, number];
    // The median of the beta distribution with a = 2, b = 18 is about 0.09.
    expect(shallow).toBeGreaterThan(0.35);
    expect(shallow).toBeLessThan(0.5);
    expect(shallow + deep).toBeCloseTo(1, 6);
    expect(probabilities([])).toEqual([]);
  });
});
