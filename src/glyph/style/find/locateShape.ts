import type { Grid } from '../../../shared/fields/grid.js';
import { resizeGrid } from '../../../shared/fields/resizeGrid.js';
import { signedDistance } from '../../../shared/fields/signedDistance.js';
import type { Picture, Size } from '../../../shared/pictures/picture.js';
import { resample } from '../../../shared/pictures/resample.js';
import { atHalfLevel } from '../../fields/halfLevel.js';
import { strokeRadius } from '../../fields/strokeRadius.js';
import { candidatesIn, mostDifferent } from './candidates.js';
import { evidenceOf } from './evidence.js';
import { peelRim } from './peelRim.js';
import { refineContour } from './refine.js';
import { withoutStrands } from './smoothEdge.js';
import { type SearchView, searchView } from './view.js';
import { confidenceOf, scoreOf } from './weigh.js';
import { withoutRimless } from './withoutRimless.js';

/** Size of the longer side at which the contour is drawn; beyond it is drawn together from there. */
export const CONTOUR_PX = 400;
/** A shape that is less sure to be lettering is not taken for it, unless something is there for certain. */
const UNSURE = 0.5;
/** Candidates that are kept to be shown. */
const SHOWN = 8;

/** A shape that was considered. */
export interface ShapeCandidate {
  /** What it was found by. */
  readonly origin: string;
  /** Of the size of the search. */
  readonly shape: Grid;
  /** How sure it is, 0..1, had there been no other. */
  readonly confidence: number;
}

/** Lettering that was found in a picture. */
export interface LocatedShape {
  /** As large as the picture, but no larger than contours are drawn: see `shapeIn`. */
  readonly shape: Grid;
  /** Half the width of its strokes, in its pixels. */
  readonly radiusPx: number;
  /** The picture at that size. */
  readonly picture: Picture;
  readonly confidence: number;
  /** The best, the chosen one first. */
  readonly candidates: readonly ShapeCandidate[];
}

/** A picture no larger than a longer side. */
function within(picture: Picture, mostPx: number): Picture {
  const factor = Math.min(1, mostPx / Math.max(picture.width, picture.height));
  if (factor === 1) return picture;
  const size = { width: Math.round(picture.width * factor), height: Math.round(picture.height * factor) };
  return { ...size, pixels: resample(picture.pixels, picture, size, 'triangle', 'leave-out') };
}

/** What makes a contour better, in turn: given the picture, the shape and the distance to its contour. */
const BETTER: readonly ((picture: Picture, shape: Grid, away: Grid) => Grid)[] = [
  peelRim,
  (_, shape, away) => withoutStrands(shape, away),
  withoutRimless,
];

/**
 * The contour of a candidate where it runs in the picture; once more with the colours that its sides have beside where it was found.
 *
 * @param sized the picture at the size at which contours are drawn
 */
function drawn(sized: Picture, coarse: Grid): Pick<LocatedShape, 'shape' | 'radiusPx'> {
  let refined = refineContour(sized, refineContour(sized, coarse));
  let away = signedDistance(refined);
  for (const better of BETTER) {
    const shape = better(sized, refined, away);
    if (shape !== refined) away = signedDistance(shape);
    refined = shape;
  }
  return { shape: refined, radiusPx: strokeRadius(away) };
}

/** A shape that was found, with a contour as sharp as it was, in a picture of a size. */
export function shapeIn(shape: Grid, size: Size): Grid {
  if (shape.width === size.width && shape.height === size.height) return shape;
  return atHalfLevel(resizeGrid(shape, size));
}

/** The best candidate; where none is convincing on a ground of one kind, on which something is for certain, what differs most. */
function chosen(view: SearchView, candidates: readonly ShapeCandidate[]): ShapeCandidate | undefined {
  const [best] = candidates;
  if (!best || best.confidence >= UNSURE || view.ground.kind === 'textured') return best;
  const { width, height } = view.picture;
  const shape = { width, height, data: Float32Array.from(mostDifferent(view)) };
  return { origin: 'what differs most', shape, confidence: UNSURE };
}

/**
 * Looks for lettering: gathers shapes that it may have, weighs for each what speaks for it (contrast, closed edges, strokes of one
 * width, the ground inside and outside, place and size), and takes the best one.
 *
 * @returns undefined if there is no shape at all
 */
export function locateShape(picture: Picture): LocatedShape | undefined {
  const sized = within(picture, CONTOUR_PX);
  const view = searchView(sized);
  const { width, height } = view.picture;
  const ranked = candidatesIn(view)
    .map(({ origin, mask }) => ({ origin, mask, score: scoreOf(evidenceOf(view, mask)) }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, SHOWN);
  const candidates = ranked.map(({ origin, mask, score }) => ({
    origin,
    shape: { width, height, data: Float32Array.from(mask) },
    confidence: confidenceOf(score),
  }));
  const best = chosen(view, candidates);
  if (!best) return undefined;
  return {
    ...drawn(sized, best.shape),
    picture: sized,
    confidence: best.confidence,
    candidates: [best, ...candidates.filter((other) => other !== best)],
  };
}
