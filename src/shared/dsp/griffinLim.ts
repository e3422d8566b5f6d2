import type { Rng } from '../rng.js';
import { magnitudeOf, type Spectrum, type Stft } from './stft.js';

/** How phases are searched for. */
export interface GriffinLimOptions {
  /** Length of the signal to make, in samples. */
  readonly lengthSamples: number;
  /** Rounds of projection. */
  readonly iterations: number;
  /** A spectrum whose phases are the start, e.g. the content's; its magnitudes do not matter. */
  readonly phase: Spectrum;
  /** 0 is Griffin-Lim; 0.99 (default) its fast variant; above 1 it is usually unstable. */
  readonly momentum?: number;
}

/** Momentum of the fast variant that its authors, and every library since, use. */
export const FAST_MOMENTUM = 0.99;

/**
 * A signal whose short-time magnitudes come close to `magnitude` [frames, bins]. With P = analyse after
 * synthesise: t_n = P(c_(n-1)), c_n = magnitude * phase of (t_n + momentum (t_n - t_(n-1))).
 * Griffin & Lim (1984); fast variant: Perraudin, Balazs & Sondergaard (WASPAA 2013).
 */
export function griffinLim(stft: Stft, magnitude: Float32Array, options: GriffinLimOptions): Float32Array {
  const rounds = griffinLimRounds(stft, magnitude, options);
  let step = rounds.next();
  while (!step.done) step = rounds.next();
  return step.value;
}

/** The same, giving way after every round, so that a long search need not hold up everything else. */
export function* griffinLimRounds(
  stft: Stft,
  magnitude: Float32Array,
  options: GriffinLimOptions,
): Generator<void, Float32Array, void> {
  const { lengthSamples: length, iterations, momentum = FAST_MOMENTUM } = options;
  let estimate = withPhaseOf(magnitude, options.phase);
  let previous: Spectrum | undefined;
  for (let round = 0; round < iterations; round++) {
    const projected = stft.analyse(stft.synthesise(estimate, length));
    if (previous) accelerate(previous, projected, momentum);
    estimate = withPhaseOf(magnitude, previous ?? projected);
    previous = projected;
    yield;
  }
  return stft.synthesise(estimate, length);
}

/** Replaces `previous` by current + momentum (current - previous). */
function accelerate(previous: Spectrum, current: Spectrum, momentum: number): void {
  const parts = [
    [previous.re, current.re],
    [previous.im, current.im],
  ] as const;
  for (const [old, now] of parts) {
    for (let i = 0; i < old.length; i++) {
      const value = now[i]!;
      old[i] = value + momentum * (value - old[i]!);
    }
  }
}

/** The spectrum with the given magnitudes [frames, bins] and the phases of another; phase 0 where that is zero. */
export function withPhaseOf(magnitude: Float32Array, phase: Spectrum): Spectrum {
  const re = new Float32Array(magnitude.length);
  const im = new Float32Array(magnitude.length);
  for (let i = 0; i < magnitude.length; i++) {
    const a = phase.re[i]!;
    const b = phase.im[i]!;
    const size = Math.sqrt(a * a + b * b);
    const m = magnitude[i]!;
    re[i] = size > 0 ? (m * a) / size : m;
    im[i] = size > 0 ? (m * b) / size : 0;
  }
  return { frames: phase.frames, bins: phase.bins, re, im };
}

/** A spectrum of magnitude 1 with independent uniform phases. */
export function randomPhase(frames: number, bins: number, rng: Rng): Spectrum {
  const re = new Float32Array(frames * bins);
  const im = new Float32Array(frames * bins);
  for (let i = 0; i < re.length; i++) {
    const angle = 2 * Math.PI * rng.uniform();
    re[i] = Math.cos(angle);
    im[i] = Math.sin(angle);
  }
  return { frames, bins, re, im };
}

/**
 * Spectral convergence in dB, 20 log10(|| |STFT(signal)| - magnitude || / || magnitude ||): how far the signal is
 * from having the wanted magnitudes; more negative is better, -Infinity is exact.
 */
export function spectralConvergenceDb(stft: Stft, signal: Float32Array, magnitude: Float32Array): number {
  const achieved = magnitudeOf(stft.analyse(signal));
  let error = 0;
  let power = 0;
  for (let i = 0; i < magnitude.length; i++) {
    const target = magnitude[i]!;
    error += (achieved[i]! - target) ** 2;
    power += target ** 2;
  }
  return 10 * Math.log10(error / power);
}
