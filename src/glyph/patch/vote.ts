import { RGBA } from '../grid.js';
import { type Level, NO_PATCH, PATCH_RADIUS } from './level.js';
import type { Strip } from './strips.js';

/** The layout of a nearest-neighbour field and of what it looks into. */
export interface VoteField {
  readonly target: { readonly width: number };
  readonly source: { readonly width: number };
  readonly nearest: Int32Array;
  readonly cost: Float32Array;
}

/** Patches that fit better count more; this keeps a perfect one from counting alone. */
const COST_SOFTNESS = 0.01;

/** How much a pixel off the centre of a patch counts in its vote: a normal distribution over the patch. */
export function voteWeights(sigmaPx: number): Float32Array {
  const side = 2 * PATCH_RADIUS + 1;
  return Float32Array.from({ length: side * side }, (_, k) => {
    const dx = (k % side) - PATCH_RADIUS;
    const dy = Math.floor(k / side) - PATCH_RADIUS;
    return Math.exp(-(dx * dx + dy * dy) / (2 * sigmaPx * sigmaPx));
  });
}

/** While colours are searched for, all pixels of a patch count alike, nearly. */
export const EVEN = voteWeights(2);
/** In the result the middle of a patch decides: sharper. */
export const SHARP = voteWeights(0.7);

/** The colour at pixel p by all patches that cover it, into `out` at `at`. */
function votePixel(
  field: VoteField,
  source: Float32Array,
  weights: Float32Array,
  p: number,
  out: Float32Array,
): void {
  const { nearest, cost } = field;
  let [r, g, b, a, total, k] = [0, 0, 0, 0, 0, 0];
  for (let dy = -PATCH_RADIUS; dy <= PATCH_RADIUS; dy++) {
    for (let dx = -PATCH_RADIUS; dx <= PATCH_RADIUS; dx++, k++) {
      const centre = p + dy * field.target.width + dx;
      const q = nearest[centre] as number;
      if (q === NO_PATCH) continue;
      const weight = (weights[k] as number) / (COST_SOFTNESS + (cost[centre] as number));
      const j = (q - dy * field.source.width - dx) * RGBA;
      r += weight * (source[j] as number);
      g += weight * (source[j + 1] as number);
      b += weight * (source[j + 2] as number);
      a += weight * (source[j + 3] as number);
      total += weight;
    }
  }
  const i = p * RGBA;
  out[i] = r / total;
  out[i + 1] = g / total;
  out[i + 2] = b / total;
  out[i + 3] = a / total;
}

/** Every pixel that has a patch becomes the weighted mean of what the patches around it show there. */
export function vote(
  field: VoteField,
  source: Float32Array,
  weights: Float32Array,
  { top, bottom }: Strip,
  out: Float32Array,
): void {
  const { width } = field.target;
  for (let p = top * width; p < bottom * width; p++) {
    if (field.nearest[p] !== NO_PATCH) votePixel(field, source, weights, p, out);
  }
}

/** Votes a strip of a level. */
export function voteLevel(level: Level, weights: Float32Array, strip: Strip): void {
  vote(level, level.sourcePicture, weights, strip, level.picture);
}
