import type { Grid } from '../../shared/fields/grid.js';
import type { Reporter } from '../../shared/reporter.js';
import { radiusOf } from '../fields/strokeRadius.js';
import type { ShapedExample } from '../synthesis.js';
import { bend } from './bend.js';
import { edgeProfile } from './edgeProfile.js';
import { isLegible, legibilityOf } from './legible.js';

/** Each try after one that cannot be read is so much weaker than it. */
const BACK_OFF = 0.65;
/** After so many tries the shape stays as it is. */
const TRIES = 4;

const asText = (amount: number) => amount.toFixed(2).replace(/0+$/, '').replace(/\.$/, '');

/**
 * Bends the outline of a shape to the edge of an example as far as it stays legible; says so if that is less than was asked for.
 *
 * @param radiusPx half the width of the shape's strokes
 * @param amount 0: not at all; 1: as the example's edge is
 */
export function deformShape(
  example: ShapedExample,
  shape: Grid,
  radiusPx: number,
  amount: number,
  seed: number,
  reporter: Pick<Reporter, 'warn'>,
): Grid {
  const profile = edgeProfile(example, radiusOf(example.shape));
  if (profile.length === 0) return shape;
  let tried = amount;
  for (let i = 0; i < TRIES; i++) {
    const bent = bend(shape, profile, radiusPx, tried, seed);
    if (isLegible(legibilityOf(bent, shape, radiusPx))) {
      if (tried < amount) {
        reporter.warn(`deform: ${asText(amount)} would be hard to read; ${asText(tried)} is used`);
      }
      return bent;
    }
    tried *= BACK_OFF;
  }
  reporter.warn(`deform: the style's edge would make the letters hard to read; they are left as they are`);
  return shape;
}
