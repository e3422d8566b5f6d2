import { applyMelBank, melBank } from '../../shared/dsp/mel.js';
import type { Sound } from '../sound.js';
import { METRIC_RATE_HZ, metricSignal, spectrogramOf } from './analysis.js';

const BANDS = 64;
/** -60 dB of a full-scale sine: what lies below is not heard beside the rest. */
const FLOOR_POWER = 1e-6;

/**
 * Log-spectral distance of two sounds of the same notes, frame by frame, in dB: root mean square over time of the
 * difference of mel band powers, mean over bands (Cifka et al. 2021). Levels and sample rates do not matter.
 */
export async function logSpectralDistance(a: Sound, b: Sound): Promise<number> {
  const [x, y] = [await bandsDb(a), await bandsDb(b)];
  const frames = Math.min(x.length, y.length) / BANDS;
  let sum = 0;
  for (let band = 0; band < BANDS; band++) {
    let squares = 0;
    for (let i = band; i < frames * BANDS; i += BANDS) {
      squares += (x[i]! - y[i]!) ** 2;
    }
    sum += Math.sqrt(squares / frames);
  }
  return sum / BANDS;
}

/** [frames, 64] */
async function bandsDb(sound: Sound): Promise<Float32Array> {
  const { fftSamples, amplitude } = spectrogramOf(await metricSignal(sound));
  const power = amplitude.map((a) => a * a);
  const bank = melBank({ sampleRateHz: METRIC_RATE_HZ, fftSamples, bands: BANDS });
  return applyMelBank(power, bank, BANDS).map((p) => 10 * Math.log10(p + FLOOR_POWER));
}
