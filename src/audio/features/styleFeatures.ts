import { type Tensor2D, type Tensor4D, tf } from '../../shared/engine/tf.js';
import { MOMENT_BANDS } from './bands.js';
import type { SoundNetwork } from './soundNetwork.js';
import { type GraphStft, logMelPower } from './spectrogram.js';

/** Name of the logarithms of mel bands among the layers whose statistics make a style. */
export const BANDS = 'bands';
/** Half of what the logarithm spans, so that sums of squares keep their digits in float32. */
const LOG_CENTRE = -9;

/**
 * The features whose statistics over time make a style, [1, 1, steps, channels] by layer: those of the network
 * (Ulyanov & Lebedev 2016), and the logarithms of mel bands, whose means and covariances say what McDermott &
 * Simoncelli (2011) found textures to be told by, on a coarser scale.
 *
 * @param amplitude [frames, bins]
 * @param layers which of them
 */
export function styleFeatures(
  amplitude: Tensor2D,
  network: SoundNetwork,
  stft: GraphStft,
  layers: readonly string[],
): Record<string, Tensor4D> {
  const own = layers.filter((layer) => layer !== BANDS);
  const features = network.features(amplitude, stft, own);
  if (own.length === layers.length) return features;
  const logs = tf.sub(logMelPower(amplitude, stft, MOMENT_BANDS), LOG_CENTRE);
  return { ...features, [BANDS]: tf.reshape(logs, [1, 1, stft.frames, MOMENT_BANDS]) as Tensor4D };
}
