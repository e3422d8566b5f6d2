import { NO_LAYERS, type OpenTerm, openTerms } from '../../shared/terms/openTerm.js';
import type { Side } from '../../shared/terms/term.js';
import type { Measures } from '../../shared/transfer/goals.js';
import type { Places } from '../../shared/transfer/graph.js';
import { Transfer } from '../../shared/transfer/transfer.js';
import type { View } from '../../shared/transfer/view.js';
import { hasLayer, soundView } from '../features/soundView.js';
import type { GraphStft } from '../features/spectrogram.js';
import type { PieceTools } from './pieceTools.js';

/** Windows of one length as terms see them, and the programs for it. */
export class SoundReader {
  private constructor(
    readonly stft: GraphStft,
    readonly view: View,
    /** The terms that windows of this length have the layers for. */
    readonly transfer: Transfer,
  ) {}

  static open({ engine, network, recipe }: PieceTools, stft: GraphStft): SoundReader {
    const view = soundView(network, stft, 'samples');
    const terms = openTerms(recipe.terms, NO_LAYERS).filter(({ layers }) =>
      layers.every((layer) => hasLayer(layer, stft, 'samples')),
    );
    return new SoundReader(stft, view, new Transfer(engine, terms));
  }

  /**
   * What the terms of a side measure of a window. Each side has a program of its own, and so has each choice of its terms: a style needs no
   * pitches, whose transform is the largest part of any program, and what a content keeps needs no network.
   *
   * @param samples [length of the transform]
   * @param options.places how much its frames count in statistics of style
   * @param options.only the terms that are asked, of the side's; all, if left out
   */
  measure(
    samples: Float32Array,
    side: Side,
    { places, only }: { readonly places?: Places; readonly only?: (term: OpenTerm) => boolean } = {},
  ): Promise<Measures> {
    return this.transfer.measure(this.view, samples, {
      sides: [side],
      ...(places && { places }),
      ...(only && { only }),
    });
  }

  /** Frees the programs. */
  async release(): Promise<void> {
    await this.transfer.release();
  }
}
