import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { subsetFont } from '../../../src/glyph/fontOut/subsetFont.js';
import { openFirstFont } from '../../../src/glyph/target/openFonts.js';
import { Font } from '../../../src/glyph/text/font.js';
import { layText } from '../../../src/glyph/text/layout.js';
import { boundsOf, flatten, type Outline } from '../../../src/glyph/text/outline.js';
import { parseAxes } from '../../../src/glyph/text/parseAxes.js';
import { withPictures } from '../../../src/glyph/text/withPictures.js';
import { failure } from '../../support/failure.js';
import { openFont } from './fonts.js';

const pathOf = (name: string) => fileURLToPath(new URL(`../../../fixtures/fonts/${name}`, import.meta.url));
const GRIN = '\u{1f600}';
const SEQUENCE = '\u{1f600}\u200d\u{1f525}';
const layout = { align: 'left', letterSpacingEm: 0, lineSpacing: 1 } as const;

/** [left, bottom, right, top] in font units. */
function boxOf(outline: Outline) {
  const [left, top, right, bottom] = boundsOf(flatten(outline, { scale: 1, dx: 0, dy: 0 }))!;
  return [left, 0 - bottom, right, 0 - top];
}

const outlineOf = (font: Font, character = 'I') =>
  font.outline(font.harfBuzz.nominalGlyph(character.codePointAt(0)!)!);

describe('variable fonts', () => {
  it.each([
    [undefined, [250, 350]],
    ['wght=500', [150, 450]],
    ['wght=900', [50, 550]],
  ])('at %s', async (axes, [from, to]) => {
    const { font, bytes, choice } = await openFirstFont({
      font: pathOf('variable.ttf'),
      ...(axes && { axes }),
    });
    expect(boxOf(outlineOf(font))).toEqual([from, 0, to, 700]);
    // What is cut out of it is the same, and varies no more.
    const cut = await subsetFont('x', bytes, [0x49], choice);
    expect(boxOf(outlineOf(Font.fromBytes('x', cut)))).toEqual([from, 0, to, 700]);
  });

  it.each([
    ['wdth=5', 'variable.ttf', 'wght (100 to 900); found wdth=5'],
    ['wght=1000', 'variable.ttf', 'wght (100 to 900); found wght=1000'],
    ['wght=400', 'thai.ttf', 'expected a variable font, found none'],
  ])('refuses %s of %s', async (axes, name, message) => {
    await expect(openFirstFont({ font: pathOf(name), axes })).rejects.toEqual(
      failure('NST_BAD_OPTION', message),
    );
  });

  it.each(['bold', 'wght', 'wght=', 'wght=1,wght=2', 'wg=1'])('does not read %s as axes', (text) => {
    expect(() => parseAxes(text)).toThrow(/axes of four letters/);
  });
});

describe('collections', () => {
  const path = pathOf('collection.ttc');
  const said: string[] = [];
  const reporter = {
    warn: (text: string) => said.push(text),
    stage: (text: string) => said.push(text),
    step: () => {},
  };

  it('are opened at the face that is asked for, and it is said which one that is', async () => {
    const first = await openFirstFont({ font: path, reporter });
    const second = await openFirstFont({ font: path, face: 2, reporter });
    expect([first, second].map(({ font }) => boxOf(outlineOf(font)))).toEqual([
      [250, 0, 350, 700],
      [100, 0, 500, 700],
    ]);
    expect(said).toEqual([
      `${path}: font 1 of the 2 in it is used, "First Bars"; choose another with --face`,
      `${path}: font 2 of the 2 in it is used, "Second Bars"`,
    ]);
    const cut = await subsetFont('x', second.bytes, [0x49], second.choice);
    expect(boxOf(outlineOf(Font.fromBytes('x', cut)))).toEqual([100, 0, 500, 700]);
  });

  it('have no more faces than they have', () => {
    const open = (name: string, face: number) => () =>
      Font.fromBytes(name, readFileSync(pathOf(name)), { face });
    expect(open('collection.ttc', 3)).toThrow(
      /expected one of the 2 fonts in collection.ttc, from 1 on, found 3/,
    );
    expect(open('thai.ttf', 2)).toThrow(/thai.ttf is a single font and no collection/);
  });
});

describe('colour glyphs', () => {
  it('are the silhouette of all layers', async () => {
    const font = await Font.open(pathOf('colour-layers.ttf'));
    const outline = outlineOf(font, GRIN);
    expect(outline).toHaveLength(2);
    expect(boxOf(outline)).toBeAllclose([50, 100, 600, 680], 0, 6);
    // Two glyphs are cut out with; neither stands for a character.
    expect(font.colourParts.size).toBe(2);
  });

  it('are shaped as sequences', async () => {
    const font = await Font.open(pathOf('colour-layers.ttf'));
    const { glyphs, missing } = layText([SEQUENCE], [await openFont('latin'), font], layout);
    expect(glyphs.map(({ outline }) => outline.length)).toEqual([1]);
    expect(missing).toEqual([]);
  });

  it('are moved and stretched as their paint says', async () => {
    const font = await Font.open(pathOf('colour-paint.ttf'));
    expect(boxOf(outlineOf(font, GRIN))).toBeAllclose([100, 0, 500, 200], 0, 3);
  });

  it('of pictures are traced', async () => {
    const font = await Font.open(pathOf('colour-pictures.ttf'));
    const outline = await withPictures([font], () => outlineOf(font, GRIN));
    // 64 pixels are as wide as the advance of 600 units; half of them are covered across, three quarters down.
    expect(boxOf(outline)).toBeAllclose([150, 75, 450, 525], 0, 4);
  });
});
