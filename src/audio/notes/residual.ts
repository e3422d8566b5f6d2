import { melBank } from '../../shared/dsp/mel.js';
import type { Spectrum } from '../../shared/dsp/stft.js';
import { MOMENT_BANDS } from '../features/bands.js';
import { spreadOverBins } from '../shape/bandGains.js';
import { logMelBands } from '../shape/logMelBands.js';
import { PARTIALS } from './comb.js';
import type { NoteSpectrum } from './noteSpectrum.js';
import { forLobes, type VoicePartials } from './partials.js';

/**
 * What a spectrum has besides the partials of voices: breath, bows, hammers, consonants. Amplitudes are subtracted; phases are
 * those of the sound (Serra & Smith 1990 make noise of it, which blurs attacks).
 */
export function withoutPartials(note: NoteSpectrum, voices: readonly VoicePartials[]): Spectrum {
  const { spectrum, amplitude } = note;
  const { frames, bins } = spectrum;
  const [re, im] = [spectrum.re.slice(), spectrum.im.slice()];
  const explained = new Float64Array(bins);
  for (let t = 0; t < frames; t++) {
    explained.fill(0);
    for (const voice of voices) {
      const amplitudes = voice.amplitude.subarray(t * PARTIALS, (t + 1) * PARTIALS);
      forLobes(voice.pitchHz[t]!, amplitudes, note, (b, a) => (explained[b] = explained[b]! + a));
    }
    for (let b = 0; b < bins; b++) {
      const i = t * bins + b;
      const left = Math.max(0, 1 - explained[b]! / (amplitude[i]! + 1e-12));
      re[i] = re[i]! * left;
      im[i] = im[i]! * left;
    }
  }
  return { frames, bins, re, im };
}

const bankOf = ({ stft: { fftSamples }, sampleRateHz }: NoteSpectrum) =>
  melBank({ sampleRateHz, fftSamples, bands: MOMENT_BANDS });

/** ln(power + floor) of 40 mel bands, [frames, 40]. */
export function logBands(spectrum: Spectrum, note: NoteSpectrum): Float32Array {
  return logMelBands(spectrum, note.stft, bankOf(note));
}

/** A spectrum through one filter. @param gains logarithms of factors on the amplitude of bands, [40] */
export function filtered(
  { frames, bins, re, im }: Spectrum,
  gains: Float32Array,
  note: NoteSpectrum,
): Spectrum {
  const factors = spreadOverBins(gains, bankOf(note)).map(Math.exp);
  const filter = (part: Float32Array) => part.map((x, i) => x * factors[i % bins]!);
  return { frames, bins, re: filter(re), im: filter(im) };
}
