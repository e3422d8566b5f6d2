/** A saved style as bytes: a safetensors file whose metadata hold what is no array. */
import { createHash } from 'node:crypto';
import { messageOf, NstError } from '../../shared/errors.js';
import { arrayInputs, measuresByName } from '../../shared/transfer/graph.js';
import { readSafetensors, writeSafetensors } from '../../shared/weights/safetensors.js';
import { parseSafetensorsHeader } from '../../shared/weights/safetensorsHeader.js';
import type { WeightArray, Weights } from '../../shared/weights/tensors.js';
import { MOMENT_BANDS } from '../features/bands.js';
import type { Gaussian } from '../statistics/gaussian.js';
import type { SavedStyle, StyleKey } from './savedStyle.js';

const FORMAT = 'nst style';
/** Goes up whenever what is measured changes, so that an old file is refused and not misread. */
const VERSION = 2;
/** Prefix of the statistics, by term and layer: `layer.TERM/LAYER`. */
const LAYER = 'layer.';

/** What the metadata hold, as one JSON text. */
interface Facts extends Pick<SavedStyle, 'key' | 'digest' | 'loudnessLufs'> {
  readonly spectrumRateHz: number;
}

/** The file of a style; the same style gives the same bytes. */
export function encodeStyle(style: SavedStyle): Uint8Array {
  const { key, digest, loudnessLufs, spectrum } = style;
  const facts: Facts = {
    key,
    digest,
    loudnessLufs,
    spectrumRateHz: spectrum.sampleRateHz,
  };
  const metadata = { format: FORMAT, version: String(VERSION), facts: JSON.stringify(facts) };
  const tensors = tensorsOf(style);
  const checksum = checksumOf(tensors, metadata);
  return writeSafetensors(tensors, { ...metadata, checksum });
}

/** Of the file without its checksum. */
function checksumOf(tensors: Weights, metadata: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(writeSafetensors(tensors, metadata)).digest('hex');
}

function tensorsOf({ measures, spectrum, metrics }: SavedStyle): Weights {
  const vector = (data: Float32Array): WeightArray => ({ shape: [data.length], data });
  const gaussian = (name: string, { mean, covariance }: Gaussian): [string, WeightArray][] => [
    [`${name}.mean`, vector(Float32Array.from(mean))],
    [`${name}.covariance`, vector(Float32Array.from(covariance))],
  ];
  return new Map([
    ...Object.entries(arrayInputs(measures.style)).map(([name, array]) => [LAYER + name, array] as const),
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

/**
 * Reads what `encodeStyle` wrote.
 *
 * @param name what messages call the file
 * @throws NstError NST_BAD_INPUT if it is something else, of another version, cut short or changed
 */
export function decodeStyle(bytes: Uint8Array, name: string): SavedStyle {
  const { metadata, tensors } = open(bytes, name);
  const { format, version, checksum, ...rest } = metadata;
  const fail = (text: string): never => {
    throw new NstError('NST_BAD_INPUT', `${name}: ${text}`);
  };
  if (format !== FORMAT) fail('expected a saved style, found another safetensors file');
  if (version !== String(VERSION)) {
    fail(
      `expected version ${VERSION} of a saved style, found ${version}; save it again with nst audio style`,
    );
  }
  if (checksum !== checksumOf(tensors, { format: FORMAT, version: String(VERSION), ...rest })) {
    fail('the saved style is damaged (its checksum is another); save it again with nst audio style');
  }
  const facts = JSON.parse(rest.facts ?? '') as Facts;
  const array = (tensor: string) => tensors.get(tensor)?.data ?? fail(`the saved style has no "${tensor}"`);
  if (array('bands.mean').length !== MOMENT_BANDS) fail(`expected a saved style of ${MOMENT_BANDS} bands`);
  return styleOf(facts, tensors, array);
}

function styleOf(facts: Facts, tensors: Weights, array: (name: string) => Float32Array): SavedStyle {
  const { digest, loudnessLufs, spectrumRateHz } = facts;
  const gaussian = (name: string): Gaussian => ({
    mean: Float64Array.from(array(`${name}.mean`)),
    covariance: Float64Array.from(array(`${name}.covariance`)),
  });
  const layers = [...tensors].flatMap(([tensor, value]) =>
    tensor.startsWith(LAYER) ? [[tensor.slice(LAYER.length), value] as const] : [],
  );
  return {
    key: facts.key as StyleKey,
    digest,
    loudnessLufs,
    spectrum: { sampleRateHz: spectrumRateHz, power: array('spectrum') },
    measures: {
      style: measuresByName(Object.fromEntries(layers)),
      bands: gaussian('bands'),
      energies: array('energies'),
    },
    metrics: {
      timbre: gaussian('metrics.timbre'),
      gram: array('metrics.gram'),
      chroma: array('metrics.chroma'),
      flux: array('metrics.flux'),
      envelopeDb: array('metrics.envelopeDb'),
    },
  };
}

function open(bytes: Uint8Array, name: string) {
  try {
    const { metadata } = parseSafetensorsHeader(bytes, name);
    const known: Readonly<Record<string, string | undefined>> = Object.fromEntries(metadata);
    return { metadata: known, tensors: readSafetensors(bytes, name) };
  } catch (error) {
    const reason = messageOf(error)
      .replace(`${name}: `, '')
      .replace(/^broken safetensors file: /, '');
    throw new NstError(
      'NST_BAD_INPUT',
      `${name}: expected a saved style, found a damaged file or another one (${reason}); save it again with nst audio style`,
    );
  }
}
