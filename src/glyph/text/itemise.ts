import { embeddingLevels } from './bidi.js';
import type { Font } from './font.js';
import { scriptOf } from './script.js';

/** A stretch of a line that is shaped at once: one font, one script, one direction. */
export interface Run {
  /** UTF-16 units of the line. */
  readonly start: number;
  readonly end: number;
  /** What to draw it with; undefined: no font has these characters. */
  readonly font: Font | undefined;
  /** ISO 15924; "Zyyy" if nothing in it has a script. */
  readonly script: string;
  /** Embedding level; odd: right to left. */
  readonly level: number;
}

const COMMON = 'Zyyy';
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first font that has every visible character of a grapheme, so that marks and emoji sequences stay whole. */
function fontFor(grapheme: string, fonts: readonly Font[]): Font | undefined {
  const needed = [...grapheme].filter((character) => !IGNORABLE.test(character));
  return fonts.find((font) => needed.every((character) => font.has(character.codePointAt(0) ?? 0)));
}

/** Characters without a script of their own take the one before them, those at the start the first one after. */
function resolveScripts(scripts: readonly (string | undefined)[]): string[] {
  let current = scripts.find((script) => script !== undefined) ?? COMMON;
  return scripts.map((script) => {
    current = script ?? current;
    return current;
  });
}

/**
 * Cuts a line into runs, in the order of the text.
 *
 * @param fonts in the order of preference
 */
export function itemise(line: string, fonts: readonly Font[]): Run[] {
  const levels = embeddingLevels(line);
  const parts = [...graphemes.segment(line)];
  const scripts = resolveScripts(parts.map(({ segment }) => scriptOf(segment)));
  const runs: Run[] = [];
  for (const [i, { segment, index }] of parts.entries()) {
    const font = fontFor(segment, fonts);
    const next = {
      font,
      script: scripts[i] ?? COMMON,
      level: levels[index] ?? 0,
      end: index + segment.length,
    };
    const last = runs.at(-1);
    // Characters that no font has are boxes of their own.
    const isSame =
      last && font && last.font === font && last.script === next.script && last.level === next.level;
    if (isSame) runs.splice(-1, 1, { ...last, end: next.end });
    else runs.push({ ...next, start: index });
  }
  return runs;
}
