import type { Sound } from '../sound.js';
import { metricSignal, spectrogramOf } from './analysis.js';
import { chromaCosine, chromaOf } from './chroma.js';
import { heardFrames } from './heard.js';
import { gramDistance, heldOutFrames, heldOutGram } from './heldOut.js';
import { correlation, spectralFlux } from './rhythm.js';
import { envelopeDistanceDb, thirdOctavesDb } from './spectralEnvelope.js';
import { shareClosed, timbreDistance, timbreOf } from './timbre.js';

/** How a result stands between its content and its style. */
export interface Comparison {
  /**
   * Share of the Frechet distance of MFCC 1..19 from content to style that is closed: 1 is the style's timbre. Frames in which the
   * content is silent do not count, before and after, nor those in which the style is.
   */
  readonly timbreGap: number;
  /** Share of the distance of Gram matrices, in a network that no optimiser sees, that is closed; over the same frames. */
  readonly gramGap: number;
  /** Energy-weighted mean cosine of chromagrams with the content: 1 keeps all pitches. */
  readonly chroma: number;
  /** Correlation of spectral flux with the content: 1 keeps all onsets. */
  readonly rhythm: number;
  /** Difference of long-term third-octave spectra from the style, root mean square, dB. */
  readonly envelopeDb: number;
}

/** Everything that is measured of one sound. */
export interface Measures {
  readonly timbre: ReturnType<typeof timbreOf>;
  readonly gram: Float32Array;
  readonly chroma: Float32Array;
  readonly flux: Float32Array;
  readonly envelopeDb: Float32Array;
}

/** In which frames a sound is heard. */
export interface HeardIn {
  readonly timbre: readonly boolean[];
  readonly gram: readonly boolean[];
}

/** Where a sound is heard, to be used for all results that came of it. */
export async function heardIn(sound: Sound): Promise<HeardIn> {
  const signal = await metricSignal(sound);
  return { timbre: heardFrames(spectrogramOf(signal)), gram: heldOutFrames(signal) };
}

/**
 * Measures one sound; its level and sample rate do not matter.
 *
 * @param content of what is a result, or where that is heard: where it is silent, no timbre is measured. Else a sound's own pauses
 *   are left out
 */
export async function measure(sound: Sound, content: Sound | HeardIn = sound): Promise<Measures> {
  const signal = await metricSignal(sound);
  const spectrogram = spectrogramOf(signal);
  const heard = 'channels' in content ? await heardIn(content) : content;
  return {
    timbre: timbreOf(spectrogram, heard.timbre),
    gram: heldOutGram(signal, heard.gram),
    chroma: chromaOf(signal),
    flux: spectralFlux(spectrogram),
    envelopeDb: thirdOctavesDb(spectrogram),
  };
}

/** Compares a result with its content and its style. */
export function compare(content: Measures, result: Measures, style: Measures): Comparison {
  return {
    timbreGap: shareClosed(
      timbreDistance(content.timbre, style.timbre),
      timbreDistance(result.timbre, style.timbre),
    ),
    gramGap: shareClosed(gramDistance(content.gram, style.gram), gramDistance(result.gram, style.gram)),
    chroma: chromaCosine(content.chroma, result.chroma),
    rhythm: correlation(content.flux, result.flux),
    envelopeDb: envelopeDistanceDb(result.envelopeDb, style.envelopeDb),
  };
}
