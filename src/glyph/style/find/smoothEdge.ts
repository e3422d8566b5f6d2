import { insideOf } from '../../../shared/fields/connected.js';
import type { Grid } from '../../../shared/fields/grid.js';
import { gridEdges, isStraight, minCut } from '../../../shared/fields/minCut.js';
import { signedDistance } from '../../../shared/fields/signedDistance.js';
import { covered } from '../../fields/covered.js';
import { strokeRadius } from '../../fields/strokeRadius.js';
import { opened } from './morphology.js';

/** What is narrower than twice this share of the strokes' radius stands out from a letter. */
const STRAND_SHARE = 0.5;
/** A contour that becomes shorter by this factor without what stands out is a natural one: of fur, leaves, splashes. */
const RAGGED = 1.15;
/** One that is longer than its smooth course by this factor is a fringe: hairs side by side, whose roots are the letter's edge. */
const FRINGE = 1.4;
/** Cost of leaving out a pixel of the shape; of taking in one beside it: 1. */
const LEAVING_OUT = 0.5;
/** Cost of a contour for each radius of its length, in pixels for each pixel left out: it is rounded at about this share of the radius. */
const LENGTH_SHARE = 0.35;
/** Nearer than this to a cut of whole pixels are the corners of its stairs, which a smooth contour goes through. */
const STAIR_PX = 0.45;
/** Share of a contour that is taken for the ends of its bays. */
const BAYS_SHARE = 0.1;
/** Off the smooth course by more is no contour of that course, in radii. */
const BESIDE = 0.4;
/** Lengths on a grid by where it is crossed, straight and diagonal (Boykov & Kolmogorov, ICCV 2003). */
const CROSSING = { straight: Math.PI / 8, diagonal: Math.PI / (8 * Math.SQRT2) } as const;

/** Steps between inside and outside. */
function contourLength(mask: ArrayLike<number>, width: number): number {
  let length = 0;
  for (let i = 0; i + width < mask.length; i++) {
    length += Number(mask[i] !== mask[i + 1]) + Number(mask[i] !== mask[i + width]);
  }
  return length;
}

/** The shape near to a mask whose contour is short: what stands out and what cuts in are levelled. */
function levelled(mask: Uint8Array, { width, height }: Grid, radiusPx: number): Uint8Array {
  const weight = LENGTH_SHARE * LEAVING_OUT * radiusPx;
  const edgeEnds = gridEdges(width, height);
  const edgeCapacity = Float32Array.from(
    { length: edgeEnds.length / 2 },
    (_, edge) => weight * (isStraight(edgeEnds, edge, width) ? CROSSING.straight : CROSSING.diagonal),
  );
  const fromSource = Float32Array.from(mask, (set) => (set ? LEAVING_OUT : 0));
  const toSink = Float32Array.from(mask, (set) => 1 - set);
  return minCut({ fromSource, toSink, edgeEnds, edgeCapacity });
}

/**
 * How far inside of its smooth course a contour goes at its bays' ends, where hairs begin. Hairs stand out further than that; where bays
 * are deeper than tips are long they are gaps of a pattern, and say nothing: 0.
 */
function depthOfBays(contour: Grid, course: Grid, radiusPx: number): number {
  const offsPx: number[] = [];
  for (const [i, distance] of contour.data.entries()) {
    const off = course.data[i]!;
    if (Math.abs(distance) <= 0.5 && Math.abs(off) < BESIDE * radiusPx) offsPx.push(off);
  }
  offsPx.sort((a, b) => a - b);
  const [bay, tip] = [BAYS_SHARE, 1 - BAYS_SHARE].map(
    (share) => offsPx[Math.floor(share * offsPx.length)] ?? 0,
  );
  return -bay! < tip! ? Math.max(0, -bay!) : 0;
}

/**
 * A shape without the strands, tips and drops of a natural edge, which belong to the effect: its contour is the smooth course of that
 * edge; of a fringe, where hairs begin. Other shapes are as they are.
 *
 * @param outline signed distance to the shape's contour, where that is known
 */
export function withoutStrands(shape: Grid, outline = signedDistance(shape)): Grid {
  const mask = insideOf(shape);
  const radiusPx = strokeRadius(outline);
  const trunk = opened(mask, shape, STRAND_SHARE * radiusPx);
  const length = contourLength(mask, shape.width);
  if (length < RAGGED * contourLength(trunk, shape.width)) return shape;
  const smooth = levelled(mask, shape, radiusPx);
  const course = signedDistance({ ...shape, data: Float32Array.from(smooth) });
  const isFringe = length > FRINGE * contourLength(smooth, shape.width);
  const inwardsPx = isFringe ? depthOfBays(outline, course, radiusPx) : -STAIR_PX;
  return { ...shape, data: course.data.map((distance) => covered(distance + inwardsPx)) };
}
