import { eqMatch } from './eqMatch.js';
import { type Comparison, compare, heardIn, measure } from './metrics/compare.js';
import { type Fidelity, fidelityOf } from './metrics/fidelity.js';
import type { Sound } from './sound.js';
import { isSaved, type SavedStyle } from './styleFile/savedStyle.js';

/** A result and what it has to be read against. */
export interface SoundEvaluation {
  readonly result: Comparison;
  /** Values of results that take no art. */
  readonly anchors: {
    /** The content as it is: keeps all, gains nothing. */
    readonly content: Comparison;
    /** The style as it is: gains all, keeps nothing. */
    readonly style: Comparison;
    /** The content with the long-term spectrum of the style. */
    readonly eqMatch: Comparison;
  };
  /** Other results, by name. */
  readonly others: Readonly<Record<string, Comparison>>;
  /** How results stand beside the content. */
  readonly fidelity: {
    readonly result: Fidelity;
    readonly eqMatch: Fidelity;
    readonly others: Readonly<Record<string, Fidelity>>;
  };
}

interface Judged {
  readonly comparison: Comparison;
  readonly fidelity: Fidelity;
}

/** The three sounds of a transfer; of the style what was saved is enough. */
export interface EvaluatedSounds {
  readonly content: Sound;
  readonly result: Sound;
  readonly style: Sound | SavedStyle;
  /** Results of other ways for the same table, by name. */
  readonly others?: Readonly<Record<string, Sound>>;
}

/** Measures a result between its content and its style, beside anchors. Levels and sample rates do not matter. */
export async function evaluateSounds({
  content,
  result,
  style,
  others = {},
}: EvaluatedSounds): Promise<SoundEvaluation> {
  const heardWhere = await heardIn(content);
  const before = await measure(content, heardWhere);
  const expected = isSaved(style) ? style.metrics : await measure(style);
  const judge = async (sound: Sound): Promise<Judged> => {
    const measures = await measure(sound, heardWhere);
    return {
      comparison: compare(before, measures, expected),
      fidelity: await fidelityOf({ sound: content, measures: before }, { sound, measures }, expected),
    };
  };
  const [ofResult, ofFiltered] = [
    await judge(result),
    await judge(eqMatch(content, isSaved(style) ? style.spectrum : style)),
  ];
  const ofOthers: [string, Judged][] = [];
  for (const [name, other] of Object.entries(others)) ofOthers.push([name, await judge(other)]);
  return {
    others: Object.fromEntries(ofOthers.map(([name, { comparison }]) => [name, comparison])),
    fidelity: {
      result: ofResult.fidelity,
      eqMatch: ofFiltered.fidelity,
      others: Object.fromEntries(ofOthers.map(([name, { fidelity }]) => [name, fidelity])),
    },
    result: ofResult.comparison,
    anchors: {
      content: compare(before, before, expected),
      style: compare(before, expected, expected),
      eqMatch: ofFiltered.comparison,
    },
  };
}
