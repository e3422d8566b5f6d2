import type { Engine, ForwardProgram } from '../../shared/engine/engine.js';
import type { ArrayValue } from '../../shared/engine/objective.js';
import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../../shared/engine/tf.js';
import { chromagram, pitchStft } from '../features/pitch.js';
import type { SoundNetwork } from '../features/soundNetwork.js';
import { amplitudes, compress, type GraphStft } from '../features/spectrogram.js';
import { AUTOCORRELATION, styleFeatures } from '../features/styleFeatures.js';
import type { Recipe } from '../recipe.js';
import { SOUND_STATISTICS } from '../statistics/soundStatistics.js';
import { contentLayers, frameEnergies, type StyleTarget } from './objective.js';
import type { WindowMeasures } from './windowMeasures.js';

/** Prefix of style statistics, and of features, among the outputs. */
const STYLE = 'style.';
const FEATURES = 'features.';

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

  private constructor(program: ForwardProgram) {
    this.#program = program;
  }

  static async open({ engine, ...tools }: AnalyserTools): Promise<SoundAnalyser> {
    const program = await engine.compileForward(({ waveform }) => outputsOf(waveform as Tensor, tools), {
      waveform: { shape: [1, tools.stft.length] },
    });
    return new SoundAnalyser(program);
  }

  /** @param waveform [length of the transform] */
  async measure(waveform: Float32Array): Promise<WindowMeasures> {
    const { spectrum, envelope, pitch, rhythm, ...rest } = await this.#program.run({ waveform });
    const having = (prefix: string) =>
      Object.fromEntries(
        Object.entries(rest).flatMap(([name, value]) =>
          name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
        ),
      );
    return {
      style: having(STYLE),
      features: having(FEATURES),
      spectrum: spectrum as ArrayValue,
      envelope: (envelope as ArrayValue).data,
      ...(pitch && { pitch }),
      ...(rhythm && { rhythm }),
    };
  }

  release(): Promise<void> {
    return this.#program.release();
  }
}

function outputsOf(
  waveform: Tensor,
  { network, recipe, stft }: Omit<AnalyserTools, 'engine'>,
): Record<string, Tensor> {
  const amplitude = amplitudes(waveform, stft);
  const layers = new Set([...Object.keys(recipe.style), ...contentLayers(recipe)]);
  const features = styleFeatures(amplitude, network, stft, [...layers]);
  const outputs: Record<string, Tensor> = {
    spectrum: compress(amplitude),
    envelope: frameEnergies(amplitude),
  };
  for (const [layer, { statistic }] of Object.entries(recipe.style)) {
    outputs[STYLE + layer] = SOUND_STATISTICS[statistic].measure(features[layer] as Tensor4D, stft);
  }
  for (const layer of Object.keys(recipe.content.features)) {
    outputs[FEATURES + layer] = features[layer] as Tensor4D;
  }
  if (recipe.rhythm === 'content') {
    const { measure } = SOUND_STATISTICS.autocorrelation;
    outputs.rhythm = measure(features[AUTOCORRELATION] as Tensor4D, stft);
  }
  const pitches = pitchStft(stft);
  return pitches ? { ...outputs, pitch: chromagram(waveform, pitches) } : outputs;
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
          const { distance } = SOUND_STATISTICS[statistic];
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
