import { expect, it } from 'vitest';
import { withoutStrands } from '../../../../src/glyph/style/find/smoothEdge.js';
import type { Grid } from '../../../../src/shared/fields/grid.js';
import { shapeOverlap } from '../../../support/shapeOverlap.js';

const SIZE = { width: 160, height: 60 };

/** A bar whose edges are moved outwards, column by column and row by row. */
function bar(risePx: (along: number) => number): Grid {
  const data = Float32Array.from({ length: SIZE.width * SIZE.height }, (_, i) => {
    const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
    const beyond = (from: number, to: number, along: number) => Math.max(from - along, along - to + 1);
    const [across, down] = [beyond(10, 150, x), beyond(16, 46, y)];
    return across <= (down > 0 ? 0 : risePx(y)) && down <= (across > 0 ? 0 : risePx(x)) ? 1 : 0;
  });
  return { ...SIZE, data };
}

const smooth = bar(() => 0);

it('leaves a smooth shape as it is', () => {
  expect(withoutStrands(smooth)).toBe(smooth);
});

it('ends a fringe where its hairs begin', () => {
  const furry = bar((along) => (along % 3 === 0 ? 5 : 0));
  expect(shapeOverlap(furry, smooth)).toBeLessThan(0.95);
  expect(shapeOverlap(withoutStrands(furry), smooth)).toBeGreaterThan(0.97);
});

it('takes off tips that stand alone, and keeps corners', () => {
  const leafy = bar((along) => (along % 20 < 5 ? 8 - 3 * Math.abs((along % 20) - 2) : 0));
  const found = withoutStrands(leafy);
  expect(shapeOverlap(found, smooth)).toBeGreaterThan(0.97);
  for (const [x, y] of [
    [10, 45],
    [149, 45],
  ] as const) {
    let left = 0;
    for (let dy = 0; dy < 3; dy++) {
      for (let dx = 0; dx < 3; dx++) {
        left += found.data[(y - dy) * SIZE.width + (x === 10 ? x + dx : x - dx)]! >= 0.5 ? 1 : 0;
      }
    }
    expect(left).toBeGreaterThan(4);
  }
});
