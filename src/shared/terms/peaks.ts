import { tf } from '../engine/tf.js';
import { term } from './term.js';

/** The layer of the logarithms of peaks over time, [n, 1, steps, 1]. */
export const PEAKS = 'peaks';

/** Mean square of what peaks are off where nothing holds them, in neper: about 4 dB. */
const UNHELD_PEAKS = 0.2;

/**
 * How high the waveform goes, and how fast it rises: the mean squared difference of the logarithms of its peaks. Energies of frames
 * know neither: a frame is longer than an attack, and says nothing of how its energy lies in it.
 */
export const PEAK_LEVELS = term({
  help: 'attacks, and how far peaks stand out',
  source: 'our own: docs/audio.md',
  side: 'content',
  media: ['sounds'],
  parameters: {},
  layers: () => [PEAKS],
  measure: (seen) => ({ peaks: seen.layer(PEAKS) }),
  loss: (seen, goal) => tf.mean(tf.squaredDifference(seen.layer(PEAKS), goal.peaks!), [1, 2, 3]),
  range: (goal) => tf.fill([goal.peaks!.shape[0]!], UNHELD_PEAKS),
});
