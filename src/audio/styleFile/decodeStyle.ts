import { decodeSaved } from '../../shared/saved/decodeSaved.js';
import { measuresByName } from '../../shared/transfer/graph.js';
import type { Weights } from '../../shared/weights/tensors.js';
import { LAYER_PREFIX, SOUND_STYLE, type StyleFacts } from './encodeStyle.js';
import type { SavedStyle } from './savedStyle.js';
import { STYLE_FACTS } from './styleFacts.js';
import { StyleTensors } from './styleTensors.js';

/**
 * Reads what `encodeStyle` wrote.
 *
 * @param name what messages call the file
 * @throws NstError NST_BAD_INPUT if it is something else, of another version, cut short, changed, or not what a style holds
 */
export function decodeStyle(bytes: Uint8Array, name: string): SavedStyle {
  const { facts, tensors } = decodeSaved(SOUND_STYLE, bytes, name, STYLE_FACTS);
  return styleOf(facts, tensors, name);
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
