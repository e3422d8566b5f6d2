import { settingsOf } from './parseTerm.js';
import { TERMS, type TermName } from './registry.js';
import type { Medium, Side } from './term.js';
import { mediaOf } from './termsOption.js';

/** A setting of a term, for people. */
export interface SettingFacts {
  readonly name: string;
  readonly help: string;
  readonly expected: string;
  /** As it is written; an empty text where the network has its own. */
  readonly fallback: string;
}

/** A term, for people. */
export interface TermFacts {
  readonly name: TermName;
  readonly side: Side;
  readonly media: readonly Medium[];
  readonly help: string;
  readonly source: string;
  readonly settings: readonly SettingFacts[];
}

/** Layers are named, all other values are as they are. */
function written(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.keys(value).join('+') : String(value);
}

function settingFacts(kind: TermName): SettingFacts[] {
  return Object.entries(settingsOf(kind)).map(([name, { help, expected, fallback }]) => ({
    name,
    help,
    expected,
    fallback: written(fallback),
  }));
}

/** Every term there is, with the settings that it may be written with. */
export function describeTerms(): TermFacts[] {
  return (Object.keys(TERMS) as TermName[]).map((name) => {
    const { side, help, source } = TERMS[name];
    return { name, side, media: mediaOf(name), help, source, settings: settingFacts(name) };
  });
}
