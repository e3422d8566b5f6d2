import { gaussianBlur } from '../../shared/fields/gaussianBlur.js';
import { resizeGrid } from '../../shared/fields/resizeGrid.js';
import { shift } from '../../shared/fields/shift.js';
import type { Size } from '../../shared/pictures/picture.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { resizePremultiplied } from '../../shared/pictures/resize.js';
import { radiusOf } from '../fields/strokeRadius.js';
import type { ShapedExample } from '../synthesis.js';
import { type CastShadow, LEAST_SIGMA_PX, silhouetteOf } from './castShadow.js';

/** Below this nothing is hidden. */
const UNHIDDEN = 0.02;
/** Half a stroke has this many pixels where shadows are looked for, first and then. */
const COARSE_PX = 4;
const FINE_PX = 16;
/** Shadows that are tried: up to so many radii away, as soft as these many radii. */
const FARTHEST = 1.5;
const SOFTNESSES = [0.03, 0.1, 0.2, 0.35, 0.55, 0.8] as const;
/** Factors on the softness that are tried around the best. */
const FINER = [0.7, 0.85, 1, 1.2, 1.4] as const;
/** Parts of a pixel. */
const PARTS = [-0.5, -0.25, 0, 0.25, 0.5] as const;
const FINEST = [0.92, 1, 1.08] as const;
/** Share of all that is seen through that a shadow must explain. */
const LEAST_SHARE = 0.85;
/** A shadow that is moved by less, in radii, is a glow, and is what its distance makes it. */
const LEAST_MOVE = 0.08;
/** Of what is left unexplained by a glow, a shadow leaves no more than this. */
const MOST_LEFT = 0.5;
/** Fewer pixels that are seen through say nothing. */
const LEAST_SEEN_THROUGH = 0.002;

/** That an effect was looked at for a shadow, and what was found. */
export interface ShadowSearch {
  /** Left out: it throws none. */
  readonly cast?: CastShadow | undefined;
}

const UNMOVED: Move = { across: 0, down: 0 };

interface View extends Size {
  readonly picture: Premultiplied;
  /** Coverage of what hides the ground. */
  readonly caster: Float32Array;
  readonly radiusPx: number;
  /** Pixels where the ground is seen: whole arrays of their indices, columns, rows and alpha. */
  readonly seenThrough: Int32Array;
  readonly columns: Int32Array;
  readonly rows: Int32Array;
  readonly alpha: Float32Array;
  /** Sum of the squares of that alpha. */
  readonly energy: number;
}

function viewOf({ picture, shape }: ShapedExample, radiusPx: number, wantedPx: number): View {
  const scale = Math.min(1, wantedPx / radiusPx);
  const size = {
    width: Math.max(8, Math.round(shape.width * scale)),
    height: Math.max(8, Math.round(shape.height * scale)),
  };
  const small = resizePremultiplied(picture, size);
  const caster = silhouetteOf(small, resizeGrid(shape, size));
  const seenThrough = Int32Array.from(caster.keys()).filter((i) => caster[i]! < UNHIDDEN);
  const alpha = Float32Array.from(seenThrough, (i) => small.rgba[i * RGBA + 3]!);
  return {
    ...size,
    picture: small,
    caster,
    radiusPx: radiusPx * scale,
    seenThrough,
    columns: seenThrough.map((i) => i % size.width),
    rows: seenThrough.map((i) => Math.floor(i / size.width)),
    alpha,
    energy: alpha.reduce((sum, value) => sum + value * value, 0),
  };
}

interface Fit {
  readonly across: number;
  readonly down: number;
  readonly softness: number;
  /** Squared error of alpha over all that is seen through. */
  readonly error: number;
}

/** Moves are whole pixels of the view. */
interface Move {
  readonly across: number;
  readonly down: number;
}

/** The squared error of the best multiple of a mask that is moved. */
function errorOf(
  { width, height, columns, rows, alpha, energy }: View,
  mask: Float32Array,
  move: Move,
): number {
  let [product, squares] = [0, 1e-9];
  for (let s = 0; s < alpha.length; s++) {
    const x = columns[s]! - move.across;
    const y = rows[s]! - move.down;
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    const m = mask[y * width + x]!;
    squares += m * m;
    product += m * alpha[s]!;
  }
  return Math.max(0, energy - (product * product) / squares);
}

/** The best of masks of one softness, moved by up to `reach` pixels from a place. */
function bestMove(view: View, softness: number, around: Move, reach: number): Fit {
  const { radiusPx, caster } = view;
  const mask = gaussianBlur(caster, view, Math.max(LEAST_SIGMA_PX, softness * radiusPx));
  let best: Fit | undefined;
  for (let down = around.down - reach; down <= around.down + reach; down++) {
    for (let across = around.across - reach; across <= around.across + reach; across++) {
      const error = errorOf(view, mask, { across, down });
      if (best && error >= best.error) continue;
      best = { error, softness, across: across / radiusPx, down: down / radiusPx };
    }
  }
  return best!;
}

/** The best of moves by parts of a pixel around a fit: small letters throw shadows of a few pixels. */
function withinPixels(view: View, fit: Fit): Fit {
  const { radiusPx, caster } = view;
  const blurred = gaussianBlur(caster, view, Math.max(LEAST_SIGMA_PX, fit.softness * radiusPx));
  const moves = PARTS.flatMap((down) => PARTS.map((across) => ({ across, down })));
  return bestOf(
    moves.map((part) => {
      const [across, down] = [fit.across + part.across / radiusPx, fit.down + part.down / radiusPx];
      const mask = shift(blurred, view, across * radiusPx, down * radiusPx);
      return { across, down, softness: fit.softness, error: errorOf(view, mask, UNMOVED) };
    }),
  );
}

const bestOf = (fits: readonly Fit[]): Fit => fits.reduce((a, b) => (b.error < a.error ? b : a));

/** The premultiplied colour of a shadow that lies as a fit says. */
function colourOf(view: View, { across, down, softness }: Fit): number[] {
  const { radiusPx, caster, picture } = view;
  const blurred = gaussianBlur(caster, view, Math.max(LEAST_SIGMA_PX, softness * radiusPx));
  const mask = shift(blurred, view, across * radiusPx, down * radiusPx);
  const products = [0, 0, 0, 0];
  let squares = 1e-9;
  for (const i of view.seenThrough) {
    squares += mask[i]! ** 2;
    for (let k = 0; k < RGBA; k++) products[k] = products[k]! + mask[i]! * picture.rgba[i * RGBA + k]!;
  }
  return products.map((product) => Math.min(1, product / squares));
}

/**
 * The shadow that an effect throws, found by trying offsets and blurs of its silhouette.
 *
 * @param radiusPx of the shape's strokes
 * @returns `undefined` if what is seen through is explained by none, or as well by a glow
 */
export function findShadow(
  example: ShapedExample,
  radiusPx = radiusOf(example.shape),
): CastShadow | undefined {
  if (radiusPx <= 0) return undefined;
  const coarse = viewOf(example, radiusPx, COARSE_PX);
  const { energy } = coarse;
  if (energy < LEAST_SEEN_THROUGH * coarse.caster.length) return undefined;
  const farthest = Math.ceil(FARTHEST * coarse.radiusPx);
  const first = bestOf(SOFTNESSES.map((softness) => bestMove(coarse, softness, UNMOVED, farthest)));
  if (first.error > 2 * (1 - LEAST_SHARE) * energy) return undefined;
  const fine = viewOf(example, radiusPx, FINE_PX);
  const near = {
    across: Math.round(first.across * fine.radiusPx),
    down: Math.round(first.down * fine.radiusPx),
  };
  const reach = Math.ceil(fine.radiusPx / coarse.radiusPx / 2);
  const second = bestOf(FINER.map((factor) => bestMove(fine, factor * first.softness, near, reach)));
  const nearest = {
    across: Math.round(second.across * fine.radiusPx),
    down: Math.round(second.down * fine.radiusPx),
  };
  const fit = bestOf(FINEST.map((factor) => bestMove(fine, factor * second.softness, nearest, 1)));
  const exact = withinPixels(fine, fit);
  const glow = bestOf(SOFTNESSES.map((softness) => bestMove(fine, softness, UNMOVED, 0)));
  const isMoved = Math.hypot(exact.across, exact.down) >= LEAST_MOVE;
  const isExplained = exact.error <= (1 - LEAST_SHARE) * fine.energy && exact.error <= MOST_LEFT * glow.error;
  if (!isMoved || !isExplained) return undefined;
  const { across, down, softness } = exact;
  return { across, down, softness, colour: colourOf(fine, exact) };
}
