import { longTermBins } from '../../../src/audio/eqMatch.js';
import { MOMENT_BANDS } from '../../../src/audio/features/bands.js';
import { longSound } from '../../../src/audio/sound.js';
import { digestOf, type SavedStyle, type StyleKey } from '../../../src/audio/styleFile/savedStyle.js';
import { noise } from '../../shared/dsp/signals.js';

const gaussian = (size: number) => ({
  mean: Float64Array.from(noise(size)),
  covariance: Float64Array.from(noise(size * size)),
});

/** A style with a key, its arrays noise. */
export function sampleStyle(key: StyleKey): SavedStyle {
  const layers = key.layers.split(', ').map((layer) => layer.split(' ')[1]!);
  return {
    key,
    measures: {
      style: Object.fromEntries(
        layers.map((layer, i) => [
          i === 0 ? 'style' : `style${i + 1}`,
          { [layer]: { shape: [1, 2, 3], data: noise(6) } },
        ]),
      ),
      bands: gaussian(MOMENT_BANDS),
      energies: noise(9).sort(),
    },
    loudnessLufs: -20.123456789,
    spectrum: { sampleRateHz: 44_100, power: noise(longTermBins(44_100)) },
    metrics: {
      timbre: gaussian(19),
      gram: noise(256 * 256),
      chroma: noise(24),
      flux: noise(7),
      envelopeDb: noise(24),
    },
    digest: digestOf(longSound({ sampleRateHz: 44_100, channels: [noise(10)] })),
  };
}
