/** Outlines of styled letters: what is body and rim of them, as clean curves. */
import { boxBlur } from '../../shared/fields/boxBlur.js';
import { insideOf } from '../../shared/fields/connected.js';
import type { Grid } from '../../shared/fields/grid.js';
import { signedDistance } from '../../shared/fields/signedDistance.js';
import type { GlyphShape } from '../alphabet/glyphShape.js';
import type { Sprite } from '../alphabet/sprite.js';
import { connectedTo } from '../deform/connected.js';
import { coverageOf } from '../fields/coverage.js';
import { covered } from '../fields/covered.js';
import { eulerNumber } from '../fields/eulerNumber.js';
import { radiusOf } from '../fields/strokeRadius.js';
import { moved } from '../text/matrix.js';
import { boundsOf, flatten, type Outline } from '../text/outline.js';
import { silhouette } from './silhouette.js';
import { evenRimPx, type SolidGlyph, solidGlyph } from './solid.js';
import type { GlyphContours } from './tables/glyf.js';
import { curvePoints } from './trace/quadratics.js';
import { tidied } from './trace/tidy.js';
import { traceOutline } from './trace/traceOutline.js';

/** Where an effect ends and the paper begins. */
const LEVEL = 0.5;
/** In pixels: of pictures of effects, below what can be seen and above the ragged edges of patches; */
const TOLERANCE_PX = 0.3;
/** of letters with an even rim, whose edges are exact. */
const EVEN_TOLERANCE_PX = 0.15;
/** What quadratic curves may add to that. */
const QUADRATIC_TOLERANCE_PX = 0.1;
/** Sparks that are left out, as a share of an em squared: a dot of a fiftieth of an em. */
const LEAST_AREA_EM2 = 0.0003;
/** Edges of patches are smoothed by about as much as they are ragged, in radii of the strokes. */
const SMOOTHING = 0.12;
/** Letters with an even rim are drawn at least so large to be traced. */
const EVEN_EM_PX = 256;
const ROOM_PX = 3;

/** A map of a glyph, and where its corner lies from the glyph's origin, in its pixels. */
interface Placed {
  readonly map: Grid;
  readonly left: number;
  readonly top: number;
  readonly pxPerEm: number;
}

/** Outlines in font units, y upwards. */
function traced({ map, left, top, pxPerEm }: Placed, tolerancePx: number, unitsPerEm: number): GlyphContours {
  const scale = unitsPerEm / pxPerEm;
  const outline = traceOutline(map, {
    level: LEVEL,
    tolerancePx,
    leastAreaPx: LEAST_AREA_EM2 * pxPerEm ** 2,
  });
  const units = moved(outline, [scale, 0, 0, -scale, left * scale, -top * scale]);
  return contoursOf(units, QUADRATIC_TOLERANCE_PX * scale);
}

function contoursOf(outline: Outline, tolerance: number): GlyphContours {
  return outline.map((contour) => tidied(curvePoints(contour, tolerance))).filter(({ length }) => length > 0);
}

/** Counters stay open by so much to each side, in pixels of `EVEN_EM_PX`. */
const OPEN_PX = 2;
/** Widths that are tried, as shares of what is wanted. */
const SHARES = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1] as const;

/** The widest rim up to a width that leaves all counters and gaps between strokes open; 0 if none does. */
function openWidth(distance: Grid, widthPx: number): number {
  const holes = (px: number) => {
    const isInk = Uint8Array.from(distance.data, (value) => (value <= px ? 1 : 0));
    return eulerNumber(isInk, distance);
  };
  const plain = holes(0);
  const open = SHARES.find((share) => holes(share * widthPx + OPEN_PX) === plain);
  return (open ?? 0) * widthPx;
}

/** The letter as the base font has it, moved outwards. */
function grown({ outline, unitsPerEm }: GlyphShape, widthEm: number): GlyphContours {
  if (widthEm === 0) return contoursOf(outline, (QUADRATIC_TOLERANCE_PX * unitsPerEm) / EVEN_EM_PX);
  const [scale, widthPx] = [EVEN_EM_PX / unitsPerEm, widthEm * EVEN_EM_PX];
  const bounds = boundsOf(flatten(outline, { scale, dx: 0, dy: 0 }));
  if (!bounds) return [];
  const room = Math.ceil(widthPx) + ROOM_PX;
  const [left, top] = [Math.floor(bounds[0]) - room, Math.floor(bounds[1]) - room];
  const size = { width: Math.ceil(bounds[2]) + room - left, height: Math.ceil(bounds[3]) + room - top };
  const letter = coverageOf(flatten(outline, { scale, dx: -left, dy: -top }), size);
  const distance = signedDistance(letter);
  const openPx = openWidth(distance, widthPx);
  const map = { ...size, data: distance.data.map((px) => covered(px - openPx)) };
  return traced({ map, left, top, pxPerEm: EVEN_EM_PX }, EVEN_TOLERANCE_PX, unitsPerEm);
}

/**
 * Counters count as open only if they are so by more than a little: at lower levels, too, which make letters fatter. At the lowest
 * alone, a gap that is closed all the way is no hole, and would pass for one that is open.
 */
const OPEN_LEVELS = [LEVEL, 0.25] as const;

/** Parts of a shape less its holes. */
const partsOf = (map: Grid, level: number) => eulerNumber(insideOf(map, level), map);

/**
 * What is tried until the counters stay open: how much letters may swell, of what they may at the most, and whether they are smoothed.
 */
const TRACING_TRIES = [
  { swelling: 1, isSmoothed: true },
  { swelling: 0.5, isSmoothed: true },
  { swelling: 0, isSmoothed: true },
  { swelling: 0, isSmoothed: false },
] as const;

function tracedGlyph({ left, top }: Sprite, { alpha, letter }: SolidGlyph, emPx: number, unitsPerEm: number) {
  const radiusPx = Math.max(1, SMOOTHING * radiusOf(letter));
  const plain = partsOf(letter, LEVEL);
  const isLetter = insideOf(letter, LEVEL);
  let map = letter;
  for (const { swelling, isSmoothed } of TRACING_TRIES) {
    const shape = silhouette(alpha, letter, swelling);
    // Threads that smoothing breaks leave sparks.
    map = connectedTo(isLetter, isSmoothed ? boxBlur(shape, radiusPx) : shape);
    if (OPEN_LEVELS.every((level) => partsOf(map, level) === plain)) break;
  }
  return traced({ map, left, top, pxPerEm: emPx }, TOLERANCE_PX, unitsPerEm);
}

/**
 * The outlines of what is to be seen of glyphs, in font units, y upwards. If the effect leaves letters as they are, these are the base font's;
 * if it has an even rim, they are moved outwards; else (flames, leaves) what is seen is traced.
 *
 * @param sprites with what is solid in them
 * @param shapes of the plain glyphs
 */
export function glyphOutlines(
  sprites: readonly (Sprite | undefined)[],
  shapes: readonly GlyphShape[],
  emPx: number,
): GlyphContours[] {
  const solids = shapes.map(({ outline, unitsPerEm }, i) => {
    const sprite = sprites[i];
    return sprite && solidGlyph(sprite, outline, emPx / unitsPerEm);
  });
  const rimPx = evenRimPx(solids.flatMap((solid) => solid ?? []));
  return shapes.map((shape, i) => {
    const [sprite, solid] = [sprites[i], solids[i]];
    if (!sprite || !solid) return [];
    if (rimPx !== undefined) return grown(shape, rimPx / emPx);
    return tracedGlyph(sprite, solid, emPx, shape.unitsPerEm);
  });
}
