import type { Alignment } from './alignment.js';
import { visualOrder } from './bidi.js';
import { codePointText } from './checkText.js';
import type { Font } from './font.js';
import { itemise, type Run } from './itemise.js';
import { MISSING_ADVANCE_EM, MISSING_OUTLINE } from './missingGlyph.js';
import type { Outline } from './outline.js';
import { isJoined } from './script.js';
import { shapeRun } from './shapeRun.js';

/** How a text is set. */
export interface LayoutOptions {
  readonly align: Alignment;
  /** Added between letters, in em; may be negative. Joined scripts such as Arabic stay joined. */
  readonly letterSpacingEm: number;
  /** Distance of baselines, as a factor on the one the first font asks for. */
  readonly lineSpacing: number;
}

/** A glyph in its place; distances in em of the text, x to the right and y downwards. */
export interface PlacedGlyph {
  readonly outline: Outline;
  /** Units of the outline in one em. */
  readonly unitsPerEm: number;
  readonly x: number;
  readonly y: number;
  readonly line: number;
  /** The character of the line that it comes from, in UTF-16 units. */
  readonly cluster: number;
}

/** A text with every glyph in its place. */
export interface TextLayout {
  readonly glyphs: readonly PlacedGlyph[];
  /** Height of the first font's capitals. */
  readonly capHeightEm: number;
  /** How far each line moves the pen, in em. */
  readonly lineWidthsEm: readonly number[];
  /** Characters that no font has: drawn as boxes. */
  readonly missing: readonly string[];
}

type LineGlyph = Omit<PlacedGlyph, 'line' | 'y'> & { readonly yOffset: number };

interface Line {
  readonly glyphs: LineGlyph[];
  widthEm: number;
}

function placeMissing(line: Line, run: Run, letterSpacingEm: number): void {
  const position = { x: line.widthEm, yOffset: 0, cluster: run.start };
  line.glyphs.push({ outline: MISSING_OUTLINE, unitsPerEm: 1, ...position });
  line.widthEm += MISSING_ADVANCE_EM + letterSpacingEm;
}

function placeRun(line: Line, text: string, run: Run, font: Font, letterSpacingEm: number): void {
  const spacing = isJoined(run.script) ? 0 : letterSpacingEm;
  const { unitsPerEm } = font.metrics;
  const shaped = shapeRun(text, run, font, spacing !== 0);
  for (const [i, { glyph, cluster, advance, xOffset, yOffset }] of shaped.entries()) {
    const x = line.widthEm + xOffset / unitsPerEm;
    line.glyphs.push({ outline: font.outline(glyph), unitsPerEm, x, yOffset: yOffset / unitsPerEm, cluster });
    line.widthEm += advance / unitsPerEm;
    // Marks stay with their letter.
    if (shaped[i + 1]?.cluster !== cluster) line.widthEm += spacing;
  }
}

function layLine(
  text: string,
  fonts: readonly Font[],
  letterSpacingEm: number,
): Line & { missing: string[] } {
  const line: Line = { glyphs: [], widthEm: 0 };
  const missing: string[] = [];
  for (const run of visualOrder(itemise(text, fonts))) {
    if (run.font) {
      placeRun(line, text, run, run.font, letterSpacingEm);
    } else {
      placeMissing(line, run, letterSpacingEm);
      missing.push(text.slice(run.start, run.end));
    }
  }
  // There is no letter after the last one.
  if (line.glyphs.length > 0) line.widthEm -= letterSpacingEm;
  return { ...line, missing };
}

/** Distance of the baselines that a font asks for, in em. */
export function lineHeightEm(font: Font): number {
  const { ascender, descender, lineGap, unitsPerEm } = font.metrics;
  return (ascender - descender + lineGap) / unitsPerEm;
}

const SHARE_LEFT: Readonly<Record<Alignment, number>> = { left: 0, center: 0.5, right: 1 };

/**
 * Sets lines of text: each is cut into runs of one font, script and direction, shaped by HarfBuzz, and put into visual
 * order by the bidirectional algorithm.
 *
 * @param lines as `textLines` gives them
 * @param fonts at least one; each character is drawn with the first that has it
 */
export function layText(
  lines: readonly string[],
  fonts: readonly Font[],
  options: LayoutOptions,
): TextLayout {
  const [first] = fonts;
  if (!first) throw new RangeError('layText: expected at least one font');
  const laid = lines.map((line) => layLine(line, fonts, options.letterSpacingEm));
  const widest = Math.max(...laid.map(({ widthEm }) => widthEm));
  const stepEm = lineHeightEm(first) * options.lineSpacing;
  const glyphs = laid.flatMap(({ glyphs: lineGlyphs, widthEm }, line) => {
    const shift = (widest - widthEm) * SHARE_LEFT[options.align];
    return lineGlyphs.map(({ yOffset, x, ...glyph }) => ({
      ...glyph,
      x: x + shift,
      y: line * stepEm - yOffset,
      line,
    }));
  });
  const missing = [...new Set(laid.flatMap((line) => line.missing))];
  const capHeightEm = first.metrics.capHeight / first.metrics.unitsPerEm;
  return { glyphs, capHeightEm, lineWidthsEm: laid.map(({ widthEm }) => widthEm), missing };
}

/** What to tell the user about characters that no font has; undefined if there are none. */
export function missingWarning(missing: readonly string[]): string | undefined {
  if (missing.length === 0) return undefined;
  const names = missing.map((text) => {
    const codes = [...text].map((character) => codePointText(character.codePointAt(0) ?? 0));
    return `"${text}" (${codes.join(' ')})`;
  });
  return `no font has ${names.join(', ')}: drawn as a box; add a font that has it with --fallback`;
}
