import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type LookOptions, openLook } from '../../../src/glyph/alphabet/look.js';
import { coverageOf } from '../../../src/glyph/fields/coverage.js';
import { eulerNumber } from '../../../src/glyph/fields/eulerNumber.js';
import { makeFonts } from '../../../src/glyph/fontOut/makeFonts.js';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';
import { flatten } from '../../../src/glyph/text/outline.js';
import { FIXTURE_FIRE } from '../../support/fixturePaths.js';
import { outlineFaults } from '../../support/outlineFaults.js';

const bytes = readFileSync(DEFAULT_FONT_PATH);
const base = { font: Font.fromBytes('base', bytes), bytes, choice: {} };

async function outlinesOf(look: LookOptions, characters = 'AeR8', emPx = 48): Promise<Uint8Array> {
  const opened = await openLook(look);
  try {
    const options = { base, characters: [...characters], family: 'Test', emPx, seed: 0, look: opened };
    return (await makeFonts(options)).outlines;
  } finally {
    await opened.close();
  }
}

/** What a letter of a font covers, at 100 px an em. */
function inkOf(font: Font, character: string): Float32Array {
  const glyph = font.harfBuzz.nominalGlyph(character.codePointAt(0)!)!;
  const placement = { scale: 0.1, dx: 30, dy: 110 };
  return coverageOf(flatten(font.outline(glyph), placement), { width: 150, height: 160 }).data;
}

const difference = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.reduce((sum, value) => sum + value, 0);

describe('outlines', () => {
  it('of letters with nothing but shadows and glows are those of the base', async () => {
    const layer = ['shadow distance=8 size=2 color=#000', 'glow size=2r'];
    const font = Font.fromBytes('x', await outlinesOf({ color: '#f00', layer }));
    for (const character of 'AeR8')
      expect(difference(inkOf(font, character), inkOf(base.font, character))).toBeLessThan(0.005);
  });

  it('of letters with a rim are the letters moved outwards: no shadow, no faults', async () => {
    const layer = ['shadow distance=8 color=#000', 'stroke width=0.25r'];
    const made = await outlinesOf({ color: '#f00', layer });
    const font = Font.fromBytes('x', made);
    for (const character of 'AeR8') {
      const [ink, plain] = [inkOf(font, character), inkOf(base.font, character)];
      expect(plain.every((value, i) => ink[i]! > value - 0.1)).toBe(true);
      const growth = ink.reduce((a, b) => a + b, 0) / plain.reduce((a, b) => a + b, 0);
      expect(growth).toBeGreaterThan(1.02);
      expect(growth).toBeLessThan(1.4);
    }
    expect(outlineFaults(made)).toEqual([]);
  });

  it('of flames are traced, with open counters and hardly a fault', async () => {
    const made = await outlinesOf({ style: FIXTURE_FIRE, threads: 1 }, 'Ae', 48);
    const font = Font.fromBytes('x', made);
    const holes = (of: Font, character: string) =>
      eulerNumber(Uint8Array.from(inkOf(of, character), Math.round), { width: 150, height: 160 });
    for (const character of 'Ae') expect(holes(font, character)).toBe(holes(base.font, character));
    expect(difference(inkOf(font, 'A'), inkOf(base.font, 'A'))).toBeGreaterThan(0.05);
    expect(outlineFaults(made).length).toBeLessThan(6);
  });
});
