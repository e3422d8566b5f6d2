import { BANDS } from './features/styleFeatures.js';
import type { Recipe } from './recipe.js';

const DEFAULT: Recipe = {
  sampleRateHz: 22_050,
  stft: { fftSize: 1024, hopSize: 256 },
  style: {
    spectrum: { statistic: 'gram', weight: 0.25 },
    timbre: { statistic: 'gram', weight: 0.25 },
    [BANDS]: { statistic: 'wasserstein', weight: 0.5 },
  },
  content: { spectrum: 1, pitch: 1, envelope: 0.3 },
  envelope: 'content',
  strength: 0.6,
  iterations: 60,
  optimizer: { kind: 'lbfgs', history: 10, firstStep: 0.005 },
};

/**
 * The recipes by name:
 *
 * - `default`: tuned on speech, music and noises;
 * - `fast`: the same losses, a third of the iterations;
 * - `best`: more iterations.
 */
export const PRESETS = {
  default: DEFAULT,
  fast: { ...DEFAULT, iterations: 20 },
  best: { ...DEFAULT, iterations: 200 },
} as const satisfies Readonly<Record<string, Recipe>>;

/** Names of the presets. */
export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[];
/** One of `PRESET_NAMES`. */
export type PresetName = keyof typeof PRESETS;
