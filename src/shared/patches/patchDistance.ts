import { FEATURE_UNIT, PATCH_AREA, type PatchLevel, RADIUS_PX } from './patchLevel.js';

/** The sum of squared differences that means a cost of 1. */
const UNIT = PATCH_AREA * FEATURE_UNIT * FEATURE_UNIT;
/** Beyond every sum that there can be, and a whole number of 32 bits. */
const MOST = 0x7fff_ffff;

/** How unlike patches of a level's target and source are. */
export class PatchDistance {
  readonly #target: Int16Array;
  readonly #source: Int16Array;
  readonly #targetStep: number;
  readonly #sourceStep: number;
  readonly #channels: number;
  readonly #first: number;

  /** @param firstChannel channels in front of it do not count */
  constructor({ target, source, channels }: PatchLevel, firstChannel = 0) {
    [this.#target, this.#source] = [target.features, source.features];
    [this.#targetStep, this.#sourceStep] = [target.width * channels, source.width * channels];
    [this.#channels, this.#first] = [channels, firstChannel];
  }

  /**
   * Mean squared difference of the patches at target pixel p and source pixel q, summed over channels. Stops early, with
   * more than `bound`, where it is no better than that.
   */
  of(p: number, q: number, bound: number): number {
    const limit = Math.min(MOST, bound * UNIT);
    const [target, source, channels] = [this.#target, this.#source, this.#channels];
    const width = (2 * RADIUS_PX + 1) * channels;
    let i = (p - RADIUS_PX) * channels - RADIUS_PX * this.#targetStep;
    let j = (q - RADIUS_PX) * channels - RADIUS_PX * this.#sourceStep;
    let sum = 0;
    for (let row = -RADIUS_PX; row <= RADIUS_PX; row++) {
      if (this.#first === 0) {
        for (let k = 0; k < width; k++) {
          const difference = target[i + k]! - source[j + k]!;
          sum += difference * difference;
        }
      } else {
        for (let x = 0; x < width; x += channels) {
          for (let k = x + this.#first; k < x + channels; k++) {
            const difference = target[i + k]! - source[j + k]!;
            sum += difference * difference;
          }
        }
      }
      if (sum > limit) break;
      i += this.#targetStep;
      j += this.#sourceStep;
    }
    return sum / UNIT;
  }
}
