import { compressed } from '../../shared/dsp/compression.js';
import { applyMelBank, melBank } from '../../shared/dsp/mel.js';
import { Rng } from '../../shared/rng.js';
import { METRIC_RATE_HZ, spectrogramOf } from './analysis.js';
import { heardFrames, rowsHeard } from './heard.js';

/** Other sizes than those of any network that is optimised, and a seed of its own. */
const STFT = { fftSamples: 2048, hopSamples: 512 };
const BANDS = 64;
/** Filters of the network: side of its Gram matrix. */
export const HELD_OUT_FILTERS = 256;
const FRAMES = 7;
const SEED = 0x5eed;

/**
 * Gram matrix [256, 256] of an untrained network of 256 filters over 64 mel bands and 7 frames, with a ReLU.
 *
 * @param heard which of its frames count (`heldOutFrames`)
 */
export function heldOutGram(signal: Float32Array, heard = heldOutFrames(signal)): Float32Array {
  const mel = rowsHeard(compressedMel(signal), BANDS, heard);
  const taps = FRAMES * BANDS;
  const kernels = new Rng(SEED).normals(HELD_OUT_FILTERS * taps, Math.sqrt(2 / taps));
  const gram = new Float32Array(HELD_OUT_FILTERS * HELD_OUT_FILTERS);
  const count = mel.length / BANDS - FRAMES + 1;
  const features = new Float32Array(HELD_OUT_FILTERS);
  for (let t = 0; t < count; t++) {
    const window = mel.subarray(t * BANDS, t * BANDS + taps);
    for (let f = 0; f < HELD_OUT_FILTERS; f++) features[f] = Math.max(0, dotAt(kernels, f * taps, window));
    addOuter(gram, features);
  }
  return gram.map((x) => x / Math.max(1, count));
}

/** The frames of its transform in which a signal is heard. */
export function heldOutFrames(signal: Float32Array): readonly boolean[] {
  return heardFrames(spectrogramOf(signal, STFT));
}

/** [frames, 64] */
function compressedMel(signal: Float32Array): Float32Array {
  const { amplitude, fftSamples } = spectrogramOf(signal, STFT);
  const bank = melBank({ sampleRateHz: METRIC_RATE_HZ, fftSamples, bands: BANDS });
  return applyMelBank(amplitude, bank, BANDS).map(compressed);
}

function dotAt(kernels: Float32Array, offset: number, window: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < window.length; i++) sum += kernels[offset + i]! * window[i]!;
  return sum;
}

function addOuter(gram: Float32Array, features: Float32Array): void {
  for (let f = 0; f < HELD_OUT_FILTERS; f++) {
    const x = features[f]!;
    if (x === 0) continue;
    for (let g = 0; g < HELD_OUT_FILTERS; g++) {
      gram[f * HELD_OUT_FILTERS + g] = gram[f * HELD_OUT_FILTERS + g]! + x * features[g]!;
    }
  }
}

/** ||a - b|| / ||b||, Frobenius. */
export function gramDistance(a: Float32Array, b: Float32Array): number {
  const difference = a.reduce((sum, x, i) => sum + (x - b[i]!) ** 2, 0);
  return Math.sqrt(difference / b.reduce((sum, x) => sum + x * x, 0));
}
