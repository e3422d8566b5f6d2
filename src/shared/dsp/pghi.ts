import type { Rng } from '../rng.js';
import { MaxHeap } from './maxHeap.js';
import type { Spectrum, StftShape } from './stft.js';

/** Magnitudes below this share of the largest carry no reliable phase: they get a random one. */
const TOLERANCE = 1e-6;

/** Window constant of a Hann window of length L: gamma = HANN_GAMMA * L^2 (Prusa et al. 2017, table I). */
const HANN_GAMMA = 0.25645;

/**
 * Phases for short-time magnitudes without iteration: phase gradient heap integration (Prusa, Balazs &
 * Sondergaard, TASLP 2017). For a Gaussian window the phase gradient follows from the gradient of the log
 * magnitude; a Hann window is close enough to one. The gradient is integrated from the loudest bins outwards.
 * Wants a hop of fftSamples / 8 or less. Departure from the paper: one tolerance instead of two.
 *
 * @param magnitude [frames, bins] as `Stft.analyse` of the same shape would give
 * @returns a spectrum with these magnitudes, [frames, bins]
 */
export function integratePhase(magnitude: Float32Array, shape: StftShape, rng: Rng): Spectrum {
  const bins = shape.fftSamples / 2 + 1;
  const frames = magnitude.length / bins;
  const phase = new Float64Array(magnitude.length);
  const known = new Uint8Array(magnitude.length);
  const loudest = magnitude.reduce((a, b) => Math.max(a, b), 0);
  const gradient = phaseGradient(magnitude, frames, bins, shape, loudest * TOLERANCE);

  const order = new MaxHeap(magnitude.length);
  for (const seed of loudestFirst(magnitude, loudest * TOLERANCE)) {
    if (known[seed]) continue;
    known[seed] = 1;
    order.push(magnitude[seed]!, seed);
    for (let i = order.pop(); i !== undefined; i = order.pop()) {
      spread(i, magnitude, loudest * TOLERANCE, frames, bins, gradient, phase, known, order);
    }
  }
  return assemble(magnitude, frames, bins, phase, known, rng);
}

interface PhaseGradient {
  /** Change of phase from a frame to the next, [frames, bins]. */
  readonly alongTime: Float64Array;
  /** Change of phase from a bin to the next, [frames, bins]. */
  readonly alongFrequency: Float64Array;
}

function phaseGradient(
  magnitude: Float32Array,
  frames: number,
  bins: number,
  { fftSamples, hopSamples, windowSamples = fftSamples }: StftShape,
  floor: number,
): PhaseGradient {
  const gamma = HANN_GAMMA * windowSamples ** 2;
  const scale = (hopSamples * fftSamples) / gamma;
  const log = Float64Array.from(magnitude, (m) => Math.log(Math.max(m, floor, Number.MIN_VALUE)));
  const alongTime = new Float64Array(log.length);
  const alongFrequency = new Float64Array(log.length);
  const difference = (i: number, stride: number, isFirst: boolean, isLast: boolean) => {
    const after = isLast ? i : i + stride;
    const before = isFirst ? i : i - stride;
    return after === before ? 0 : ((log[after]! - log[before]!) * stride) / (after - before);
  };
  for (let t = 0; t < frames; t++) {
    for (let m = 0; m < bins; m++) {
      const i = t * bins + m;
      const perBin = difference(i, 1, m === 0, m === bins - 1);
      const perFrame = difference(i, bins, t === 0, t === frames - 1);
      alongTime[i] = scale * perBin + (2 * Math.PI * hopSamples * m) / fftSamples;
      alongFrequency[i] = -perFrame / scale;
    }
  }
  return { alongTime, alongFrequency };
}

/** Indices of the bins above `floor`, loudest first. */
function loudestFirst(magnitude: Float32Array, floor: number): Uint32Array {
  const indices: number[] = [];
  magnitude.forEach((m, i) => {
    if (m > floor) indices.push(i);
  });
  return Uint32Array.from(indices).sort((a, b) => magnitude[b]! - magnitude[a]!);
}

/** Gives the unknown neighbours of bin `i` their phase, by the trapezoidal rule, and queues them. */
function spread(
  i: number,
  magnitude: Float32Array,
  floor: number,
  frames: number,
  bins: number,
  { alongTime, alongFrequency }: PhaseGradient,
  phase: Float64Array,
  known: Uint8Array,
  order: MaxHeap,
): void {
  const t = Math.floor(i / bins);
  const m = i - t * bins;
  const visit = (j: number, slopes: Float64Array, sign: number) => {
    if (known[j] || magnitude[j]! <= floor) return;
    known[j] = 1;
    phase[j] = phase[i]! + (sign * (slopes[i]! + slopes[j]!)) / 2;
    order.push(magnitude[j]!, j);
  };
  if (t + 1 < frames) visit(i + bins, alongTime, 1);
  if (t > 0) visit(i - bins, alongTime, -1);
  if (m + 1 < bins) visit(i + 1, alongFrequency, 1);
  if (m > 0) visit(i - 1, alongFrequency, -1);
}

/** The gradient belongs to windows centred at time 0; frames that start there differ by (-1)^bin. */
function assemble(
  magnitude: Float32Array,
  frames: number,
  bins: number,
  phase: Float64Array,
  known: Uint8Array,
  rng: Rng,
): Spectrum {
  const re = new Float32Array(magnitude.length);
  const im = new Float32Array(magnitude.length);
  for (let i = 0; i < magnitude.length; i++) {
    const angle = known[i] ? phase[i]! + Math.PI * (i % bins) : 2 * Math.PI * rng.uniform();
    re[i] = magnitude[i]! * Math.cos(angle);
    im[i] = magnitude[i]! * Math.sin(angle);
  }
  return { frames, bins, re, im };
}
