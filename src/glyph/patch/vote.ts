import { RGBA } from '../../shared/pictures/premultiplied.js';
import { type Level, NO_PATCH, PATCH_RADIUS } from './level.js';
import type { Strip } from './strips.js';

/** The layout of a nearest-neighbour field and of what it looks into. */
export interface VoteField {
  readonly target: { readonly width: number };
  readonly source: { readonly width: number };
  readonly nearest: Int32Array;
  /** How much each patch counts. */
  readonly trust: Float32Array;
}

/** The part of a patch that votes, and how much each pixel of it counts by how far it is off the centre. */
export interface Ballot {
  readonly radius: number;
  readonly weights: Float32Array;
}

/** Weights of a normal distribution. @param radius up to that of a patch */
function makeBallot(radius: number, sigmaPx: number): Ballot {
  const side = 2 * radius + 1;
  const weights = Float32Array.from({ length: side * side }, (_, k) => {
    const [dx, dy] = [(k % side) - radius, Math.floor(k / side) - radius];
    return Math.exp(-(dx * dx + dy * dy) / (2 * sigmaPx * sigmaPx));
  });
  return { radius, weights };
}

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
  field: VoteField,
  source: Samples,
  { radius, weights }: Ballot,
  p: number,
  out: Samples,
  half: number,
): void {
  const { nearest, trust } = field;
  let [r, g, b, a, total, k] = [0, 0, 0, 0, 0, 0];
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++, k++) {
      const centre = p + dy * field.target.width + dx;
      const q = nearest[centre]!;
      if (q === NO_PATCH) continue;
      const weight = weights[k]! * trust[centre]!;
      const j = (q - dy * field.source.width - dx) * RGBA;
      r += weight * source[j]!;
      g += weight * source[j + 1]!;
      b += weight * source[j + 2]!;
      a += weight * source[j + 3]!;
      total += weight;
    }
  }
  const i = p * RGBA;
  out[i] = r / total + half;
  out[i + 1] = g / total + half;
  out[i + 2] = b / total + half;
  out[i + 3] = a / total + half;
}

type Samples = Uint8Array | Float32Array;

/** Every pixel that has a patch becomes the mean of what the patches around it show there, the nearest most. */
export function paint(
  field: VoteField,
  source: Float32Array,
  { top, bottom }: Strip,
  out: Float32Array,
): void {
  const { width } = field.target;
  for (let p = top * width; p < bottom * width; p++) {
    if (field.nearest[p] !== NO_PATCH) votePixel(field, source, SHARP, p, out, 0);
  }
}

/** Votes a strip of a level. */
export function voteLevel(level: Level, ballot: Ballot, { top, bottom }: Strip): void {
  const { width } = level.target;
  for (let p = top * width; p < bottom * width; p++) {
    if (level.isActive[p]) votePixel(level, level.sourcePicture, ballot, p, level.picture, 0.5);
  }
}
