import { RGBA } from '../grid.js';
import { type Level, PATCH_AREA, PATCH_RADIUS, STENCIL } from './level.js';
import type { PatchTerms } from './terms.js';

const ROW = (2 * PATCH_RADIUS + 1) * RGBA;

/**
 * The cost of the guide at target pixel p for source pixel q: squared differences at the pixel and, at half weight, at its
 * four neighbours, relative to the distance, so that far from the shape all places are alike. Up to 1.
 */
export function guideCost({ guide, sourceGuide }: Level, p: number, q: number): number {
  const [i, j] = [p * STENCIL, q * STENCIL];
  const own = guide[i] as number;
  const d0 = own - (sourceGuide[j] as number);
  const d1 = (guide[i + 1] as number) - (sourceGuide[j + 1] as number);
  const d2 = (guide[i + 2] as number) - (sourceGuide[j + 2] as number);
  const d3 = (guide[i + 3] as number) - (sourceGuide[j + 3] as number);
  const d4 = (guide[i + 4] as number) - (sourceGuide[j + 4] as number);
  const sum = d0 * d0 + 0.5 * (d1 * d1 + d2 * d2 + d3 * d3 + d4 * d4);
  const scaled = own > 1 ? sum / (own * own) : sum;
  return Math.min(scaled, 1);
}

/** The cost of repeating source pixel q once more. */
function repetitionCost(level: Level, uses: Int32Array, p: number, q: number): number {
  const own = level.guide[p * STENCIL] as number;
  return (uses[q] as number) / (level.meanUses * Math.max(own, 1));
}

/**
 * The cost of source patch q at target pixel p: mean squared difference of premultiplied colours, summed over channels, plus
 * guide and repetition. Stops early, with more than `bound`, where it is no better than that.
 */
export function patchCost(
  level: Level,
  terms: PatchTerms,
  uses: Int32Array,
  p: number,
  q: number,
  bound: number,
): number {
  const { picture, sourcePicture } = level;
  const fixed = terms.guide * guideCost(level, p, q) + terms.repetition * repetitionCost(level, uses, p, q);
  if (fixed >= bound) return fixed;
  const limit = (bound - fixed) * PATCH_AREA;
  const targetStep = level.target.width * RGBA;
  const sourceStep = level.source.width * RGBA;
  let i = p * RGBA - PATCH_RADIUS * targetStep - PATCH_RADIUS * RGBA;
  let j = q * RGBA - PATCH_RADIUS * sourceStep - PATCH_RADIUS * RGBA;
  let sum = 0;
  for (let row = -PATCH_RADIUS; row <= PATCH_RADIUS; row++) {
    for (let k = 0; k < ROW; k += RGBA) {
      const r = (picture[i + k] as number) - (sourcePicture[j + k] as number);
      const g = (picture[i + k + 1] as number) - (sourcePicture[j + k + 1] as number);
      const b = (picture[i + k + 2] as number) - (sourcePicture[j + k + 2] as number);
      const a = (picture[i + k + 3] as number) - (sourcePicture[j + k + 3] as number);
      sum += r * r + g * g + b * b + a * a;
    }
    if (sum >= limit) return fixed + sum / PATCH_AREA;
    i += targetStep;
    j += sourceStep;
  }
  return fixed + sum / PATCH_AREA;
}
