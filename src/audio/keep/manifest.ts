/** What pieces were made of: two runs whose manifests are alike make the same pieces. */
import { sha256Hex } from '../../shared/digest.js';
import { shownValues } from '../../shared/options/shown.js';
import { firstDifference, MANIFEST_DIGITS, type Manifest } from '../../shared/saved/manifest.js';
import { AUDIO_OPTIONS, sharesOf, type TransferAudioOptions } from '../options.js';
import type { Recipe } from '../recipe.js';
import type { LongSound } from '../sound.js';
import { digestOf, isSaved, type SavedStyle } from '../styleFile/savedStyle.js';

/** What pieces depend on, but for the sounds themselves. */
const SETTINGS = Object.fromEntries(
  Object.entries(AUDIO_OPTIONS).filter(
    ([name, { part }]) => part === 'recipe' && name !== 'content' && name !== 'style',
  ),
);

/** @param device that makes the pieces */
export function manifestOf(
  { content, styles }: { readonly content: LongSound; readonly styles: readonly (LongSound | SavedStyle)[] },
  recipe: Recipe,
  options: Omit<TransferAudioOptions, 'preview'>,
  device: string,
): Manifest {
  const digests = styles.map((style) =>
    (isSaved(style) ? style.digest : digestOf(style)).slice(0, MANIFEST_DIGITS),
  );
  return {
    content: digestOf(content).slice(0, MANIFEST_DIGITS),
    style: digests.join(' '),
    ...shownValues(SETTINGS, options),
    device,
    shares: sharesOf(options).join(' '),
    // Of what options do not say: another version may have other presets.
    recipe: sha256Hex(JSON.stringify(recipe)).slice(0, MANIFEST_DIGITS),
  };
}

/** The first thing that differs, as a part of a sentence; undefined if nothing does. */
export function differenceOf(before: Manifest, now: Manifest): string | undefined {
  const difference = firstDifference(before, now);
  if (!difference) return undefined;
  const { name } = difference;
  if (name === 'content' || name === 'style') return `another ${name}`;
  return `${name} ${difference.before}, this run has ${difference.now}`;
}
