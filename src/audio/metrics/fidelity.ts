import type { Sound } from '../sound.js';
import { attackRatio } from './attacks.js';
import type { Measures } from './compare.js';
import { crestDb } from './crest.js';
import { pauseLevels } from './pauses.js';
import { octaveDifferencesDb } from './spectralEnvelope.js';
import { speechIntelligibility } from './stoi.js';
import { subsonicShare } from './subsonic.js';

/** What a sound designer hears first of a result, beside its content. */
export interface Fidelity {
  /** Mean level in the content's pauses, dBFS; missing where it has none. */
  readonly pauseDb?: number;
  /** The same of the content itself. */
  readonly contentPauseDb?: number;
  /** Attack times of hits over those in the content, median; missing where it has no hits. */
  readonly attackRatio?: number;
  /** Crest factor less that of the content, dB. */
  readonly crestDb: number;
  /** Share of the energy that lies under 20 Hz, 0..1. */
  readonly subsonicShare: number;
  /** The same of the content itself. */
  readonly contentSubsonicShare: number;
  /** Short-time objective intelligibility against the content, for voices; missing where too little is loud enough. */
  readonly stoi?: number;
  /** Long-term spectrum less the content's, in dB, of eight octaves from 63 Hz to 8 kHz. */
  readonly octavesFromContentDb: readonly number[];
  /** The same against the style. */
  readonly octavesFromStyleDb: readonly number[];
}

/** A sound and what was measured of it. */
export interface MeasuredSound {
  readonly sound: Sound;
  readonly measures: Measures;
}

/** Judges a result by its content. @param style what was measured of the style */
export async function fidelityOf(
  content: MeasuredSound,
  result: MeasuredSound,
  style: Measures,
): Promise<Fidelity> {
  const pauses = pauseLevels(content.sound, result.sound);
  const attack = attackRatio(content.sound, result.sound);
  const intelligibility = await speechIntelligibility(content.sound, result.sound);
  const octavesFrom = (measures: Measures) =>
    octaveDifferencesDb(result.measures.envelopeDb, measures.envelopeDb);
  return {
    ...(pauses && { pauseDb: pauses.resultDb, contentPauseDb: pauses.contentDb }),
    ...(attack !== undefined && { attackRatio: attack }),
    crestDb: crestDb(result.sound) - crestDb(content.sound),
    subsonicShare: subsonicShare(result.sound),
    contentSubsonicShare: subsonicShare(content.sound),
    ...(intelligibility !== undefined && { stoi: intelligibility }),
    octavesFromContentDb: octavesFrom(content.measures),
    octavesFromStyleDb: octavesFrom(style),
  };
}
