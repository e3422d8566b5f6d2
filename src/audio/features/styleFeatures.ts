import { type Tensor2D, type Tensor4D, tf } from '../../shared/engine/tf.js';
import { MOMENT_BANDS } from './bands.js';
import { CEPSTRUM_SIZE, cepstralBasis } from './cepstrum.js';
import type { SoundNetwork } from './soundNetwork.js';
import { type GraphStft, logMelPower } from './spectrogram.js';

/** Name of the coarse mel-frequency cepstra among the layers whose statistics make a style. */
export const CEPSTRUM = 'cepstrum';
/** Name of the power of bins: the frequency energy envelope of Verma & Smith (2018) is read from it. */
export const FREQUENCY_ENVELOPE = 'frequencyEnvelope';
/** Name of the logarithms of mel bands as rhythm is read from them. */
export const AUTOCORRELATION = 'autocorrelation';
/** Half of what the logarithm spans, so that sums of squares keep their digits in float32. */
const LOG_CENTRE = -9;
/** Made once: the same array in every trace is stored once. */
const CEPSTRAL_BASIS = Float32Array.from(cepstralBasis(CEPSTRUM_SIZE));

/** Layers that no network has part in. */
const OWN_LAYERS: Readonly<Record<string, (amplitude: Tensor2D, stft: GraphStft) => Tensor2D>> = {
  [CEPSTRUM]: cepstrum,
  [FREQUENCY_ENVELOPE]: (amplitude) => tf.square(amplitude),
  [AUTOCORRELATION]: logBands,
};

/** Whether a layer is one of those that no network has part in. */
export function isOwnLayer(layer: string): boolean {
  return layer in OWN_LAYERS;
}

function cepstrum(amplitude: Tensor2D, stft: GraphStft): Tensor2D {
  const basis = tf.tensor2d(CEPSTRAL_BASIS, [MOMENT_BANDS, CEPSTRUM_SIZE]);
  return tf.matMul(logBands(amplitude, stft), basis);
}

function logBands(amplitude: Tensor2D, stft: GraphStft): Tensor2D {
  return tf.sub(logMelPower(amplitude, stft, MOMENT_BANDS), LOG_CENTRE);
}

/**
 * The features whose statistics over time make a style, [1, 1, steps, channels] by layer: those of the network
 * (Ulyanov & Lebedev 2016); coarse cepstra, whose means and covariances say what McDermott & Simoncelli (2011) found
 * textures to be told by, on a coarser scale and without the harmonics of notes; and what the envelopes and the rhythm
 * are read from.
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
  const own = layers.filter(isOwnLayer);
  const others = layers.filter((layer) => !isOwnLayer(layer));
  const features = others.length > 0 ? network.features(amplitude, stft, others) : {};
  for (const layer of own) {
    const rows = (OWN_LAYERS[layer] as typeof logBands)(amplitude, stft);
    features[layer] = tf.reshape(rows, [1, 1, ...rows.shape]) as Tensor4D;
  }
  return features;
}
