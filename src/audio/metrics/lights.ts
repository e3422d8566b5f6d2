/** Which measures of a result are as they should be. */
import type { Fidelity } from './fidelity.js';

/** As it should be; heard by those who listen for it; heard by everybody. */
export type Light = 'green' | 'amber' | 'red';

/** The light of a deviation from what is wanted. */
function lightOf(deviation: number, [green, amber]: readonly [number, number]): Light {
  if (deviation <= green) return 'green';
  return deviation <= amber ? 'amber' : 'red';
}

/** Pauses may be as loud as the content's and 3 dB, or as -70 dBFS, which no room is as quiet as. */
export function pauseLight(pauseDb: number, contentPauseDb: number): Light {
  return lightOf(pauseDb - Math.max(contentPauseDb + 3, -70), [0, 10]);
}

/** Attacks may take a fifth more or less time. */
export function attackLight(attackRatio: number): Light {
  return lightOf(Math.max(attackRatio, 1 / attackRatio), [1.2, 1.5]);
}

/** The crest factor may change by 2 dB. */
export function crestLight(crestDb: number): Light {
  return lightOf(Math.abs(crestDb), [2, 4]);
}

/** Under 20 Hz there may be a hundredth of the energy, or the share that the content has. */
export function subsonicLight(subsonicShare: number, contentSubsonicShare: number): Light {
  return lightOf(subsonicShare, [Math.max(0.01, contentSubsonicShare), Math.max(0.05, contentSubsonicShare)]);
}

/** Words: 0.75 is 97 % of them, 0.6 is 69 % (Taal et al. 2011, eq. 8). */
export function stoiLight(stoi: number): Light {
  return lightOf(-stoi, [-0.75, -0.6]);
}

/** An octave may lie anywhere between content and style, and 6 dB beyond. */
export function octaveLight(fromContentDb: number, fromStyleDb: number): Light {
  const isBetween = fromContentDb * fromStyleDb <= 0;
  return lightOf(isBetween ? 0 : Math.min(Math.abs(fromContentDb), Math.abs(fromStyleDb)), [6, 12]);
}

/** A measure as it is shown. */
export interface ShownMeasure {
  readonly title: string;
  readonly text: string;
  /** Missing where there is nothing to judge. */
  readonly light?: Light;
}

/** What is shown where a content has nothing that could be measured. */
const NOTHING = '-';

/** The measures of a result in the order that they are shown in. */
export function shownMeasures(fidelity: Fidelity): ShownMeasure[] {
  const { pauseDb, contentPauseDb = 0, attackRatio, crestDb, stoi } = fidelity;
  const { subsonicShare, contentSubsonicShare } = fidelity;
  const shown = (
    title: string,
    value: number | undefined,
    text: (x: number) => string,
    light: (x: number) => Light,
  ) => (value === undefined ? { title, text: NOTHING } : { title, text: text(value), light: light(value) });
  return [
    shown(
      'pauses, dBFS',
      pauseDb,
      (x) => x.toFixed(0),
      (x) => pauseLight(x, contentPauseDb),
    ),
    shown('attacks', attackRatio, (x) => `x ${x.toFixed(2)}`, attackLight),
    shown('crest, dB', crestDb, signed, crestLight),
    shown(
      'under 20 Hz',
      subsonicShare,
      (x) => `${(100 * x).toFixed(1)} %`,
      (x) => subsonicLight(x, contentSubsonicShare),
    ),
    shown('words (STOI)', stoi, (x) => x.toFixed(2), stoiLight),
  ];
}

/** Octaves of a result in the order that they are shown in. */
export function shownOctaves({ octavesFromContentDb, octavesFromStyleDb }: Fidelity): ShownMeasure[] {
  return octavesFromContentDb.map((fromContentDb, octave) => {
    const fromStyleDb = octavesFromStyleDb[octave]!;
    const title = `${OCTAVES_HZ[octave]!} Hz`;
    const text = `${signed(fromContentDb)} / ${signed(fromStyleDb)}`;
    return { title, text, light: octaveLight(fromContentDb, fromStyleDb) };
  });
}

/** ISO 266. */
const OCTAVES_HZ = [63, 125, 250, 500, 1000, 2000, 4000, 8000] as const;

const signed = (x: number) => `${x < 0 ? '' : '+'}${x.toFixed(1)}`;
