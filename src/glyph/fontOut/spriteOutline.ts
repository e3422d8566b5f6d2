import type { Grid } from '../../shared/fields/grid.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import type { Sprite } from '../alphabet/sprite.js';
import { coverageOf } from '../fields/coverage.js';
import { flatten, type Outline } from '../text/outline.js';
import { silhouette } from './silhouette.js';
import type { GlyphContours } from './tables/glyf.js';
import { curvePoints } from './trace/quadratics.js';
import { traceOutline } from './trace/traceOutline.js';

/** Where an effect ends and the paper begins. */
const LEVEL = 0.5;
/** In pixels: below what can be seen, above the noise of 8-bit edges. */
const TOLERANCE_PX = 0.2;
/** What quadratic curves may add to that. */
const QUADRATIC_TOLERANCE_PX = 0.1;
/** Sparks that are left out, as a share of an em squared: a dot of a fiftieth of an em. */
const LEAST_AREA_EM2 = 0.0003;

/** The plain glyph as the sprite has it. */
function plainLetter({ picture, left, top }: Sprite, plain: Outline, scale: number): Grid {
  return coverageOf(flatten(plain, { scale, dx: -left, dy: -top }), picture);
}

/**
 * The outline of what is to be seen of a glyph, in font units, y upwards.
 *
 * @param plain the outline without effect, in the same units
 */
export function spriteOutline(
  sprite: Sprite,
  plain: Outline,
  emPx: number,
  unitsPerEm: number,
): GlyphContours {
  const { width, height, rgba } = sprite.picture;
  const data = Float32Array.from({ length: width * height }, (_, i) => rgba[i * RGBA + 3]!);
  const letter = plainLetter(sprite, plain, emPx / unitsPerEm);
  const traced = traceOutline(silhouette({ width, height, data }, letter), {
    level: LEVEL,
    tolerancePx: TOLERANCE_PX,
    leastAreaPx: LEAST_AREA_EM2 * emPx * emPx,
  });
  const scale = unitsPerEm / emPx;
  const toUnits = (values: readonly number[]) =>
    values.map((value, i) => (i % 2 === 0 ? value + sprite.left : -(value + sprite.top)) * scale);
  return traced.map(({ start, segments }) => {
    const [x = 0, y = 0] = toUnits(start);
    return curvePoints({ start: [x, y], segments: segments.map(toUnits) }, QUADRATIC_TOLERANCE_PX * scale);
  });
}
