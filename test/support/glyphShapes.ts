import { coverageOf } from '../../src/glyph/fields/coverage.js';
import { strokeRadius } from '../../src/glyph/fields/strokeRadius.js';
import { textLines } from '../../src/glyph/text/checkText.js';
import type { Font } from '../../src/glyph/text/font.js';
import { layText } from '../../src/glyph/text/layout.js';
import { boundsOf, flatten } from '../../src/glyph/text/outline.js';
import type { Grid } from '../../src/shared/fields/grid.js';
import { signedDistance } from '../../src/shared/fields/signedDistance.js';

/**
 * A text as a shape.
 *
 * @param capHeightPx height of capitals
 * @param marginPx room on every side
 */
export function textShape(text: string, font: Font, capHeightPx: number, marginPx: number): Grid {
  const emPx = (capHeightPx * font.metrics.unitsPerEm) / font.metrics.capHeight;
  const { glyphs } = layText(textLines(text), [font], { align: 'left', letterSpacingEm: 0, lineSpacing: 1 });
  const place = (left: number, top: number) =>
    glyphs.flatMap(({ outline, unitsPerEm, x, y }) =>
      flatten(outline, { scale: emPx / unitsPerEm, dx: x * emPx - left, dy: y * emPx - top }),
    );
  const [left, top, right, bottom] = boundsOf(place(0, 0)) ?? [0, 0, 0, 0];
  // Whole pixels, so that stems of a text lie on the grid as they would alone.
  const [x, y] = [Math.floor(left) - marginPx, Math.floor(top) - marginPx];
  return coverageOf(place(x, y), {
    width: Math.ceil(right) + marginPx - x,
    height: Math.ceil(bottom) + marginPx - y,
  });
}

/** Half the width of the strokes of a shape, in pixels. */
export function radiusOf(shape: Grid): number {
  return strokeRadius(signedDistance(shape));
}
