import sharp from 'sharp';
import { METRIC_RATE_HZ, metricSignal, spectrogramOf } from './metrics/analysis.js';
import type { Sound } from './sound.js';

/** What of the level is shown: 0 dB is the loudest bin. */
export const RANGE_DB = 80;
const HIGHEST_HZ = 8000;
const MAXIMUM_WIDTH_PX = 1200;

/** The spectrogram of a sound as a grey PNG, time to the right, 0 to 8 kHz upwards. */
export async function spectrogramPng(sound: Sound): Promise<Buffer> {
  const { frames, bins, magnitude } = spectrogramOf(await metricSignal(sound));
  const loudest = magnitude.reduce((a, b) => Math.max(a, b), 0);
  const height = Math.round((bins * HIGHEST_HZ) / (METRIC_RATE_HZ / 2));
  const pixels = new Uint8Array(frames * height);
  for (let t = 0; t < frames; t++) {
    for (let bin = 0; bin < height; bin++) {
      const db = 20 * Math.log10((magnitude[t * bins + bin] as number) / loudest + 1e-9);
      pixels[(height - 1 - bin) * frames + t] = 255 * Math.max(0, 1 + db / RANGE_DB);
    }
  }
  return sharp(pixels, { raw: { width: frames, height, channels: 1 } })
    .resize({ width: Math.min(frames, MAXIMUM_WIDTH_PX), height, fit: 'fill' })
    .png()
    .toBuffer();
}
