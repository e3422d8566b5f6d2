import { describe, expect, it } from 'vitest';
import { readExtended } from '../../../src/audio/plan/window.js';
import { SpectralShaper } from '../../../src/audio/shape/spectralShape.js';
import { moveBands, noiseLevels, noiseWaveform } from '../../../src/audio/transfer/pieceStart.js';
import { signalOf } from '../../../src/shared/dsp/signal.js';
import { gaussianOf } from '../../../src/shared/linalg/gaussian.js';
import { transportMap } from '../../../src/shared/linalg/transport.js';
import { chirp, noise, rms } from '../../shared/dsp/signals.js';

const RATE = 22_050;
const shape = { fftSamples: 1024, hopSamples: 256 };
const shaper = new SpectralShaper(shape, RATE);
const bandsOf = (signal: Float32Array) => gaussianOf(shaper.logMel(signal), 40);

describe('moveBands', () => {
  const content = chirp(1, RATE).map((x) => 0.5 * x);
  const style = noise(RATE, 0.05, 3).map((x, i) => x * (1 + Math.sin(i / 900)) + 0.1 * Math.sin(i / 20));
  const window = readExtended(signalOf(content), -512, content.length + 1024);
  const target = bandsOf(style);
  const move = { map: transportMap(bandsOf(content), target, 0.02), style: target };

  it('leaves a hard onset without a click', () => {
    const moved = moveBands(shaper, window, { ...move, shares: { mean: 1, spread: 1 } }).slice(
      512,
      512 + content.length,
    );
    const peak = (x: Float32Array) => x.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    // Mirrored at its start, the content got a click of 25 times the level.
    expect(peak(moved.slice(0, 64))).toBeLessThan(6 * rms(moved));
    expect(peak(moved.slice(-64))).toBeLessThan(6 * rms(moved));
  });

  it('goes as far as it is told to', () => {
    const distance = (share: number) => {
      const moved = bandsOf(
        moveBands(shaper, window, { ...move, shares: { mean: share, spread: share } }),
      ).mean;
      return Math.hypot(...moved.map((level, i) => level - target.mean[i]!));
    };
    expect(distance(1)).toBeLessThan(0.3 * distance(0));
    expect(distance(0.5)).toBeLessThan(distance(0.1));
  });
});

describe('moveBands that may not change loudness by more than it is told', () => {
  const short = { fftSamples: 256, hopSamples: 128 };
  const near = new SpectralShaper(short, RATE);
  const content = noise(4096, 0.1, 2).map((x, i) => (i < 2048 ? x : 0.1 * x));
  const bands = gaussianOf(near.logMel(content), 40);
  // Far louder, and more so where the content is loud.
  const map = {
    centre: bands.mean,
    matrix: Float64Array.from({ length: 1600 }, (_, i) => (i % 41 === 0 ? 2 : 0)),
    mean: bands.mean.map((level) => level + 4),
  };
  const style = { mean: map.mean, covariance: map.matrix.map((x) => 50 * x) };
  const move = { map, style, shares: { mean: 1, spread: 1 } };
  const levelsDb = (signal: Float32Array) =>
    [signal.slice(256, 1792), signal.slice(2304, 3840)].map((part) => 20 * Math.log10(rms(part)));
  const changesDb = (mostChangeDb?: number) => {
    const moved = levelsDb(moveBands(near, content, move, mostChangeDb));
    return levelsDb(content).map((level, i) => moved[i]! - level);
  };

  it('holds frames within it, and moves them freely without', () => {
    expect(Math.max(...changesDb())).toBeGreaterThan(15);
    for (const change of changesDb(5)) expect(Math.abs(change)).toBeLessThan(5.3);
    for (const change of changesDb(0)) expect(Math.abs(change)).toBeLessThan(0.3);
  });
});

describe('noise', () => {
  it('is quiet, seeded, and has no negative amplitudes', () => {
    expect(rms(noiseWaveform(10_000, 1))).toBeCloseTo(0.001, 4);
    expect(noiseWaveform(9, 1)).toEqual(noiseWaveform(9, 1));
    expect(noiseWaveform(9, 1)).not.toEqual(noiseWaveform(9, 2));
    const levels = noiseLevels(1000, 1);
    expect(levels.every((level) => level >= 0)).toBe(true);
    expect(rms(levels)).toBeCloseTo(0.001, 4);
  });
});
