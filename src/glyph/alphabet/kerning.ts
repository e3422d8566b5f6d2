import { Direction, Feature, Buffer as HarfBuzzBuffer, shape } from 'harfbuzzjs';
import type { Font } from '../text/font.js';
import { scriptOf } from '../text/script.js';

/** One picture for each character: what would change the picture beside another letter is off, what moves it is on. */
const FIXED_SHAPES = ['liga', 'clig', 'rlig', 'calt', 'dlig', 'hlig'].map((tag) => new Feature(tag, 0));
/** Of characters without a script. */
const ANY_SCRIPT = 'Latn';

/** How far texts move the pen, with one glyph for each character. */
export class PenAdvance {
  readonly #buffer = new HarfBuzzBuffer();
  readonly #font: Font;

  constructor(font: Font) {
    this.#font = font;
  }

  /** In em. */
  of(text: string): number {
    this.#buffer.clearContents();
    this.#buffer.addText(text);
    this.#buffer.setDirection(Direction.LTR);
    this.#buffer.setScript(scriptOf(text) ?? ANY_SCRIPT);
    shape(this.#font.harfBuzz, this.#buffer, FIXED_SHAPES);
    const units = this.#buffer.getGlyphPositions().reduce((sum, { xAdvance }) => sum + (xAdvance ?? 0), 0);
    return units / this.#font.metrics.unitsPerEm;
  }
}

/** How much nearer (negative) or farther two characters stand than their widths say, in em. */
export interface KerningPair {
  readonly first: string;
  readonly second: string;
  readonly em: number;
}

/** Pairs that are moved by less than this share of an em are not. */
const NO_KERNING_EM = 1e-6;

/** Ideographs and Hangul syllables fill squares; there are thousands, and millions of pairs of them. */
const IN_SQUARES = /[\p{Script=Hani}\p{Script=Hang}]/u;

/**
 * Kerning of every pair of letters that are not set in squares, from how HarfBuzz sets the pair and each character alone: whatever table of the font it comes from.
 *
 * @param characters of this font
 */
export function kerningPairs(font: Font, characters: readonly string[]): KerningPair[] {
  const pen = new PenAdvance(font);
  const kerned = characters.filter((character) => !IN_SQUARES.test(character));
  const alone = new Map(kerned.map((character) => [character, pen.of(character)]));
  return kerned.flatMap((first) =>
    kerned.flatMap((second) => {
      const em = pen.of(first + second) - (alone.get(first) ?? 0) - (alone.get(second) ?? 0);
      return Math.abs(em) < NO_KERNING_EM ? [] : [{ first, second, em }];
    }),
  );
}
