import { describe, expect, it } from 'vitest';
import { visualOrder } from '../../../src/glyph/text/bidi.js';
import { textLines } from '../../../src/glyph/text/checkText.js';
import { itemise } from '../../../src/glyph/text/itemise.js';
import { type LayoutOptions, layText, missingWarning } from '../../../src/glyph/text/layout.js';
import { boundsOf, flatten } from '../../../src/glyph/text/outline.js';
import { openFont } from './fonts.js';

const fonts = await Promise.all(
  (['latin', 'arabic', 'devanagari', 'thai', 'japanese', 'emoji'] as const).map(openFont),
);
const [latin, arabic] = fonts;
const PLAIN: LayoutOptions = { align: 'left', letterSpacingEm: 0, lineSpacing: 1 };
const lay = (text: string, options: Partial<LayoutOptions> = {}, using = fonts) =>
  layText(textLines(text), using, { ...PLAIN, ...options });
const clusters = (text: string) => lay(text).glyphs.map(({ cluster }) => cluster);

describe('visualOrder', () => {
  it('turns stretches of odd levels around, and what is inside them back', () => {
    const runs = [0, 1, 2, 1, 0].map((level, i) => ({ level, i }));
    expect(visualOrder(runs).map(({ i }) => i)).toEqual([0, 3, 2, 1, 4]);
  });
});

describe('layText', () => {
  it('kerns: AV is narrower than A and V', () => {
    const width = (text: string) => lay(text).lineWidthsEm[0] ?? 0;
    expect(width('AV')).toBeLessThan(width('A') + width('V') - 0.03);
    expect(width('HH')).toBeCloseTo(2 * width('H'), 9);
  });

  it('joins Arabic letters and sets them from right to left', () => {
    const { glyphs } = lay('سلام');
    const isolated = [...'سلام'].flatMap((letter) => lay(letter).glyphs);
    expect(glyphs.map(({ cluster }) => cluster)).toEqual([3, 2, 1, 0]);
    // Meem stands alone after alef; lam and seen have other shapes than by themselves.
    const alone = new Set(isolated.map(({ outline }) => outline));
    expect(glyphs.map(({ outline }) => alone.has(outline))).toEqual([true, false, false, false]);
  });

  it('keeps numbers and Latin from left to right within Arabic', () => {
    // Read from the right: salaam, then 123, whose digits run to the right.
    expect(clusters('سلام 123')).toEqual([5, 6, 7, 4, 3, 2, 1, 0]);
  });

  it('reorders a Devanagari vowel before its consonants, in one cluster', () => {
    const { glyphs } = lay('क्षि');
    expect(glyphs.length).toBeLessThan(4);
    expect(new Set(glyphs.map(({ cluster }) => cluster))).toEqual(new Set([0]));
  });

  it('puts Thai marks above their letter without moving the pen', () => {
    expect(lay('ที่').lineWidthsEm[0]).toBeCloseTo(lay('ท').lineWidthsEm[0] ?? 0, 9);
    const marks = lay('ที่').glyphs.slice(1);
    const tops = marks.map(
      ({ outline, unitsPerEm, y }) =>
        boundsOf(flatten(outline, { scale: 1 / unitsPerEm, dx: 0, dy: y }))?.[1] ?? 0,
    );
    expect(tops[1]).toBeLessThan(tops[0] ?? 0);
  });

  it('draws an emoji of several characters as one glyph', () => {
    expect(lay('👩‍🚀').glyphs.filter(({ outline }) => outline.length > 0)).toHaveLength(1);
    expect(lay('👍🏽').missing).toEqual([]);
  });

  it('takes each character from the first font that has it', () => {
    const runs = itemise('A日ส', fonts);
    expect(runs.map(({ font }) => font)).toEqual([latin, fonts[4], fonts[3]]);
    expect(runs.map(({ script }) => script)).toEqual(['Latn', 'Hani', 'Thai']);
  });

  it('draws a box for what no font has, and says so', () => {
    const { glyphs, missing } = lay('aاb', {}, [latin!]);
    expect(missing).toEqual(['ا']);
    expect(glyphs).toHaveLength(3);
    expect(glyphs.every(({ outline }) => outline.length >= 1)).toBe(true);
    expect(missingWarning(missing)).toBe(
      'no font has "ا" (U+0627): drawn as a box; add a font that has it with --fallback',
    );
    expect(missingWarning([])).toBeUndefined();
  });

  it('spaces letters but neither joined ones nor the last', () => {
    const width = (text: string, letterSpacingEm: number) =>
      lay(text, { letterSpacingEm }).lineWidthsEm[0] ?? 0;
    expect(width('HHH', 0.1) - width('HHH', 0)).toBeCloseTo(0.2, 9);
    expect(lay('سلام', { letterSpacingEm: 0.1 }).glyphs.map(({ x }) => x)).toEqual(
      lay('سلام').glyphs.map(({ x }) => x),
    );
  });

  it.each([
    ['left', 0],
    ['center', 0.5],
    ['right', 1],
  ] as const)('aligns lines: %s', (align, share) => {
    const { glyphs, lineWidthsEm } = lay('HH\nH', { align });
    const short = glyphs.find(({ line }) => line === 1);
    const own = lay('H').glyphs[0]?.x ?? 0;
    expect(short?.x).toBeCloseTo(own + share * ((lineWidthsEm[0] ?? 0) - (lineWidthsEm[1] ?? 0)), 9);
  });

  it('sets baselines apart by the height the font asks for', () => {
    const { glyphs } = lay('H\nH', { lineSpacing: 2 });
    expect(glyphs[1]?.y).toBeCloseTo(2 * 1.219, 9);
  });

  it('keeps an empty line between two', () => {
    expect(lay('H\n\nH').glyphs[1]?.line).toBe(2);
  });

  it('shapes alike whatever other fonts are there', () => {
    expect(lay('سلام', {}, [arabic!]).glyphs).toEqual(lay('سلام').glyphs);
  });
});

describe('flatten', () => {
  it('stays within the tolerance of a quarter circle', () => {
    const k = 0.5522847498;
    const circle = { start: [1, 0] as const, segments: [[1, k, k, 1, 0, 1]] };
    const [polygon] = flatten([circle], { scale: 100, dx: 0, dy: 0 }, 0.05);
    for (let i = 0; i + 3 < (polygon?.length ?? 0); i += 2) {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = polygon!.slice(i, i + 4);
      // A cubic quarter circle itself errs by 0.027 at this size.
      expect(Math.hypot((x0 + x1) / 2, (y0 + y1) / 2)).toBeGreaterThan(100 - 0.08);
    }
  });
});
