import { describe, expect, it } from 'vitest';
import {
  griffinLim,
  randomPhase,
  spectralConvergenceDb,
  withPhaseOf,
} from '../../../src/shared/dsp/griffinLim.js';
import { integratePhase } from '../../../src/shared/dsp/pghi.js';
import { magnitudeOf, Stft } from '../../../src/shared/dsp/stft.js';
import { Rng } from '../../../src/shared/rng.js';
import { chirp, errorDb } from './signals.js';

const signal = chirp(1, 22_050);
const { length } = signal;
const stft = new Stft({ fftSamples: 1024, hopSamples: 256 });
const magnitude = magnitudeOf(stft.analyse(signal));

function invert(iterations: number, momentum: number): number {
  const phase = randomPhase(stft.frameCount(length), stft.bins, new Rng(5));
  const found = griffinLim(stft, magnitude, { lengthSamples: length, iterations, momentum, phase });
  return spectralConvergenceDb(stft, found, magnitude);
}

describe('griffinLim', () => {
  it('never gets worse from round to round without momentum', () => {
    const errors = [1, 2, 4, 8, 16].map((rounds) => invert(rounds, 0));
    for (let i = 1; i < errors.length; i++) expect(errors[i]).toBeLessThanOrEqual(errors[i - 1]!);
  });

  it('gains at least 5 dB by momentum in 100 rounds', () => {
    expect(invert(100, 0.99)).toBeLessThan(invert(100, 0) - 5);
  });

  it('stays at the signal when it starts with its phases', () => {
    const phase = stft.analyse(signal);
    const found = griffinLim(stft, magnitude, { lengthSamples: length, iterations: 3, phase });
    expect(errorDb(found, signal)).toBeLessThan(-100);
  });
});

describe('withPhaseOf', () => {
  it('takes phase 0 where the other spectrum has none', () => {
    const phase = { frames: 1, bins: 2, re: Float32Array.of(0, -3), im: Float32Array.of(0, 4) };
    const { re, im } = withPhaseOf(Float32Array.of(2, 10), phase);
    expect([...re, ...im]).toBeAllclose([2, -6, 0, 8]);
  });
});

describe('spectralConvergenceDb', () => {
  it('is the relative error of the magnitudes', () => {
    const louder = magnitude.map((m) => m * 1.25);
    expect(spectralConvergenceDb(stft, signal, louder)).toBeCloseTo(20 * Math.log10(0.25 / 1.25), 3);
    expect(spectralConvergenceDb(stft, signal, magnitude)).toBe(-Infinity);
  });
});

describe('integratePhase', () => {
  const fine = { fftSamples: 1024, hopSamples: 128 };
  const fineStft = new Stft(fine);
  const fineMagnitude = magnitudeOf(fineStft.analyse(signal));
  const phase = integratePhase(fineMagnitude, fine, new Rng(1));

  it('keeps the magnitudes', () => {
    expect(magnitudeOf(phase)).toBeAllclose(fineMagnitude, 1e-4, 1e-4);
  });

  it('does without iteration what takes Griffin-Lim tens of rounds', () => {
    const start = randomPhase(phase.frames, phase.bins, new Rng(5));
    const rounds = griffinLim(fineStft, fineMagnitude, {
      lengthSamples: length,
      iterations: 30,
      momentum: 0,
      phase: start,
    });
    const once = fineStft.synthesise(phase, length);
    expect(spectralConvergenceDb(fineStft, once, fineMagnitude)).toBeLessThan(
      spectralConvergenceDb(fineStft, rounds, fineMagnitude),
    );
  });

  it('gives silence a spectrum of zeros', () => {
    const { re, im } = integratePhase(new Float32Array(3 * 513), fine, new Rng(1));
    expect(Math.max(...re, ...im)).toBe(0);
  });
});
