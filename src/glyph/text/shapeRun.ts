import { Direction, Feature, Buffer as HarfBuzzBuffer, shape } from 'harfbuzzjs';
import type { Font } from './font.js';
import type { Run } from './itemise.js';

/** A glyph that HarfBuzz chose, in the order from left to right. Distances in font units. */
export interface ShapedGlyph {
  readonly glyph: number;
  /** The UTF-16 unit of the line that it comes from; glyphs of one cluster share it. */
  readonly cluster: number;
  readonly advance: number;
  readonly xOffset: number;
  readonly yOffset: number;
}

/** With space between letters there are no ligatures (as in CSS Text 3, section 8.2). */
const NO_LIGATURES = ['liga', 'clig', 'dlig', 'hlig', 'calt'];

/**
 * Shapes one run, with the rest of the line as its context, so that joined letters at the ends of runs join.
 *
 * @param isSpaced whether space is put between letters
 */
export function shapeRun(line: string, run: Run, font: Font, isSpaced: boolean): ShapedGlyph[] {
  const buffer = new HarfBuzzBuffer();
  buffer.addText(line, run.start, run.end - run.start);
  buffer.setDirection(run.level % 2 === 1 ? Direction.RTL : Direction.LTR);
  buffer.setScript(run.script);
  const features = isSpaced ? NO_LIGATURES.map((tag) => new Feature(tag, 0)) : [];
  shape(font.harfBuzz, buffer, features);
  return buffer.getGlyphInfosAndPositions().map((info) => ({
    glyph: info.codepoint,
    cluster: info.cluster,
    advance: info.xAdvance ?? 0,
    xOffset: info.xOffset ?? 0,
    yOffset: info.yOffset ?? 0,
  }));
}
