/** What nets of bands are told of a sound: its levels, and where they lie in the style. */
import type { Signal } from '../../shared/dsp/signal.js';
import type { ArrayValue } from '../../shared/engine/objective.js';
import { type Gaussian, GaussianSums } from '../../shared/linalg/gaussian.js';
import { type AffineMap, applyMap } from '../../shared/linalg/transport.js';
import { BAND_INPUT, BAND_STYLE } from '../../shared/stylise/bandNet.js';
import type { Weights } from '../../shared/weights/tensors.js';
import { MOMENT_BANDS } from '../features/bands.js';
import { planPieces } from '../plan/pieces.js';
import { readExtended, windowStarts } from '../plan/window.js';
import type { Recipe } from '../recipe.js';
import { SpectralShaper } from '../shape/spectralShape.js';
import { audibleFrames } from '../transfer/audible.js';

/** Samples that are read at a time: half a minute. */
const STRETCH = 2 ** 19;

/** Levels of the frames that are heard in some windows. */
function levelsIn(windows: Iterable<Float32Array>, shaper: SpectralShaper): Gaussian {
  const sums = new GaussianSums(MOMENT_BANDS);
  for (const window of windows) {
    const levels = shaper.logMel(window);
    sums.add(levels, audibleFrames(levels));
  }
  return sums.gaussian();
}

function* stretchesOf(signal: Signal): Generator<Float32Array> {
  for (let from = 0; from < signal.length; from += STRETCH)
    yield signal.read(from, Math.min(signal.length, from + STRETCH));
}

function* windowsOf(signal: Signal, lengthSamples: number, fftSamples: number): Generator<Float32Array> {
  for (const start of windowStarts(signal.length, lengthSamples))
    yield readExtended(signal, start - fftSamples / 2, lengthSamples + fftSamples);
}

/** Levels of the frames of a whole signal that are heard, read stretch by stretch. */
export const bandGaussian = (signal: Signal, shaper: SpectralShaper): Gaussian =>
  levelsIn(stretchesOf(signal), shaper);

/** Levels of a style as `measureStyle` finds them, window after window, but without what else it measures: as a saved style has them. */
export function styleBands(signal: Signal, recipe: Recipe): Gaussian {
  const { stft, sampleRateHz } = recipe;
  const { lengthSamples } = planPieces(signal.length, recipe);
  const { mean, covariance } = levelsIn(
    windowsOf(signal, lengthSamples, stft.fftSamples),
    new SpectralShaper(stft, sampleRateHz),
  );
  return { mean: mean.map(Math.fround), covariance: covariance.map(Math.fround) };
}

/** What a file of a net holds of its style. */
export const styleWeights = ({ mean, covariance }: Gaussian): Weights =>
  new Map([
    [BAND_STYLE.mean, { shape: [mean.length], data: Float32Array.from(mean) }],
    [BAND_STYLE.covariance, { shape: [mean.length, mean.length], data: Float32Array.from(covariance) }],
  ]);

/** The same, read back. */
export const styleGaussian = (weights: Weights): Gaussian => ({
  mean: Float64Array.from(weights.get(BAND_STYLE.mean)!.data),
  covariance: Float64Array.from(weights.get(BAND_STYLE.covariance)!.data),
});

/** The inputs of a net. @param levels [frames * bands] @param map from the content's levels to those of the style */
export function bandInputs(levels: Float32Array, map: AffineMap): Record<string, ArrayValue> {
  const shape = [1, levels.length / map.mean.length, 1, map.mean.length];
  return {
    [BAND_INPUT.levels]: { shape, data: levels },
    [BAND_INPUT.moved]: { shape, data: applyMap(map, levels) },
  };
}
