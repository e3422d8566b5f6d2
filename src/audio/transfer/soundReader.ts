import type { ForwardProgram } from '../../shared/engine/engine.js';
import { tf } from '../../shared/engine/tf.js';
import { ENERGIES } from '../../shared/terms/envelope.js';
import { NO_LAYERS, openTerms } from '../../shared/terms/openTerm.js';
import type { Side } from '../../shared/terms/term.js';
import type { Measures } from '../../shared/transfer/goals.js';
import type { Places } from '../../shared/transfer/graph.js';
import { Transfer } from '../../shared/transfer/transfer.js';
import type { View } from '../../shared/transfer/view.js';
import { hasLayer, LEVELS, soundView } from '../features/soundView.js';
import type { GraphStft } from '../features/spectrogram.js';
import type { PieceTools } from './pieceTools.js';

/** What is read of one window of sound besides what terms measure. */
export interface WindowSignal {
  /** Compressed amplitudes, [frames bins]. */
  readonly levels: Float32Array;
  /** Logarithms of the energy of frames, [frames]. */
  readonly energies: Float32Array;
}

/** Windows of one length as terms see them, and the programs for it. */
export class SoundReader {
  private constructor(
    readonly stft: GraphStft,
    readonly view: View,
    /** The terms that windows of this length have the layers for. */
    readonly transfer: Transfer,
    private readonly signal: ForwardProgram,
  ) {}

  static async open({ engine, network, recipe }: PieceTools, stft: GraphStft): Promise<SoundReader> {
    const view = soundView(network, stft, 'samples');
    const terms = openTerms(recipe.terms, NO_LAYERS).filter(({ layers }) =>
      layers.every((layer) => hasLayer(layer, stft, 'samples')),
    );
    const signal = await engine.compileForward(
      ({ samples }) => {
        const layers = view.see(samples ?? tf.scalar(0), [LEVELS, ENERGIES]);
        return { levels: layers[LEVELS] ?? tf.scalar(0), energies: layers[ENERGIES] ?? tf.scalar(0) };
      },
      { samples: { shape: view.shape } },
    );
    return new SoundReader(stft, view, new Transfer(engine, terms), signal);
  }

  /**
   * What the terms of a side measure of a window. Each side has a program of its own: a style needs no pitches, whose transform is the
   * largest part of any program, and what a content keeps needs no network.
   *
   * @param samples [length of the transform]
   * @param places how much its frames count in statistics of style
   */
  measure(samples: Float32Array, side: Side, places: Places = {}): Promise<Measures> {
    return this.transfer.measure(this.view, samples, { sides: [side], places });
  }

  /** @param samples [length of the transform] */
  async read(samples: Float32Array): Promise<WindowSignal> {
    const { levels, energies } = await this.signal.run({ samples });
    return {
      levels: levels?.data ?? new Float32Array(),
      energies: energies?.data ?? new Float32Array(),
    };
  }

  /** Frees the programs. */
  async release(): Promise<void> {
    await this.signal.release();
    await this.transfer.release();
  }
}
