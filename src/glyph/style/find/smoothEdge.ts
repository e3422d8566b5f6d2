import { insideOf } from '../../../shared/fields/connected.js';
import type { Grid } from '../../../shared/fields/grid.js';
import { signedDistance } from '../../../shared/fields/signedDistance.js';
import { strokeRadius } from '../../fields/strokeRadius.js';
import { opened } from './morphology.js';

/** What is narrower than twice this share of the strokes' radius stands out from a letter and is none of it. */
const STRAND_SHARE = 0.5;
/** A contour that becomes shorter by this factor without what stands out is a natural one: of fur, leaves, splashes. */
const RAGGED = 1.15;

/** Steps between inside and outside. */
function contourLength(mask: Uint8Array, width: number): number {
  let length = 0;
  for (let i = 0; i + width < mask.length; i++) {
    length += Number(mask[i] !== mask[i + 1]) + Number(mask[i] !== mask[i + width]);
  }
  return length;
}

/** A shape without the strands, tips and drops of a natural edge, which belong to the effect; other shapes as they are. */
export function withoutStrands(shape: Grid): Grid {
  const mask = insideOf(shape);
  const radiusPx = strokeRadius(signedDistance(shape));
  const trunk = opened(mask, shape, STRAND_SHARE * radiusPx);
  if (contourLength(mask, shape.width) < RAGGED * contourLength(trunk, shape.width)) return shape;
  return {
    ...shape,
    data: shape.data.map((value, i) => (trunk[i] || !mask[i] ? Math.min(value, trunk[i] ? 1 : 0.49) : 0)),
  };
}
