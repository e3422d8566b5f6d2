import type { ArrayValue } from '../../shared/engine/objective.js';
import { MOMENT_BANDS } from '../features/bands.js';
import { readExtended } from '../plan/window.js';
import type { Recipe } from '../recipe.js';
import type { SpectralShaper } from '../shape/spectralShape.js';
import { type Gaussian, GaussianSums } from '../statistics/gaussian.js';
import { poolStatistics, StatisticPool } from '../statistics/pool.js';
import type { SoundAnalyser } from './analyser.js';
import type { StyleTarget } from './objective.js';

/** What is read of a whole sound in one pass, in memory that does not grow with it (but for 4 bytes a frame). */
export interface SoundMeasures {
  readonly style: StyleTarget;
  /** Of the logarithms of mel bands in frames that are heard. */
  readonly bands: Gaussian;
  /** Logarithms of the energy of frames, sorted. */
  readonly energies: Float32Array;
  /** Mean over windows of the variance of the compressed spectrogram. */
  readonly spectrumVariance: number;
}

/** How a sound is read. */
export interface WindowReader {
  readonly analyser: SoundAnalyser;
  readonly shaper: SpectralShaper;
  readonly recipe: Recipe;
  /** Samples of a window. */
  readonly length: number;
  /** Samples before the first frame's centre. */
  readonly margin: number;
}

/** Measures a whole sound, window after window; the last one reaches back so that it ends with the sound. */
export async function measureWhole(signal: Float32Array, reader: WindowReader): Promise<SoundMeasures> {
  const { analyser, shaper, recipe, length, margin } = reader;
  const bands = new GaussianSums(MOMENT_BANDS);
  const layers = Object.entries(recipe.style).map(
    ([layer, { statistic }]) => [layer, new StatisticPool(statistic)] as const,
  );
  // Only what is needed of a window is kept: spectrograms of long sounds are large.
  const envelopes: Float32Array[] = [];
  let variances = 0;
  for (const start of windowStarts(signal.length, length - 2 * margin)) {
    const window = readExtended(signal, start - margin, length);
    const levels = shaper.logMel(window);
    bands.add(levels, audibleFrames(levels));
    const { style, spectrum, envelope } = await analyser.measure(window);
    for (const [layer, pool] of layers) pool.add({ statistic: style[layer] as ArrayValue, share: 1 });
    envelopes.push(envelope);
    variances += varianceOf(spectrum.data);
  }
  return {
    style: Object.fromEntries(layers.map(([layer, pool]) => [layer, pool.result()])),
    bands: bands.gaussian(),
    energies: joined(envelopes).sort(),
    spectrumVariance: variances / envelopes.length,
  };
}

/** Frames quieter than this, 30 dB below the working level, say nothing about an envelope. */
const QUIET_POWER = 1e-5;

/** 1 for frames that are heard, 0 for the others, [frames]. @param levels logarithms of the power of bands, [frames, 40] */
function audibleFrames(levels: Float32Array): Float32Array {
  return Float32Array.from({ length: levels.length / MOMENT_BANDS }, (_, t) => {
    const frame = levels.subarray(t * MOMENT_BANDS, (t + 1) * MOMENT_BANDS);
    return frame.reduce((sum, level) => sum + Math.exp(level), 0) > QUIET_POWER ? 1 : 0;
  });
}

function joined(arrays: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}

function windowStarts(length: number, step: number): number[] {
  const count = Math.max(1, Math.ceil(length / step));
  return Array.from({ length: count }, (_, i) => Math.max(0, Math.min(i * step, length - step)));
}

/** The variance of some numbers. */
export function varianceOf(values: Float32Array): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
}

/** Several sounds as one: laid one behind the other, each as long as its share. @param shares in all 1 */
export function blendMeasures(
  recipe: Recipe,
  sounds: readonly SoundMeasures[],
  shares: readonly number[],
): SoundMeasures {
  const [first] = sounds;
  if (!first || sounds.length === 1) return first as SoundMeasures;
  const layers = Object.entries(recipe.style).map(([layer, { statistic }]): [string, ArrayValue] => {
    const parts = sounds.map(({ style }, i) => ({
      statistic: style[layer] as ArrayValue,
      share: shares[i] as number,
    }));
    return [layer, poolStatistics(statistic, parts)];
  });
  return {
    style: Object.fromEntries(layers),
    bands: blendGaussians(
      sounds.map(({ bands }) => bands),
      shares,
    ),
    energies: blendSorted(
      sounds.map(({ energies }) => energies),
      shares,
    ),
    spectrumVariance: first.spectrumVariance,
  };
}

function blendGaussians(parts: readonly Gaussian[], shares: readonly number[]): Gaussian {
  const size = parts[0]?.mean.length ?? 0;
  const blend = (at: (part: Gaussian) => number) =>
    parts.reduce((sum, part, k) => sum + (shares[k] as number) * at(part), 0);
  const mean = Float64Array.from({ length: size }, (_, i) => blend((g) => g.mean[i] as number));
  const covariance = Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    const products = blend(
      (g) => (g.covariance[at] as number) + (g.mean[i] as number) * (g.mean[j] as number),
    );
    return products - (mean[i] as number) * (mean[j] as number);
  });
  return { mean, covariance };
}

/** Points of the quantiles of a blend. */
const QUANTILES = 512;

function blendSorted(parts: readonly Float32Array[], shares: readonly number[]): Float32Array {
  const points = parts.flatMap((sorted, k) => {
    const count = Math.round(QUANTILES * (shares[k] as number));
    return Array.from(
      { length: count },
      (_, i) => sorted[Math.floor(((i + 0.5) / count) * sorted.length)] as number,
    );
  });
  return Float32Array.from(points).sort();
}
