import type { Grid } from '../../shared/fields/grid.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { sharesAt } from '../../shared/transfer/balance.js';

/** The mean colour of what is seen within a shape, premultiplied; transparent if there is nothing. */
function meanWithin({ rgba }: Premultiplied, { data }: Grid): number[] {
  const sums = [0, 0, 0, 0];
  let weight = 0;
  for (const [i, covered] of data.entries()) {
    for (let c = 0; c < RGBA; c++) sums[c] = sums[c]! + covered * rgba[i * RGBA + c]!;
    weight += covered;
  }
  const alpha = sums[3]! || 1;
  return weight > 0 ? sums.map((sum) => sum / alpha) : sums;
}

/** The effect and the plain shape are alike in kind: at strength 1/2 there is as much of one as of the other. */
const EVEN_RATIO = 1;

/**
 * Between the plain shape in the effect's mean colour (strength 0) and the effect (1). The effect's share is that of a style at
 * this strength, as in pictures and sound.
 */
export function weaken(effect: Premultiplied, shape: Grid, strength: number): Premultiplied {
  if (strength >= 1) return effect;
  const { style: share, content: plainShare } = sharesAt(strength, EVEN_RATIO);
  const plain = meanWithin(effect, shape);
  const { width, height } = effect;
  const rgba = effect.rgba.map((value, i) => {
    const covered = shape.data[Math.floor(i / RGBA)]!;
    return share * value + plainShare * covered * plain[i % RGBA]!;
  });
  return { width, height, rgba };
}
