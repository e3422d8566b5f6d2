import { applyMelBank } from '../../shared/dsp/mel.js';
import { PITCH_CLASSES, pitchClassBank } from '../features/pitchClasses.js';
import { METRIC_RATE_HZ, spectrogramOf } from './analysis.js';

/** 5.4 Hz a bin, finer in time than what is optimised. */
const FRAMES = { fftSamples: 4096, hopSamples: 1024 };

/** Amplitude by pitch class, [frames, 12]: every bin from 55 Hz to 5 kHz counts for the nearest semitone. */
export function chromaOf(signal: Float32Array): Float32Array {
  const { amplitude, fftSamples } = spectrogramOf(signal, FRAMES);
  return applyMelBank(amplitude, pitchClassBank(fftSamples, METRIC_RATE_HZ), PITCH_CLASSES);
}

/**
 * How much of the pitches of `reference` is kept: mean over frames of the cosine of two chromagrams [frames, 12], each
 * frame weighted by its sum in `reference`. 1 for equal ones; 0.8 or so for unrelated sounds, since chroma has no
 * negative values.
 */
export function chromaCosine(reference: Float32Array, other: Float32Array): number {
  let similarity = 0;
  let weights = 0;
  for (let frame = 0; frame < Math.min(reference.length, other.length); frame += PITCH_CLASSES) {
    const a = reference.subarray(frame, frame + PITCH_CLASSES);
    const b = other.subarray(frame, frame + PITCH_CLASSES);
    const norm = Math.sqrt(dot(a, a) * dot(b, b));
    const weight = a.reduce((sum, x) => sum + x, 0);
    similarity += norm > 0 ? (weight * dot(a, b)) / norm : 0;
    weights += weight;
  }
  return weights > 0 ? similarity / weights : 0;
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}
