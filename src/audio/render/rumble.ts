import { applyBiquads, type Biquad } from '../../shared/dsp/biquad.js';

/**
 * What is below 20 Hz is not heard as a tone (ISO 226 begins there) but takes the room of what is. Half the amplitude is left here, -17 dB of it at 20 Hz, and nine tenths at 35 Hz.
 */
const CORNER_HZ = 25;
/** Butterworth filter of the fourth order as two sections, by their quality (Bianchi & Sorrentino 2007, table 1.1). */
const QUALITIES = [0.541_196_1, 1.306_563] as const;

/**
 * A changed signal without what was added to it below 20 Hz: down there it is as it was before, constant parts too. The filter
 * runs forwards and backwards over the change, so that nothing is shifted.
 *
 * @param before as long as `after`
 */
export function withoutRumble(before: Float32Array, after: Float32Array, sampleRateHz: number): Float32Array {
  const sections = QUALITIES.map((quality) => highPass(CORNER_HZ, quality, sampleRateHz));
  const change = after.map((x, i) => x - before[i]!);
  const onward = applyBiquads(change, sections).reverse();
  const filtered = applyBiquads(onward, sections).reverse();
  return filtered.map((x, i) => x + before[i]!);
}

/** A section of a high-pass filter by the bilinear transform (Bristow-Johnson, Audio EQ Cookbook). */
function highPass(frequencyHz: number, quality: number, sampleRateHz: number): Biquad {
  const angle = (2 * Math.PI * frequencyHz) / sampleRateHz;
  const cosine = Math.cos(angle);
  const alpha = Math.sin(angle) / (2 * quality);
  const scale = 1 / (1 + alpha);
  const b = ((1 + cosine) / 2) * scale;
  return { b0: b, b1: -2 * b, b2: b, a1: -2 * cosine * scale, a2: (1 - alpha) * scale };
}
