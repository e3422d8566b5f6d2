/** A saved style as bytes. */
import type { Gaussian } from '../../shared/linalg/gaussian.js';
import { encodeSaved, type SavedKind } from '../../shared/saved/savedFile.js';
import { arrayInputs } from '../../shared/transfer/graph.js';
import type { WeightArray, Weights } from '../../shared/weights/tensors.js';
import type { SavedStyle } from './savedStyle.js';

/** Styles of every network are smaller than a tenth of this. */
export const MAX_STYLE_BYTES = 2 ** 28;

/** Styles of sounds as files. */
export const SOUND_STYLE: SavedKind = {
  format: 'nst style',
  // 3: statistics of what is heard; 2: of everything, pauses too.
  version: '3',
  title: 'saved style',
  advice: 'save it again with nst audio style',
  isCompressed: false,
  maxBytes: MAX_STYLE_BYTES,
};
/** Prefix of the statistics, by term and layer: `layer.TERM/LAYER`. */
export const LAYER_PREFIX = 'layer.';

/** What the metadata hold, as one JSON text. */
export interface StyleFacts extends Pick<SavedStyle, 'key' | 'digest' | 'loudnessLufs'> {
  readonly spectrumRateHz: number;
}

/** The file of a style; the same style gives the same bytes. */
export function encodeStyle(style: SavedStyle): Uint8Array {
  const { key, digest, loudnessLufs, spectrum } = style;
  const facts: StyleFacts = { key, digest, loudnessLufs, spectrumRateHz: spectrum.sampleRateHz };
  return encodeSaved(SOUND_STYLE, { facts, tensors: tensorsOf(style) });
}

function tensorsOf({ measures, spectrum, metrics }: SavedStyle): Weights {
  const vector = (data: Float32Array): WeightArray => ({ shape: [data.length], data });
  const gaussian = (name: string, { mean, covariance }: Gaussian): [string, WeightArray][] => [
    [`${name}.mean`, vector(Float32Array.from(mean))],
    [`${name}.covariance`, vector(Float32Array.from(covariance))],
  ];
  return new Map([
    ...Object.entries(arrayInputs(measures.style)).map(
      ([name, array]) => [LAYER_PREFIX + name, array] as const,
    ),
    ...gaussian('bands', measures.bands),
    ['energies', vector(measures.energies)],
    ['spectrum', vector(spectrum.power)],
    ...gaussian('metrics.timbre', metrics.timbre),
    ['metrics.gram', vector(metrics.gram)],
    ['metrics.chroma', vector(metrics.chroma)],
    ['metrics.flux', vector(metrics.flux)],
    ['metrics.envelopeDb', vector(metrics.envelopeDb)],
  ]);
}
