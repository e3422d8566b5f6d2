import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../../shared/engine/tf.js';
import { ENERGIES } from '../../shared/terms/envelope.js';
import { POWER } from '../../shared/terms/frequencyEnvelope.js';
import { PEAKS } from '../../shared/terms/peaks.js';
import { PITCHES } from '../../shared/terms/pitch.js';
import { AUTOCORRELATION } from '../../shared/terms/rhythm.js';
import type { View } from '../../shared/transfer/view.js';
import { autocorrelation, lagsOf } from './autocorrelation.js';
import { MOMENT_BANDS } from './bands.js';
import { CEPSTRUM_SIZE, cepstralBasis } from './cepstrum.js';
import { patterns } from './patterns.js';
import { peakLevels } from './peaks.js';
import { chromagram, pitchFrames, pitchStft } from './pitch.js';
import type { SoundNetwork } from './soundNetwork.js';
import { amplitudes, compress, expand, type GraphStft, logMelPower } from './spectrogram.js';

/** The layer of compressed amplitudes, [1, 1, frames, bins]. */
export const LEVELS = 'levels';
/**
 * The layer of coarse mel-frequency cepstra, [1, 1, frames, 20], whose means and covariances say what McDermott & Simoncelli
 * (2011) found textures to be told by, on a coarser scale and without the harmonics of notes.
 */
export const CEPSTRUM = 'cepstrum';
/** The layer of bands at moments that follow each other (`patterns`), [1, 1, frames, 256]. */
export const PATTERNS = 'patterns';

/** Half of what the logarithm spans, so that sums of squares keep their digits in float32. */
const LOG_CENTRE = -9;
/** Frame energies below this do not count in the envelope (-80 dB of a full-scale sine). */
export const ENERGY_FLOOR = 1e-8;
/** Made once: the same array in every trace is stored once. */
const CEPSTRAL_BASIS = Float32Array.from(cepstralBasis(CEPSTRUM_SIZE));

type Layer = (amplitude: Tensor2D, stft: GraphStft) => Tensor2D;

const logBands: Layer = (amplitude, stft) => tf.sub(logMelPower(amplitude, stft, MOMENT_BANDS), LOG_CENTRE);
const cepstrum: Layer = (amplitude, stft) =>
  tf.matMul(logBands(amplitude, stft), tf.tensor2d(CEPSTRAL_BASIS, [MOMENT_BANDS, CEPSTRUM_SIZE]));

/** ln(mean power + floor) of each frame, [frames, 1]: the temporal energy envelope of Verma & Smith (2018). */
const energies: Layer = (amplitude) =>
  tf.log(tf.add(tf.mean(tf.square(amplitude), 1, true), ENERGY_FLOOR)) as Tensor2D;

const repetitions: Layer = (amplitude, stft) => {
  const bands = asLayer(logBands(amplitude, stft));
  const { shape, sampleRateHz } = stft;
  return autocorrelation(bands, lagsOf({ hopSamples: shape.hopSamples, sampleRateHz }));
};

/** Layers that no network has part in. */
const SIGNAL_LAYERS: Readonly<Record<string, Layer>> = {
  [LEVELS]: (amplitude) => compress(amplitude),
  [CEPSTRUM]: cepstrum,
  [POWER]: (amplitude) => tf.square(amplitude),
  [ENERGIES]: energies,
  [AUTOCORRELATION]: repetitions,
  [PATTERNS]: patterns,
};

/** Whether a layer is one of those that no network has part in. */
export function isSignalLayer(layer: string): boolean {
  return layer === PITCHES || layer === PEAKS || Object.hasOwn(SIGNAL_LAYERS, layer);
}

/** Rows over time, [steps, channels], as activations. */
const asLayer = (rows: Tensor2D): Tensor4D => tf.reshape(rows, [1, 1, ...rows.shape]) as Tensor4D;

/** What is varied: samples [1, length], or compressed amplitudes [frames, bins], whose sign does not matter. */
export type SoundVariable = 'samples' | 'levels';

/** Whether a view of some frames has a layer: pitches are read from samples, in a longer transform. */
export function hasLayer(layer: string, stft: GraphStft, variable: SoundVariable): boolean {
  if (layer === PEAKS) return variable === 'samples';
  return layer !== PITCHES || (variable === 'samples' && pitchFrames(stft.lengthSamples) > 0);
}

function layersOf(
  amplitude: Tensor2D,
  network: SoundNetwork,
  stft: GraphStft,
  layers: readonly string[],
): Record<string, Tensor4D> {
  const others = layers.filter((layer) => !isSignalLayer(layer));
  const features = others.length > 0 ? network.features(amplitude, stft, others) : {};
  for (const layer of layers) {
    const compute = SIGNAL_LAYERS[layer];
    if (compute) features[layer] = asLayer(compute(amplitude, stft));
  }
  return features;
}

/** Windows of sound as terms see them: the layers of a network, and those of the signal. */
export function soundView(network: SoundNetwork, stft: GraphStft, variable: SoundVariable): View {
  const { frames, bins, lengthSamples: length } = stft;
  let pitches: GraphStft | undefined;
  // Large, so it is made once for all programs of the view that look at pitches, and for no others.
  const forPitches = () => {
    pitches ??= pitchStft(stft);
    return pitches;
  };
  return {
    key: `${variable} ${frames}`,
    shape: variable === 'samples' ? [1, length] : [frames, bins],
    see: (x: Tensor, layers) => {
      if (variable === 'levels') return layersOf(expand(tf.abs(x)) as Tensor2D, network, stft, layers);
      const features = layersOf(amplitudes(x, stft), network, stft, layers);
      const hasPitches = layers.includes(PITCHES) && hasLayer(PITCHES, stft, variable);
      if (hasPitches) features[PITCHES] = asLayer(chromagram(x, forPitches()));
      if (layers.includes(PEAKS)) features[PEAKS] = asLayer(peakLevels(x, stft));
      return features;
    },
  };
}
