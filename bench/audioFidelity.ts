/** What is heard first of results beside their contents, in a row of a table. */
import type { Fidelity } from '../src/audio/metrics/fidelity.js';
import { attackLight, pauseLight } from '../src/audio/metrics/lights.js';
import type { SoundPair } from './audioPairs.js';

/** A result beside its content. */
export interface BesideContent extends Pick<SoundPair, 'name' | 'group'> {
  readonly fidelity: Fidelity;
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const present = (values: readonly (number | undefined)[]) =>
  values.flatMap((x) => (x === undefined ? [] : [x]));

/** Means over results; of voices alone for words. */
export function fidelityRow(results: readonly BesideContent[]): Readonly<Record<string, string>> {
  const all = results.map(({ fidelity }) => fidelity);
  const paused = all.filter(({ pauseDb }) => pauseDb !== undefined);
  const kept = paused.filter(
    ({ pauseDb, contentPauseDb }) => pauseLight(pauseDb!, contentPauseDb!) === 'green',
  );
  const attacks = present(all.map(({ attackRatio }) => attackRatio));
  const sharp = attacks.filter((ratio) => attackLight(ratio) === 'green');
  const words = present(
    results.flatMap(({ name, fidelity }) => (/^(voice|speech)/.test(name) ? [fidelity.stoi] : [])),
  );
  return {
    'pauses kept': paused.length > 0 ? `${kept.length} of ${paused.length}` : '',
    'attacks kept': attacks.length > 0 ? `${sharp.length} of ${attacks.length}` : '',
    'crest off, dB': mean(all.map(({ crestDb }) => Math.abs(crestDb))).toFixed(1),
    'made under 20 Hz': `${(100 * Math.max(...all.map(madeUnder20Hz))).toFixed(1)} %`,
    'words (STOI)': words.length > 0 ? mean(words).toFixed(2) : '',
    'octaves beyond both, dB': mean(all.map(farthestOctaveDb)).toFixed(1),
  };
}

/** What of the energy lies under 20 Hz beyond the share that it has in the content. */
const madeUnder20Hz = ({ subsonicShare, contentSubsonicShare }: Fidelity) =>
  Math.max(0, subsonicShare - contentSubsonicShare);

/** How far the octave that is farthest from lying between content and style is off the nearer of them. */
function farthestOctaveDb({ octavesFromContentDb, octavesFromStyleDb }: Fidelity): number {
  const beyond = octavesFromContentDb.map((fromContent, octave) => {
    const fromStyle = octavesFromStyleDb[octave]!;
    return fromContent * fromStyle <= 0 ? 0 : Math.min(Math.abs(fromContent), Math.abs(fromStyle));
  });
  return Math.max(...beyond);
}
