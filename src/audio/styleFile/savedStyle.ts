import { createHash } from 'node:crypto';
import { stretchesOf } from '../../shared/dsp/signal.js';
import { NstError } from '../../shared/errors.js';
import type { TermSpec } from '../../shared/terms/registry.js';
import type { LongTermSpectrum } from '../eqMatch.js';
import type { Measures } from '../metrics/compare.js';
import type { Recipe } from '../recipe.js';
import type { LongSound, SoundSource } from '../sound.js';
import { type SoundMeasures, styleTerms } from '../transfer/measureWhole.js';

/** What a style was measured with; all of it has to be the same where it is used. */
export interface StyleKey {
  readonly network: string;
  /** First digits of the SHA-256 of the network's weights; `random` for a network of random filters. */
  readonly weights: string;
  /** Of random filters; 0 for a network that was trained. */
  readonly seed: number;
  readonly sampleRateHz: number;
  readonly fftSize: number;
  readonly hopSize: number;
  readonly windowSize: number;
  /** Longest stretch that is measured at a time. */
  readonly longestPieceS: number;
  /** Statistics with their layers, as text: `gram block1, wasserstein cepstrum`. */
  readonly layers: string;
}

/** Everything that a transfer, and its evaluation, need to know of a style. Nothing of it can be played. */
export interface SavedStyle {
  readonly key: StyleKey;
  readonly measures: SoundMeasures;
  readonly loudnessLufs: number;
  readonly spectrum: LongTermSpectrum;
  /** What evaluations compare results with. */
  readonly metrics: Measures;
  /** SHA-256 of the sound, to tell whether a content is its own style. */
  readonly digest: string;
}

/** Whether a style was saved; else it is a sound. */
export function isSaved(style: Exclude<SoundSource, string> | LongSound | SavedStyle): style is SavedStyle {
  return 'measures' in style;
}

const DIGEST_DIGITS = 16;

/** A statistic and its layers, as text: `gram block1`. */
function termText({ kind, ...settings }: TermSpec): string {
  const layers = 'layers' in settings && settings.layers ? Object.keys(settings.layers) : [];
  return [kind, ...layers].join(' ');
}

/** The key of what is measured by a recipe. */
export async function styleKeyOf(recipe: Recipe): Promise<StyleKey> {
  const { network, seed, sampleRateHz, longestPieceS } = recipe;
  const { fftSamples, hopSamples, windowSamples = fftSamples } = recipe.stft;
  const { readManifest } = await import('../../shared/weights/manifest.js');
  const shipped = (await readManifest()).get(network)?.shipped;
  return {
    network,
    weights: shipped ? shipped.sha256.slice(0, DIGEST_DIGITS) : 'random',
    seed: shipped ? 0 : seed,
    sampleRateHz,
    fftSize: fftSamples,
    hopSize: hopSamples,
    windowSize: windowSamples,
    longestPieceS,
    layers: styleTerms(recipe).map(termText).join(', '),
  };
}

const TITLES: Readonly<Record<keyof StyleKey, string>> = {
  network: 'network',
  weights: 'weights',
  seed: 'seed',
  sampleRateHz: 'rate in Hz',
  fftSize: 'transform size',
  hopSize: 'hop size',
  windowSize: 'window size',
  longestPieceS: 'piece length in s',
  layers: 'statistics',
};

/**
 * Refuses a style that was measured in another way than this run measures.
 *
 * @param name what messages call the style
 * @throws NstError NST_BAD_INPUT, with the first difference
 */
export function checkStyleKey(saved: StyleKey, expected: StyleKey, name: string): void {
  const differs = (Object.keys(TITLES) as (keyof StyleKey)[]).find((key) => saved[key] !== expected[key]);
  if (!differs) return;
  const difference = `${TITLES[differs]} ${saved[differs]}, this run has ${expected[differs]}`;
  throw new NstError(
    'NST_BAD_INPUT',
    `${name}: the style was saved with ${difference}; save it again with the settings of this run`,
  );
}

/** SHA-256 of the sample rate and the samples of a sound, as hexadecimal digits. */
export function digestOf({ sampleRateHz, channels }: LongSound): string {
  const hash = createHash('sha256').update(`${sampleRateHz} ${channels.length}\n`);
  for (const channel of channels) {
    for (const { parts } of stretchesOf([channel])) {
      const { buffer, byteOffset, byteLength } = parts[0]!;
      hash.update(new Uint8Array(buffer, byteOffset, byteLength));
    }
  }
  return hash.digest('hex');
}
