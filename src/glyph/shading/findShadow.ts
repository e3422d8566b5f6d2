import { gaussianBlur } from '../../shared/fields/gaussianBlur.js';
import { shift } from '../../shared/fields/shift.js';
import { radiusOf } from '../fields/strokeRadius.js';
import type { ShapedExample } from '../synthesis.js';
import { type CastShadow, LEAST_SIGMA_PX } from './castShadow.js';
import { longShadow, longStart } from './longShadow.js';
import { bestOf, colourOf, errorOf, type Fit, type Move, UNMOVED, type View, viewOf } from './shadowView.js';

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
/** Of what a shadow that is only moved leaves, one that is drawn out leaves no more than this. */
const LONG_SHARE = 0.5;
/** Of what is left unexplained by a glow, a shadow leaves no more than this. */
const MOST_LEFT = 0.5;
/** Fewer pixels that are seen through say nothing. */
const LEAST_SEEN_THROUGH = 0.002;

/** That an effect was looked at for a shadow, and what was found. */
export interface ShadowSearch {
  /** Left out: it throws none. */
  readonly cast?: CastShadow | undefined;
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

/** A shadow that was found on a coarse view, exactly. */
function movedShadow(fine: View, first: Fit, coarsePx: number): Fit {
  const near = {
    across: Math.round(first.across * fine.radiusPx),
    down: Math.round(first.down * fine.radiusPx),
  };
  const reach = Math.ceil(fine.radiusPx / coarsePx / 2);
  const second = bestOf(FINER.map((factor) => bestMove(fine, factor * first.softness, near, reach)));
  const nearest = {
    across: Math.round(second.across * fine.radiusPx),
    down: Math.round(second.down * fine.radiusPx),
  };
  return withinPixels(
    fine,
    bestOf(FINEST.map((factor) => bestMove(fine, factor * second.softness, nearest, 1))),
  );
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
  const moved = bestOf(SOFTNESSES.map((softness) => bestMove(coarse, softness, UNMOVED, farthest)));
  const drawn = longStart(coarse);
  const first = drawn.error < LONG_SHARE * moved.error ? drawn : moved;
  if (first.error > 2 * (1 - LEAST_SHARE) * energy) return undefined;
  const fine = viewOf(example, radiusPx, FINE_PX);
  const { error, ...laid } = first.isLong
    ? longShadow(fine, first)
    : movedShadow(fine, first, coarse.radiusPx);
  const glow = bestOf(SOFTNESSES.map((softness) => bestMove(fine, softness, UNMOVED, 0)));
  const isMoved = Math.hypot(laid.across, laid.down) >= LEAST_MOVE;
  const isExplained = error <= (1 - LEAST_SHARE) * fine.energy && error <= MOST_LEFT * glow.error;
  return isMoved && isExplained ? { ...laid, colour: colourOf(fine, laid) } : undefined;
}
