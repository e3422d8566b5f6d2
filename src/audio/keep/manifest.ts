/** What pieces were made of: two runs whose manifests are alike make the same pieces. */
import { createHash } from 'node:crypto';
import { shownValues } from '../../shared/options/shown.js';
import { AUDIO_OPTIONS, sharesOf, type TransferAudioOptions } from '../options.js';
import type { Recipe } from '../recipe.js';
import type { LongSound } from '../sound.js';
import { digestOf, isSaved, type SavedStyle } from '../styleFile/savedStyle.js';

/** Values by their names. */
export type Manifest = Readonly<Record<string, unknown>>;

/** Digits that tell sounds apart. */
const DIGITS = 16;

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
  const digests = styles.map((style) => (isSaved(style) ? style.digest : digestOf(style)).slice(0, DIGITS));
  return {
    content: digestOf(content).slice(0, DIGITS),
    style: digests.join(' '),
    ...shownValues(SETTINGS, options),
    device,
    shares: sharesOf(options).join(' '),
    // Of what options do not say: another version may have other presets.
    recipe: createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, DIGITS),
  };
}

/** The first thing that differs, as a part of a sentence; undefined if nothing does. */
export function differenceOf(before: Manifest, now: Manifest): string | undefined {
  const names = new Set([...Object.keys(now), ...Object.keys(before)]);
  for (const name of names) {
    const [a, b] = [before, now].map((manifest) => JSON.stringify(manifest[name]) ?? 'left out');
    if (a === b) continue;
    if (name === 'content' || name === 'style') return `another ${name}`;
    return `${name} ${a}, this run has ${b}`;
  }
  return undefined;
}
