import { RGBA } from '../../shared/pictures/premultiplied.js';
import { FACING_FUNCTIONS, facingAt, RINGS_TOGETHER, seenAt } from './facings.js';
import type { RimProfile } from './rimProfile.js';
import { RING_PX } from './ringSums.js';
import type { Sites } from './sites.js';

/** What a profile says of a pixel. */
export interface RimColour {
  /** [RGBA], premultiplied. */
  readonly colour: Float64Array;
  readonly trust: number;
  readonly kept: number;
  /** Less than 1 where it matters where the contour faces, and nothing is known of contours that face so. */
  readonly known: number;
}

/** Reads a profile at the pixels of a shape, between rings. */
export class RimReader {
  readonly #colour = new Float64Array(RGBA);
  readonly #facing = new Float64Array(FACING_FUNCTIONS);

  constructor(
    private readonly profile: RimProfile,
    private readonly sites: Sites,
  ) {}

  /** @returns of pixel i; its colour is overwritten by the next call */
  colourOf(i: number): RimColour {
    const { sums, trust, kept } = this.profile;
    const { firstPx, rings, means } = sums;
    const position = (this.sites.distance.data[i]! - firstPx) / RING_PX - 0.5;
    const clamped = Math.min(rings - 1, Math.max(0, position));
    const ring = Math.min(rings - 2, Math.floor(clamped));
    const between = clamped - ring;
    const mix = (values: Float32Array, step: number, k: number) =>
      (1 - between) * values[ring * step + k]! + between * values[(ring + 1) * step + k]!;
    for (let k = 0; k < RGBA; k++) this.#colour[k] = mix(means, RGBA, k);
    const known = this.#addFacing(i, Math.min(rings - 1, Math.round(clamped)));
    return { colour: this.#colour, trust: mix(trust, 1, 0), kept: mix(kept, 1, 0), known };
  }

  /** @returns how far it is known what there is where the contour faces so */
  #addFacing(i: number, ring: number): number {
    const { facings, isSeen, facesMatter } = this.profile;
    const group = Math.floor(ring / RINGS_TOGETHER);
    if (!facings || !facesMatter[group]) return 1;
    facingAt(this.sites, i, this.#facing);
    for (let k = 0; k < RGBA; k++) {
      let sum = 0;
      for (let f = 0; f < FACING_FUNCTIONS; f++) {
        sum += this.#facing[f]! * facings.coefficients[(group * FACING_FUNCTIONS + f) * RGBA + k]!;
      }
      this.#colour[k] = this.#colour[k]! + sum;
    }
    return seenAt(isSeen, this.sites, i);
  }
}
