import type { Engine, ForwardProgram } from '../../shared/engine/engine.js';
import type { ArrayValue } from '../../shared/engine/objective.js';
import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../../shared/engine/tf.js';
import { STYLE_STATISTICS } from '../../shared/losses/style.js';
import { chromagram, pitchStft } from '../features/pitch.js';
import type { SoundNetwork } from '../features/soundNetwork.js';
import { amplitudes, compress, type GraphStft } from '../features/spectrogram.js';
import { styleFeatures } from '../features/styleFeatures.js';
import type { Recipe } from '../recipe.js';
import { frameEnergies, type StyleTarget } from './objective.js';

/** What is read of one window of sound. */
export interface WindowMeasures {
  /** Statistics by layer. */
  readonly style: StyleTarget;
  /** Compressed amplitudes, [frames, bins]. */
  readonly spectrum: Float32Array;
  /** Logarithms of the energy of frames, [frames]. */
  readonly envelope: Float32Array;
  /** [frames, 12] of the longer transform; empty if the window is shorter than that. */
  readonly pitch: Float32Array;
}

/** What an analyser works with. */
export interface AnalyserTools {
  readonly engine: Engine;
  readonly network: SoundNetwork;
  readonly recipe: Recipe;
  readonly stft: GraphStft;
}

/** Measures windows of one length, one after the other. */
export class SoundAnalyser {
  readonly #program: ForwardProgram;
  readonly #layers: readonly string[];

  private constructor(program: ForwardProgram, layers: readonly string[]) {
    this.#program = program;
    this.#layers = layers;
  }

  static async open({ engine, network, recipe, stft }: AnalyserTools): Promise<SoundAnalyser> {
    const layers = Object.keys(recipe.style);
    const pitches = pitchStft(stft);
    const program = await engine.compileForward(
      ({ waveform }) => {
        const amplitude = amplitudes(waveform as Tensor, stft);
        const features = styleFeatures(amplitude, network, stft, layers);
        return {
          ...Object.fromEntries(
            Object.entries(recipe.style).map(([layer, { statistic }]) => [
              layer,
              STYLE_STATISTICS[statistic].measure(features[layer] as Tensor4D),
            ]),
          ),
          '/spectrum': compress(amplitude),
          '/envelope': frameEnergies(amplitude),
          ...(pitches && { '/pitch': chromagram(waveform as Tensor, pitches) }),
        };
      },
      { waveform: { shape: [1, stft.length] } },
    );
    return new SoundAnalyser(program, layers);
  }

  /** @param waveform [length of the transform] */
  async measure(waveform: Float32Array): Promise<WindowMeasures> {
    const values = await this.#program.run({ waveform });
    const data = (name: string) => values[name]?.data ?? new Float32Array(0);
    return {
      style: Object.fromEntries(this.#layers.map((layer) => [layer, values[layer] as ArrayValue])),
      spectrum: data('/spectrum'),
      envelope: data('/envelope'),
      pitch: data('/pitch'),
    };
  }

  release(): Promise<void> {
    return this.#program.release();
  }
}

/** The distance of two statistics of the same sounds' layers, by layer. */
export async function styleDistances(
  { engine, recipe }: AnalyserTools,
  from: StyleTarget,
  to: StyleTarget,
): Promise<Record<string, number>> {
  const layers = Object.keys(recipe.style);
  const specs = layers.flatMap((layer) => {
    const { shape } = from[layer] as ArrayValue;
    return [
      [`from.${layer}`, { shape }],
      [`to.${layer}`, { shape }],
    ];
  });
  const program = await engine.compileForward(
    (inputs) =>
      Object.fromEntries(
        Object.entries(recipe.style).map(([layer, { statistic }]) => {
          const { distance } = STYLE_STATISTICS[statistic];
          const at = (side: string) => inputs[`${side}.${layer}`] as Tensor2D;
          return [layer, tf.reshape(distance(at('from'), at('to')), [1])];
        }),
      ),
    Object.fromEntries(specs),
  );
  try {
    const feeds = layers.flatMap((layer) => [
      [`from.${layer}`, (from[layer] as ArrayValue).data],
      [`to.${layer}`, (to[layer] as ArrayValue).data],
    ]);
    const values = await program.run(Object.fromEntries(feeds));
    return Object.fromEntries(layers.map((layer) => [layer, values[layer]?.data[0] as number]));
  } finally {
    await program.release();
  }
}
