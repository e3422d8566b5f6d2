import { insideOf } from '../../../shared/fields/connected.js';
import type { Grid } from '../../../shared/fields/grid.js';
import { nearestSites } from '../../../shared/fields/nearestSite.js';
import { signedDistance } from '../../../shared/fields/signedDistance.js';
import type { Picture } from '../../../shared/pictures/picture.js';
import { strokeRadius } from '../../fields/strokeRadius.js';
import { isOfRing, outerRim } from './outerRings.js';
import { partsOf } from './parts.js';

/** A part with the rim around less of it than this is no letter. */
const LEAST_SHARE = 0.5;

/**
 * A shape without the parts that have no rim, where all others have one, on a ground of many colours: what in a photograph has a
 * letter's colours by chance has not its rim as well.
 *
 * @param away signed distance to the shape's contour, where that is known
 */
export function withoutRimless(picture: Picture, shape: Grid, away = signedDistance(shape)): Grid {
  const rim = outerRim(picture, away, strokeRadius(away));
  if (!rim) return shape;
  const mask = insideOf(shape);
  const { labels, areas } = partsOf(mask, 1, picture, true);
  const nearest = nearestSites(mask, picture);
  const [around, alike] = [new Uint32Array(areas.length), new Uint32Array(areas.length)];
  for (const ring of rim.rings.filter(({ isRim }) => isRim)) {
    for (const i of ring.members) {
      const part = labels[nearest[i]!]!;
      around[part] = around[part]! + 1;
      if (isOfRing(picture, i, ring)) alike[part] = alike[part]! + 1;
    }
  }
  const isLetter = areas.map((_, part) => alike[part]! >= LEAST_SHARE * around[part]!);
  return {
    ...shape,
    // Pixels that are covered in part go with what they lie at.
    data: shape.data.map((value, i) => (value > 0 && !isLetter[labels[nearest[i]!]!] ? 0 : value)),
  };
}
