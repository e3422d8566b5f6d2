import { describe, expect, it } from 'vitest';
import { layText } from '../../../src/glyph/text/layout.js';
import { wrapLines } from '../../../src/glyph/text/wrap.js';
import { openFont } from './fonts.js';

const fonts = [await openFont('latin')];
const settings = { align: 'left', letterSpacingEm: 0, lineSpacing: 1 } as const;
const TEXT = 'The quick brown fox jumps over the lazy dog';
const wrap = (text: string, most: number | 'auto') => wrapLines(text.split('\n'), most, fonts, settings);

describe('wrapLines', () => {
  it('cuts at blanks, and no line is longer than asked for unless it is one word', () => {
    for (const mostEm of [1, 4, 8, 100]) {
      const lines = wrap(TEXT, mostEm);
      expect(lines.join(' ')).toBe(TEXT);
      const widths = layText(lines, fonts, settings).lineWidthsEm;
      for (const [i, line] of lines.entries())
        if (line.includes(' ')) expect(widths[i]!).toBeLessThanOrEqual(mostEm);
    }
    expect(wrap(TEXT, 1)).toEqual(TEXT.split(' '));
    expect(wrap(TEXT, 100)).toEqual([TEXT]);
  });

  it('makes the longer side short, and keeps line feeds', () => {
    const lines = wrap(`${TEXT}\nAmen`, 'auto');
    expect(lines.at(-1)).toBe('Amen');
    expect(lines.length).toBeGreaterThan(4);
    expect(lines.length).toBeLessThan(8);
    expect(wrap('Hello', 'auto')).toEqual(['Hello']);
  });

  it('cuts between words of scripts without blanks', () => {
    const lines = wrap('日本語のかな', 2.5);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toBe('日本語のかな');
  });
});
