import { applyMelBank } from '../../shared/dsp/mel.js';
import { powerOf, type Spectrum, type StftShape, sinePeak } from '../../shared/dsp/stft.js';
import { GAIN_FLOOR, MOMENT_BANDS } from '../features/bands.js';

/** ln(power + 1e-7) of 40 mel bands, [frames, 40]; a full-scale sine has power 1. @param bank [bins, 40] */
export function logMelBands(spectrum: Spectrum, shape: StftShape, bank: Float32Array): Float32Array {
  const power = powerOf(spectrum, 1 / sinePeak(shape) ** 2);
  return applyMelBank(power, bank, MOMENT_BANDS).map((p) => Math.log(p + GAIN_FLOOR));
}
