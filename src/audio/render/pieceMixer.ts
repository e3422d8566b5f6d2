import { readExtended } from '../plan/window.js';
import type { Recipe } from '../recipe.js';
import { bandChange, bandsBelow, topBands } from '../shape/bandChange.js';
import { SpectralShaper } from '../shape/spectralShape.js';
import type { FinishedPiece } from '../transfer/runPieces.js';
import { followingGain } from './highBand.js';

/** So many bands, from about 6 kHz up if there are all, tell what becomes of what lies above them. */
const TOP_BANDS = 8;

/** What came of all pieces, at the working rate. */
export interface MixedSignals {
  readonly primary: Float32Array;
  readonly secondary: Float32Array | undefined;
  /** Factor on what lies above the working rate's band, for each sample. */
  readonly highGain: Float32Array;
}

/** Signals at the working rate, put together from pieces that overlap; what no piece covers stays as it was. */
export class PieceMixer {
  readonly #primary: Float32Array;
  readonly #secondary: Float32Array | undefined;
  readonly #secondaryBefore: Float32Array | undefined;
  readonly #highGain: Float32Array;
  readonly #shaper: SpectralShaper;
  readonly #recipe: Recipe;
  /** How many of the bands the style has. */
  readonly #styleBands: number;

  /**
   * @param secondary follows the primary signal, band by band
   * @param styleHz the highest frequency that the style can have: what lies above follows the bands just below it
   */
  constructor(
    recipe: Recipe,
    primary: Float32Array,
    secondary: Float32Array | undefined,
    readonly styleHz = recipe.sampleRateHz / 2,
  ) {
    this.#styleBands = bandsBelow(styleHz, recipe.sampleRateHz);
    this.#primary = primary.slice();
    this.#secondary = secondary?.slice();
    this.#secondaryBefore = secondary;
    this.#highGain = new Float32Array(primary.length).fill(1);
    this.#shaper = new SpectralShaper(recipe.stft, recipe.sampleRateHz);
    this.#recipe = recipe;
  }

  /** Lays a piece in: every signal moves from what it was by the share of the piece. */
  add({ start, fade, before, after }: FinishedPiece): void {
    const change = bandChange(this.#shaper, before, after);
    this.#mix(this.#primary, start, fade, (i) => after[i]! - before[i]!);
    const { hopSamples } = this.#recipe.stft;
    const gains = topBands(change, TOP_BANDS, this.#styleBands).map(followingGain);
    this.#mix(this.#highGain, start, fade, (i) => gains[Math.round(i / hopSamples)]! - 1);
    if (!this.#secondary || !this.#secondaryBefore) return;
    const segment = readExtended(this.#secondaryBefore, start, before.length);
    const follow = change.map((x) => 2 * Math.log(followingGain(x)));
    const moved = this.#shaper.reshape(segment, (levels) => levels.map((level, i) => level + follow[i]!));
    this.#mix(this.#secondary, start, fade, (i) => moved[i]! - segment[i]!);
  }

  #mix(target: Float32Array, start: number, fade: Float32Array, change: (i: number) => number): void {
    const count = Math.min(fade.length, target.length - start);
    for (let i = 0; i < count; i++) {
      target[start + i] = target[start + i]! + fade[i]! * change(i);
    }
  }

  finish(): MixedSignals {
    return { primary: this.#primary, secondary: this.#secondary, highGain: this.#highGain };
  }

  /** What would come of all pieces if this were the next and last one; nothing is changed. */
  preview(piece: FinishedPiece): MixedSignals {
    const before = { primary: this.#primary, secondary: this.#secondaryBefore };
    const copy = new PieceMixer(this.#recipe, before.primary, before.secondary, this.styleHz);
    if (this.#secondary) copy.#secondary?.set(this.#secondary);
    copy.#highGain.set(this.#highGain);
    copy.add(piece);
    return copy.finish();
  }
}
