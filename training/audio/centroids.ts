import { TRUNK_BANDS } from '../../src/audio/features/trunk.js';
import { CLIP_FRAMES, type ClipSet, decodeClip } from './clips.js';

/** The mean compressed spectrum of a clip, [TRUNK_BANDS]. */
function meanSpectrum(set: ClipSet, clip: number): Float32Array {
  const mean = new Float32Array(TRUNK_BANDS);
  decodeClip(set, clip).forEach((value, i) => {
    mean[i % TRUNK_BANDS] = mean[i % TRUNK_BANDS]! + value / CLIP_FRAMES;
  });
  return mean;
}

const spectraOf = (set: ClipSet) => Array.from({ length: set.count }, (_, clip) => meanSpectrum(set, clip));

/** The mean of the clips' spectra by class. */
export function centroidsOf(sets: readonly ClipSet[]): Float32Array[] {
  return sets.map((set) => {
    const centroid = new Float32Array(TRUNK_BANDS);
    for (const spectrum of spectraOf(set)) {
      spectrum.forEach((value, band) => {
        centroid[band] = centroid[band]! + value / set.count;
      });
    }
    return centroid;
  });
}

/** The classes with the nearest centroids, by clip: the simplest way to tell sounds apart that deserves a comparison. */
export function nearestCentroids(centroids: readonly Float32Array[], set: ClipSet): number[] {
  return spectraOf(set).map((spectrum) => {
    const distances = centroids.map((centroid) =>
      centroid.reduce((sum, value, band) => sum + (value - spectrum[band]!) ** 2, 0),
    );
    return distances.indexOf(Math.min(...distances));
  });
}
