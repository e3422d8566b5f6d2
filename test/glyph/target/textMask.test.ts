import { describe, expect, it } from 'vitest';
import { radiusOf } from '../../../src/glyph/fields/strokeRadius.js';
import { LEAST_MARGIN_PX, textMask } from '../../../src/glyph/target/textMask.js';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';
import { layText } from '../../../src/glyph/text/layout.js';

const font = await Font.open(DEFAULT_FONT_PATH);
const lay = (text: string) => layText([text], [font], { align: 'left', letterSpacingEm: 0, lineSpacing: 1 });
const NONE = { top: 0, right: 0, bottom: 0, left: 0 };

/** The box of the ink: first and last column and row that have any. */
function inkOf({ width, height, data }: { width: number; height: number; data: Float32Array }) {
  const inked = [...data.keys()].filter((i) => data[i]! > 0);
  const [xs, ys] = [inked.map((i) => i % width), inked.map((i) => Math.floor(i / width))];
  return {
    left: Math.min(...xs),
    right: width - 1 - Math.max(...xs),
    top: Math.min(...ys),
    bottom: height - 1 - Math.max(...ys),
  };
}

describe('textMask', () => {
  it('is as long as it is asked to be, whichever side that is', () => {
    expect(textMask(lay('Hello'), 300, NONE)?.mask.width).toBe(300);
    expect(textMask(lay('I'), 300, NONE)?.mask.height).toBe(300);
  });

  it('leaves as many radii around the ink as the effect needs', () => {
    const reach = { top: 3, right: 0.5, bottom: 1, left: 2 };
    const target = textMask(lay('Hello'), 400, reach)!;
    const ink = inkOf(target.mask);
    for (const side of ['top', 'right', 'bottom', 'left'] as const) {
      expect(Math.abs(ink[side] - LEAST_MARGIN_PX - reach[side] * target.radiusPx)).toBeLessThan(2);
    }
  });

  it('knows the width of its strokes, and where the baseline starts', () => {
    const { mask, radiusPx, originPx, pxPerEm } = textMask(lay('H'), 200, NONE)!;
    expect(radiusPx / radiusOf(mask)).toBeCloseTo(1, 1);
    // An H stands on the baseline, as high as capitals are.
    expect(originPx.y).toBeCloseTo(200 - LEAST_MARGIN_PX, 0);
    const capHeight = (font.metrics.capHeight / font.metrics.unitsPerEm) * pxPerEm;
    expect(capHeight).toBeCloseTo(200 - 2 * LEAST_MARGIN_PX, 0);
  });

  it('is nothing where there is no ink', () => {
    expect(textMask(lay(' '), 200, NONE)).toBeUndefined();
  });
});
