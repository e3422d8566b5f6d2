import { messageOf, NstError } from '../../shared/errors.js';
import { parseOutsideJson } from '../../shared/outsideJson.js';
import { shownText } from '../../shared/shownValue.js';
import { measuresByName } from '../../shared/transfer/graph.js';
import { readSafetensors } from '../../shared/weights/safetensors.js';
import { parseSafetensorsHeader } from '../../shared/weights/safetensorsHeader.js';
import type { Weights } from '../../shared/weights/tensors.js';
import { checksumOf, LAYER_PREFIX, STYLE_FORMAT, STYLE_VERSION, type StyleFacts } from './encodeStyle.js';
import type { SavedStyle } from './savedStyle.js';
import { STYLE_FACTS } from './styleFacts.js';
import { StyleTensors } from './styleTensors.js';

const ADVICE = 'save it again with nst audio style';

/**
 * Reads what `encodeStyle` wrote.
 *
 * @param name what messages call the file
 * @throws NstError NST_BAD_INPUT if it is something else, of another version, cut short, changed, or not what a style holds
 */
export function decodeStyle(bytes: Uint8Array, name: string): SavedStyle {
  const { metadata, tensors } = open(bytes, name);
  checkWhole(metadata, tensors, name);
  const origin = { name, part: 'facts', code: 'NST_BAD_INPUT', advice: ADVICE } as const;
  const facts = parseOutsideJson(metadata.facts ?? '', STYLE_FACTS, origin);
  return styleOf(facts, tensors, name);
}

type Metadata = Readonly<Record<string, string>>;

function open(bytes: Uint8Array, name: string): { metadata: Metadata; tensors: Weights } {
  try {
    const { metadata } = parseSafetensorsHeader(bytes, name);
    return { metadata: Object.fromEntries(metadata), tensors: readSafetensors(bytes, name) };
  } catch (error) {
    const reason = messageOf(error)
      .replace(`${name}: `, '')
      .replace(/^broken safetensors file: /, '');
    return reject(name, `expected a saved style, found a damaged file or another one (${reason}); ${ADVICE}`);
  }
}

function checkWhole(metadata: Metadata, tensors: Weights, name: string): void {
  const { format, version, checksum, ...facts } = metadata;
  if (format !== STYLE_FORMAT) reject(name, 'expected a saved style, found another safetensors file');
  if (version !== STYLE_VERSION) {
    const shownVersion = version === undefined ? 'none' : shownText(version);
    reject(name, `expected version ${STYLE_VERSION} of a saved style, found ${shownVersion}; ${ADVICE}`);
  }
  if (checksum === checksumOf(tensors, { format, version, ...facts })) return;
  reject(name, `the saved style is damaged (its checksum is another); ${ADVICE}`);
}

function styleOf(facts: StyleFacts, tensors: Weights, name: string): SavedStyle {
  const { key, digest, loudnessLufs, spectrumRateHz } = facts;
  const arrays = new StyleTensors(tensors, name);
  return {
    key,
    digest,
    loudnessLufs,
    spectrum: { sampleRateHz: spectrumRateHz, power: arrays.spectrum(spectrumRateHz) },
    measures: {
      style: measuresByName(arrays.statistics(LAYER_PREFIX)),
      bands: arrays.bands(),
      energies: arrays.energies(),
    },
    metrics: arrays.metrics(),
  };
}

function reject(name: string, problem: string): never {
  throw new NstError('NST_BAD_INPUT', `${name}: ${problem}`);
}
