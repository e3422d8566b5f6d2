import { mapped, type Signal } from '../../shared/dsp/signal.js';
import { readExtended } from '../plan/window.js';
import type { Recipe } from '../recipe.js';
import type { Scratch } from '../scratch/scratch.js';
import { bandChange, bandsBelow, topBands } from '../shape/bandChange.js';
import { SpectralShaper } from '../shape/spectralShape.js';
import type { FinishedPiece } from '../transfer/runPieces.js';
import { followingGain } from './highBand.js';
import { MixedSignal } from './mixedSignal.js';

/** So many bands, from about 6 kHz up if there are all, tell what becomes of what lies above them. */
const TOP_BANDS = 8;

/** What came of all pieces, at the working rate. */
export interface MixedSignals {
  readonly primary: Signal;
  readonly secondary: Signal | undefined;
  /** Factor on what lies above the working rate's band, for each sample. */
  readonly highGain: Signal;
}

/** Signals at the working rate, put together from pieces that overlap; what no piece covers stays as it was. */
export class PieceMixer {
  readonly #primary: MixedSignal;
  readonly #secondary: MixedSignal | undefined;
  readonly #secondaryBefore: Signal | undefined;
  readonly #highGain: MixedSignal;
  readonly #shaper: SpectralShaper;
  readonly #recipe: Recipe;
  /** How many of the bands the style has. */
  readonly #styleBands: number;

  /**
   * @param primary and `secondary`, which follows it band by band
   * @param styleHz the highest frequency that the style can have: what lies above follows the bands just below it
   */
  constructor(
    recipe: Recipe,
    { primary, secondary }: { readonly primary: Signal; readonly secondary: Signal | undefined },
    scratch: Scratch,
    readonly styleHz = recipe.sampleRateHz / 2,
  ) {
    this.#styleBands = bandsBelow(styleHz, recipe.sampleRateHz);
    this.#primary = new MixedSignal(primary, scratch);
    this.#secondary = secondary && new MixedSignal(secondary, scratch);
    this.#secondaryBefore = secondary;
    this.#highGain = new MixedSignal(
      mapped(primary, () => 1),
      scratch,
    );
    this.#shaper = new SpectralShaper(recipe.stft, recipe.sampleRateHz);
    this.#recipe = recipe;
  }

  /** Lays a piece in: every signal moves from what it was by the share of the piece. Pieces come in the order of their starts. */
  add(piece: FinishedPiece): void {
    const { primary, secondary, highGain } = this.#changesOf(piece);
    this.#primary.add(piece.start, primary);
    this.#highGain.add(piece.start, highGain);
    if (secondary) this.#secondary?.add(piece.start, secondary);
  }

  /** What a piece adds to every signal, by its share. */
  #changesOf({ start, fade, before, after }: FinishedPiece) {
    const change = bandChange(this.#shaper, before, after);
    const { hopSamples } = this.#recipe.stft;
    const gains = topBands(change, TOP_BANDS, this.#styleBands).map(followingGain);
    return {
      primary: fade.map((share, i) => share * (after[i]! - before[i]!)),
      highGain: fade.map((share, i) => share * (gains[Math.round(i / hopSamples)]! - 1)),
      secondary: this.#secondaryBefore && this.#follow(this.#secondaryBefore, start, fade, change),
    };
  }

  #follow(secondary: Signal, start: number, fade: Float32Array, change: Float32Array): Float32Array {
    const segment = readExtended(secondary, start, fade.length);
    const follow = change.map((x) => 2 * Math.log(followingGain(x)));
    const moved = this.#shaper.reshape(segment, (levels) => levels.map((level, i) => level + follow[i]!));
    return fade.map((share, i) => share * (moved[i]! - segment[i]!));
  }

  /** No more pieces come. */
  finish(): MixedSignals {
    return {
      primary: this.#primary.finish(),
      secondary: this.#secondary?.finish(),
      highGain: this.#highGain.finish(),
    };
  }

  /** What would come of all pieces if this were the next and last one; nothing is changed. */
  preview(piece: FinishedPiece): MixedSignals {
    const { primary, secondary, highGain } = this.#changesOf(piece);
    return {
      primary: this.#primary.preview(piece.start, primary),
      secondary: secondary && this.#secondary?.preview(piece.start, secondary),
      highGain: this.#highGain.preview(piece.start, highGain),
    };
  }

  /** Gives the room of what came of the pieces back. */
  release(): void {
    for (const signal of [this.#primary, this.#secondary, this.#highGain]) signal?.release();
  }
}
