/** A saved style as bytes: a safetensors file whose metadata hold what is no array. */
import { createHash } from 'node:crypto';
import type { Gaussian } from '../../shared/linalg/gaussian.js';
import { arrayInputs } from '../../shared/transfer/graph.js';
import { writeSafetensors } from '../../shared/weights/safetensors.js';
import type { WeightArray, Weights } from '../../shared/weights/tensors.js';
import type { SavedStyle } from './savedStyle.js';

/** What the metadata call the format. */
export const STYLE_FORMAT = 'nst style';
/** Goes up whenever what is measured changes, so that an old file is refused and not misread. */
export const STYLE_VERSION = '2';
/** Prefix of the statistics, by term and layer: `layer.TERM/LAYER`. */
export const LAYER_PREFIX = 'layer.';

/** What the metadata hold, as one JSON text. */
export interface StyleFacts extends Pick<SavedStyle, 'key' | 'digest' | 'loudnessLufs'> {
  readonly spectrumRateHz: number;
}

/** The file of a style; the same style gives the same bytes. */
export function encodeStyle(style: SavedStyle): Uint8Array {
  const { key, digest, loudnessLufs, spectrum } = style;
  const facts: StyleFacts = {
    key,
    digest,
    loudnessLufs,
    spectrumRateHz: spectrum.sampleRateHz,
  };
  const metadata = { format: STYLE_FORMAT, version: STYLE_VERSION, facts: JSON.stringify(facts) };
  const tensors = tensorsOf(style);
  const checksum = checksumOf(tensors, metadata);
  return writeSafetensors(tensors, { ...metadata, checksum });
}

/** SHA-256 of the file without its checksum, as hexadecimal digits. */
export function checksumOf(tensors: Weights, metadata: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(writeSafetensors(tensors, metadata)).digest('hex');
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
