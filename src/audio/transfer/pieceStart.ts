import type { Gaussian } from '../../shared/linalg/gaussian.js';
import { type AffineMap, applyMap } from '../../shared/linalg/transport.js';
import { Rng } from '../../shared/rng.js';
import type { SpectralShaper } from '../shape/spectralShape.js';
import { audibleBandShares } from './audible.js';

/** The map to the style is a straight line: clicks that the content's own distribution hardly knows would explode on it. */
const MOST_DEVIATIONS = 3;
/** Quiet against the content's 0.1, so that it leaves no hiss where the losses do not care. */
const NOISE_RMS = 0.001;
/** As in Ulyanov & Lebedev (2016). */
const NOISE_LEVEL = 1e-3;

/** How far the start goes from the content's bands to the style's, 0..1. */
export interface StartShares {
  /** Of the difference of the means: a fixed filter. It costs neither pitch nor rhythm, and so it comes first. */
  readonly mean: number;
  /** Of what is left: how bands move about their means. */
  readonly spread: number;
}

/**
 * How far the start goes: 0 at strength 0, 1 at strength 1, and ahead of it in between, since a start that has less style
 * than is asked for takes longer than one that has more.
 */
export function startShares(strength: number): StartShares {
  return { mean: 1 - (1 - strength) ** 4, spread: 1 - (1 - strength) ** 2 };
}

/** How bands are moved towards a style. */
export interface BandMove {
  /** From the content's bands to the style's. */
  readonly map: AffineMap;
  readonly style: Gaussian;
  readonly shares: StartShares;
}

/**
 * A window with the logarithms of its bands moved towards the style's.
 *
 * @param mostChangeDb by which a frame may become louder or quieter as a whole
 */
export function moveBands(
  shaper: SpectralShaper,
  window: Float32Array,
  { map, style, shares }: BandMove,
  mostChangeDb = Number.POSITIVE_INFINITY,
): Float32Array {
  const target = (bands: Float32Array) => {
    const moved = withinDeviations(applyMap(map, bands), style);
    const audible = audibleBandShares(bands);
    return bands.map((level, i) => {
      const band = i % map.mean.length;
      const shift = map.mean[band]! - map.centre[band]!;
      const deviation = moved[i]! - level - shift;
      const change = shares.mean * shift + shares.spread * deviation;
      const quiet = Math.min(0, shares.mean * shift);
      return level + quiet + audible[Math.floor(i / map.mean.length)]! * (change - quiet);
    });
  };
  return shaper.reshape(window, target, mostChangeDb);
}

/** Levels of bands, [frames * bands], held within some deviations of a distribution's means. */
export function withinDeviations(levels: Float32Array, { mean, covariance }: Gaussian): Float32Array {
  const size = mean.length;
  const reach = mean.map((_, i) => MOST_DEVIATIONS * Math.sqrt(Math.max(0, covariance[i * (size + 1)]!)));
  return levels.map((level, index) => {
    const band = index % size;
    const [centre, limit] = [mean[band]!, reach[band]!];
    return Math.min(centre + limit, Math.max(centre - limit, level));
  });
}

/** A start that knows nothing: quiet white noise. */
export function noiseWaveform(length: number, seed: number): Float32Array {
  return new Rng(seed).normals(length, NOISE_RMS);
}

/** The same as compressed amplitudes. */
export function noiseLevels(size: number, seed: number): Float32Array {
  return new Rng(seed).normals(size, NOISE_LEVEL).map(Math.abs);
}
