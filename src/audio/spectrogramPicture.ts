import { sharp } from '../shared/pictures/sharp.js';
import { METRIC_RATE_HZ, metricSignal, spectrogramOf } from './metrics/analysis.js';
import type { Sound } from './sound.js';

/** What of the level is shown: 0 dB is the loudest bin. */
export const RANGE_DB = 80;
const HIGHEST_HZ = 8000;
const MAXIMUM_WIDTH_PX = 1200;
/** From the lowest level to the highest: ever lighter, so that it reads the same without colours. */
const COLOURS = [
  [0, 0, 8],
  [66, 10, 104],
  [147, 38, 103],
  [221, 81, 58],
  [252, 165, 10],
  [252, 255, 200],
] as const;

/** Keeps the logarithm of nothing from being infinite: 180 dB below the loudest bin. */
const AMPLITUDE_FLOOR = 1e-9;

/** The spectrogram of a sound as a PNG, time to the right, 0 to 8 kHz upwards. Silence is dark. */
export async function spectrogramPng(sound: Sound): Promise<Buffer> {
  const { frames, bins, amplitude } = spectrogramOf(await metricSignal(sound));
  const loudest = amplitude.reduce((a, b) => Math.max(a, b), 0) || 1;
  const height = Math.round((bins * HIGHEST_HZ) / (METRIC_RATE_HZ / 2));
  const pixels = new Uint8Array(3 * frames * height);
  for (let t = 0; t < frames; t++) {
    for (let bin = 0; bin < height; bin++) {
      const db = 20 * Math.log10(amplitude[t * bins + bin]! / loudest + AMPLITUDE_FLOOR);
      pixels.set(colourOf(Math.max(0, 1 + db / RANGE_DB)), 3 * ((height - 1 - bin) * frames + t));
    }
  }
  return sharp(pixels, { raw: { width: frames, height, channels: 3 } })
    .resize({ width: Math.min(frames, MAXIMUM_WIDTH_PX), height, fit: 'fill' })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** @param level 0..1 */
function colourOf(level: number): number[] {
  const lower = Math.min(COLOURS.length - 2, Math.floor(level * (COLOURS.length - 1)));
  const share = level * (COLOURS.length - 1) - lower;
  const [low, high] = [COLOURS[lower], COLOURS[lower + 1]] as [readonly number[], readonly number[]];
  return low.map((x, i) => Math.round(x + share * (high[i]! - x)));
}
