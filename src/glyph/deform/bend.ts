import type { Grid } from '../../shared/fields/grid.js';
import { nearestSites } from '../../shared/fields/nearestSite.js';
import { signedDistance } from '../../shared/fields/signedDistance.js';
import { Rng } from '../../shared/rng.js';
import { covered } from '../fields/covered.js';
import { strokeDistance } from '../fields/strokeDistance.js';
import { connectedTo } from './connected.js';
import { contourLines } from './contourLines.js';

/** Up to this stroke distance a letter stays, however much it is bent: its trunk. */
const TRUNK = 0.5;
/** Up to this share of the way from its middle to the contour a gap between strokes stays open. */
const GAP = 0.55;
/** Pieces of an edge that are laid end to end, and how much of each goes over into the next, in radii. */
const PIECE = { length: 2.5, overlap: 0.5 } as const;
/** The least length of a piece, in pixels. */
const LEAST_PIECE = 8;

/** Lays pieces of an edge along a closed contour, each going over into the next. */
export function layEdge(
  profile: readonly Float64Array[],
  steps: number,
  radiusPx: number,
  rng: Rng,
): Float64Array {
  const overlap = Math.max(2, Math.round(PIECE.overlap * radiusPx));
  const length = Math.max(LEAST_PIECE, Math.round(PIECE.length * radiusPx));
  const count = Math.max(1, Math.round(steps / length));
  const out = new Float64Array(steps);
  for (let k = 0; k < count; k++) {
    const [from, to] = [Math.round((k * steps) / count), Math.round(((k + 1) * steps) / count)];
    const source = profile[rng.integer(profile.length)]!;
    const start = rng.integer(source.length);
    // Weights of neighbouring pieces add up to one in squares: roughness is the same at seams.
    for (let s = from - overlap; s < to + overlap; s++) {
      const rise = Math.min(1, (s - from + overlap) / (2 * overlap), (to + overlap - s) / (2 * overlap));
      const i = ((s % steps) + steps) % steps;
      const piece = source[(start + s - from + overlap) % source.length]!;
      out[i] = out[i]! + Math.sin((Math.PI / 2) * Math.max(0, rise)) * piece;
    }
  }
  return out;
}

/** How far out the contour is to lie, at each pixel that it passes; and which pixels those are. */
function offsetsAlong(shape: Grid, profile: readonly Float64Array[], radiusPx: number, seed: number) {
  const { width, height } = shape;
  const rng = new Rng(seed);
  const isSite = new Uint8Array(width * height);
  const offsets = new Float32Array(width * height);
  for (const { x, y } of contourLines(shape)) {
    const edge = layEdge(profile, x.length, radiusPx, rng);
    for (let s = 0; s < x.length; s++) {
      const column = Math.min(width - 1, Math.max(0, Math.floor(x[s]!)));
      const row = Math.min(height - 1, Math.max(0, Math.floor(y[s]!)));
      isSite[row * width + column] = 1;
      offsets[row * width + column] = edge[s]!;
    }
  }
  return { isSite, offsets };
}

/** Keeps the trunk of a shape and the gaps between its strokes, whatever is asked for, and no islands. */
function restrained(bent: Grid, distance: Grid, radiusPx: number): Grid {
  const strokes = strokeDistance(distance, radiusPx);
  // The other way around the strokes are the gaps: 0 in the middle of one, 1 at the contour. How wide they are is not to
  // be told from the ground, most of which is no gap.
  const ground = { ...distance, data: distance.data.map((px) => -px) };
  const gaps = strokeDistance(ground, radiusPx, radiusPx);
  const data = bent.data.map((value, i) => {
    const d = strokes.data[i]!;
    if (d < TRUNK) return 1;
    return d > 1 && gaps.data[i]! < GAP ? 0 : value;
  });
  const trunk = Uint8Array.from(strokes.data, (d) => (d < TRUNK ? 1 : 0));
  return connectedTo(trunk, { ...bent, data });
}

/**
 * Gives the contour of a shape an edge: every place of it moves along its normal, as far as pieces of the edge say that are laid
 * end to end along it (so that tips taper as they do in the example, and letters stay what they are).
 *
 * @param shape coverage, with room around
 * @param profile see `edgeProfile`
 * @param radiusPx half the width of the shape's strokes
 * @param amount 0: not at all; 1: as much as in the profile
 * @returns coverage, as large as the shape
 */
export function bend(
  shape: Grid,
  profile: readonly Float64Array[],
  radiusPx: number,
  amount: number,
  seed: number,
): Grid {
  const { width, height } = shape;
  const { isSite, offsets } = offsetsAlong(shape, profile, radiusPx, seed);
  const nearest = nearestSites(isSite, shape);
  const distance = signedDistance(shape);
  const data = distance.data.map((px, i) =>
    covered(px - amount * (nearest[i]! < 0 ? 0 : offsets[nearest[i]!]!)),
  );
  return restrained({ width, height, data }, distance, radiusPx);
}
