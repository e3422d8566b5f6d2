import { type Ballot, makeBallot } from '../../shared/patches/ballot.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import { type Level, NO_PATCH, PATCH_RADIUS } from './level.js';
import type { Strip } from './strips.js';

/** What votes: patches that lie in a target, and show what they are taken from. */
export interface Election {
  readonly targetWidth: number;
  readonly sourceWidth: number;
  /** For each pixel of the target the source pixel whose patch lies there, or `NO_PATCH`. */
  readonly nearest: Int32Array;
  /** How much each patch counts. */
  readonly trust: Float32Array;
  /** [source height, source width, 4] */
  readonly samples: Samples;
}

type Samples = Uint8Array | Float32Array;

/** While colours are searched for, all pixels of a patch count alike, nearly. */
export const WIDE = makeBallot(PATCH_RADIUS, 2);
/** At fine levels, where neighbours agree already: quicker, and sharper. */
export const NARROW = makeBallot(1, 1);
/** In the result the middle of a patch decides. */
const SHARP = makeBallot(1, 0.7);

/**
 * The colour at pixel p by all patches that cover it.
 *
 * @param half 0.5 where the result is cut to whole numbers
 */
function votePixel(
  election: Election,
  { radiusPx, weights }: Ballot,
  p: number,
  out: Samples,
  half: number,
): void {
  const { targetWidth, sourceWidth, nearest, trust, samples } = election;
  let [r, g, b, a, total, k] = [0, 0, 0, 0, 0, 0];
  for (let dy = -radiusPx; dy <= radiusPx; dy++) {
    for (let dx = -radiusPx; dx <= radiusPx; dx++, k++) {
      const centre = p + dy * targetWidth + dx;
      const q = nearest[centre]!;
      if (q === NO_PATCH) continue;
      const weight = weights[k]! * trust[centre]!;
      const j = (q - dy * sourceWidth - dx) * RGBA;
      r += weight * samples[j]!;
      g += weight * samples[j + 1]!;
      b += weight * samples[j + 2]!;
      a += weight * samples[j + 3]!;
      total += weight;
    }
  }
  const i = p * RGBA;
  out[i] = r / total + half;
  out[i + 1] = g / total + half;
  out[i + 2] = b / total + half;
  out[i + 3] = a / total + half;
}

/** Every pixel that has a patch becomes the mean of what the patches around it show there, the nearest most. */
export function paint(election: Election, { top, bottom }: Strip, out: Float32Array): void {
  const { targetWidth, nearest } = election;
  for (let p = top * targetWidth; p < bottom * targetWidth; p++) {
    if (nearest[p] !== NO_PATCH) votePixel(election, SHARP, p, out, 0);
  }
}

/** Votes a strip of a level. */
export function voteLevel({ target, source, field }: Level, ballot: Ballot, { top, bottom }: Strip): void {
  const election = {
    targetWidth: target.width,
    sourceWidth: source.width,
    nearest: field.nearest,
    trust: field.trust,
    samples: source.picture,
  };
  for (let p = top * target.width; p < bottom * target.width; p++) {
    if (target.isActive[p]) votePixel(election, ballot, p, target.picture, 0.5);
  }
}
