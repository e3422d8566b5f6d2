/**
 * 5.4 Hz a bin at 22.05 kHz: semitones are apart from about 100 Hz on. Frames that overlap by half have every sample in them as often as any
 * other; four in place of two at a time take a tenth of a step more.
 */
export const PITCH_SHAPE = { fftSamples: 4096, hopSamples: 2048 };
/** Outside of it are hum and noise, and harmonics of no clear pitch. */
export const PITCH_RANGE_HZ = { low: 55, high: 5000 };
const TUNING_HZ = 440;
/** Semitones of an octave. */
export const PITCH_CLASSES = 12;

/** Which bins count for which pitch class, [bins, 12]: each for the nearest semitone, from 55 Hz to 5 kHz. */
export function pitchClassBank(fftSamples: number, sampleRateHz: number): Float32Array {
  const bins = fftSamples / 2 + 1;
  const bank = new Float32Array(bins * PITCH_CLASSES);
  for (let bin = 1; bin < bins; bin++) {
    const hz = (bin * sampleRateHz) / fftSamples;
    if (hz < PITCH_RANGE_HZ.low || hz > PITCH_RANGE_HZ.high) continue;
    const semitone = Math.round(PITCH_CLASSES * Math.log2(hz / TUNING_HZ));
    const pitchClass = ((semitone % PITCH_CLASSES) + PITCH_CLASSES) % PITCH_CLASSES;
    bank[bin * PITCH_CLASSES + pitchClass] = 1;
  }
  return bank;
}
