import { RGBA } from '../../shared/pictures/premultiplied.js';
import { CONTOUR, GUIDE_MAX, type Level, PATCH_AREA, PATCH_RADIUS, STENCIL } from './level.js';
import type { PatchTerms } from './terms.js';

/** The sum of squared differences, of 8-bit numbers, that means 1. */
const PER_PATCH = PATCH_AREA * 255 * 255;
/** No sum is larger. */
const MOST = PATCH_AREA * RGBA * 255 * 255;

const ROW = (2 * PATCH_RADIUS + 1) * RGBA;

/** Twice the squared differences of five values: at the pixel and, at half weight, around it. */
function stencilDifference(a: Uint8Array, i: number, b: Uint8Array, j: number): number {
  const d0 = a[i]! - b[j]!;
  const d1 = a[i + 1]! - b[j + 1]!;
  const d2 = a[i + 2]! - b[j + 2]!;
  const d3 = a[i + 3]! - b[j + 3]!;
  const d4 = a[i + 4]! - b[j + 4]!;
  const around = Math.imul(d1, d1) + Math.imul(d2, d2) + Math.imul(d3, d3) + Math.imul(d4, d4);
  return 2 * Math.imul(d0, d0) + around;
}

/** What twice a squared difference of the contour is to be multiplied by. */
const CONTOUR_UNIT = 0.5 / GUIDE_MAX ** 2;

/**
 * The cost of the guide at target pixel p for source pixel q: squared differences of distances, relative to the distance, so
 * that far from the shape all places are alike, and up to 1; and those of the contour.
 */
export function guideCost(
  { target, source, guideStep }: Level,
  terms: PatchTerms,
  p: number,
  q: number,
): number {
  const [i, j] = [p * STENCIL, q * STENCIL];
  const distanceHere = Math.max(1 / guideStep, target.guide[i]!);
  const difference = 0.5 * stencilDifference(target.guide, i, source.guide, j);
  const distance = difference / (distanceHere * distanceHere);
  const contour = CONTOUR_UNIT * stencilDifference(target.guide, i + CONTOUR, source.guide, j + CONTOUR);
  return terms.guide * Math.min(1, distance) + terms.contour * contour;
}

/** What source patches cost at pixels of a level's target. */
export class PatchCost {
  readonly #target: Uint8Array;
  readonly #source: Uint8Array;
  readonly #targetStep: number;
  readonly #sourceStep: number;

  /** @param uses of each source pixel so far */
  constructor(
    private readonly level: Level,
    private readonly terms: PatchTerms,
    private readonly uses: Int32Array,
  ) {
    const { target, source } = level;
    [this.#target, this.#source] = [target.picture, source.picture];
    [this.#targetStep, this.#sourceStep] = [target.width * RGBA, source.width * RGBA];
  }

  /**
   * The cost of source patch q at target pixel p: mean squared difference of premultiplied colours, summed over channels,
   * plus guide and repetition. Stops early, with more than `bound`, where it is no better than that.
   */
  of(p: number, q: number, bound: number): number {
    const fixed = guideCost(this.level, this.terms, p, q) + this.terms.repetition * this.#repetition(p, q);
    if (fixed >= bound) return fixed;
    // Beyond every sum that there can be if there is no bound yet.
    const limit = Math.min(MOST, (bound - fixed) * PER_PATCH) | 0;
    return fixed + this.#difference(p, q, limit) / PER_PATCH;
  }

  /** The cost of repeating source pixel q once more. */
  #repetition(p: number, q: number): number {
    const { target, guideStep, uses } = this.level;
    const distanceHere = guideStep * target.guide[p * STENCIL]!;
    return this.uses[q]! / (uses.mean * Math.max(distanceHere, 1));
  }

  /** The sum of squared differences of two patches; no more than begun once it is above a limit. */
  #difference(p: number, q: number, limit: number): number {
    const [target, source] = [this.#target, this.#source];
    let i = p * RGBA - PATCH_RADIUS * this.#targetStep - PATCH_RADIUS * RGBA;
    let j = q * RGBA - PATCH_RADIUS * this.#sourceStep - PATCH_RADIUS * RGBA;
    let sum = 0;
    for (let row = -PATCH_RADIUS; row <= PATCH_RADIUS; row++) {
      for (let k = 0; k < ROW; k += RGBA) {
        const r = target[i + k]! - source[j + k]!;
        const g = target[i + k + 1]! - source[j + k + 1]!;
        const b = target[i + k + 2]! - source[j + k + 2]!;
        const a = target[i + k + 3]! - source[j + k + 3]!;
        sum = (sum + Math.imul(r, r) + Math.imul(g, g) + Math.imul(b, b) + Math.imul(a, a)) | 0;
      }
      if (sum > limit) return sum;
      i += this.#targetStep;
      j += this.#sourceStep;
    }
    return sum;
  }
}
