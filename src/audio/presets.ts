import { FAST_MOMENTUM } from '../shared/dsp/griffinLim.js';
import { CEPSTRUM, FREQUENCY_ENVELOPE } from './features/styleFeatures.js';
import { ULYANOV_LAYER } from './features/ulyanovNetwork.js';
import type { Recipe } from './recipe.js';

const DEFAULT: Recipe = {
  sampleRateHz: 22_050,
  stft: { fftSize: 1024, hopSize: 256 },
  longestPieceS: 8,
  network: 'audio',
  style: {
    block1: { statistic: 'gram', weight: 0.2 },
    block2: { statistic: 'gram', weight: 0.3 },
    block3: { statistic: 'gram', weight: 0.3 },
    [CEPSTRUM]: { statistic: 'wasserstein', weight: 0.8 },
  },
  content: { spectrum: 1, pitch: 1, envelope: 0.3, features: {} },
  rhythmWeight: 0.5,
  scaling: 'range',
  envelope: 'content',
  rhythm: 'none',
  start: 'content',
  synthesis: 'waveform',
  inversion: { phase: 'content', rounds: 100, momentum: FAST_MOMENTUM },
  strength: 0.6,
  iterations: 60,
  optimizer: { kind: 'lbfgs', history: 10, firstStep: 0.005 },
  seed: 0,
};

/**
 * After Verma & Smith (2018): a noise start, the spectrogram as what is varied, both energy envelopes taken to the style's,
 * in blocks of 257 frames of 257 bins. The paper says neither the weights of its terms nor its layers: these are ours.
 */
const VERMA: Recipe = {
  ...DEFAULT,
  sampleRateHz: 16_000,
  stft: { fftSize: 512, hopSize: 160, windowSize: 480 },
  longestPieceS: 2.57,
  style: {
    block1: { statistic: 'gram', weight: 0.2 },
    block2: { statistic: 'gram', weight: 0.25 },
    block3: { statistic: 'gram', weight: 0.25 },
    [FREQUENCY_ENVELOPE]: { statistic: 'meanPower', weight: 0.3 },
  },
  content: { spectrum: 0, pitch: 0, envelope: 0.3, features: { block3: 1 } },
  envelope: 'style',
  start: 'noise',
  synthesis: 'spectrogram',
  inversion: { phase: 'random', rounds: 100, momentum: FAST_MOMENTUM },
  iterations: 200,
};

/**
 * Ulyanov & Lebedev (2016), from their programs: the content loss is the sum of squares times 0.01, the style loss that
 * of Gram matrices of mean products; 300 steps of L-BFGS from noise, 500 rounds of Griffin-Lim from random phases.
 */
const ULYANOV: Recipe = {
  ...DEFAULT,
  stft: { fftSize: 2048, hopSize: 512 },
  longestPieceS: 10,
  network: 'ulyanov',
  style: { [ULYANOV_LAYER]: { statistic: 'gram', weight: 1 } },
  content: { spectrum: 0, pitch: 0, envelope: 0, features: { [ULYANOV_LAYER]: 0.01 } },
  scaling: 'none',
  envelope: 'none',
  start: 'noise',
  synthesis: 'spectrogram',
  inversion: { phase: 'random', rounds: 500, momentum: 0 },
  iterations: 300,
  optimizer: { kind: 'lbfgs', history: 10, firstStep: 1, firstStepNorm: 'sum', lineSearch: 'wolfe' },
};

/**
 * The recipes by name:
 *
 * - `default`: tuned on speech, music and noises;
 * - `fast`: the same losses, a third of the iterations;
 * - `best`: more iterations;
 * - `speech`: a finer step in time, less strength: words stay;
 * - `music`: finer steps in frequency;
 * - `verma2018`: after Verma & Smith;
 * - `ulyanov`: Ulyanov & Lebedev.
 */
export const PRESETS = {
  default: DEFAULT,
  fast: { ...DEFAULT, iterations: 20 },
  best: { ...DEFAULT, iterations: 200 },
  speech: { ...DEFAULT, stft: { fftSize: 1024, hopSize: 128 }, strength: 0.4 },
  music: { ...DEFAULT, stft: { fftSize: 2048, hopSize: 256 } },
  verma2018: VERMA,
  ulyanov: ULYANOV,
} as const satisfies Readonly<Record<string, Recipe>>;

/** Names of the presets. */
export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[];
/** One of `PRESET_NAMES`. */
export type PresetName = keyof typeof PRESETS;
