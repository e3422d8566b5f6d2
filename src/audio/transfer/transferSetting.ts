import { type GraphStft, graphStft } from '../features/spectrogram.js';
import { readExtended } from '../plan/window.js';
import { envelopeMap } from '../shape/envelopeMap.js';
import { SpectralShaper } from '../shape/spectralShape.js';
import type { PieceGoal } from '../synthesis/pieceSynthesiser.js';
import { SoundAnalyser, styleDistances } from './analyser.js';
import { lossWeights, startShares, unscaledWeights } from './balance.js';
import { envelopeTarget } from './envelope.js';
import { blendMeasures, measureWhole, type SoundMeasures, varianceOf } from './measureWhole.js';
import { contentInputs, type ObjectiveParts } from './objective.js';
import { type BandMove, moveBands, noiseLevels, noiseWaveform } from './pieceStart.js';
import type { PieceTask, PieceTools } from './pieceTask.js';
import { checkStyleShapes } from './styleShapes.js';

/** A style that is no closer to the content than this share of the distance to silence counts as equal to it. */
const LEAST_GAP = 1e-6;

/** Everything that does not change from piece to piece: what was measured of content and style as a whole. */
export class TransferSetting {
  private constructor(
    private readonly tools: PieceTools,
    private readonly task: PieceTask,
    readonly stft: GraphStft,
    private readonly analyser: SoundAnalyser,
    private readonly shaper: SpectralShaper,
    private readonly content: SoundMeasures,
    private readonly style: SoundMeasures,
    private readonly move: BandMove,
  ) {}

  static async open(tools: PieceTools, task: PieceTask): Promise<TransferSetting> {
    const { recipe } = tools;
    const { hopSize, fftSize } = recipe.stft;
    const stft = graphStft(recipe.stft, task.plan.length / hopSize + 1, recipe.sampleRateHz);
    const shaper = new SpectralShaper(recipe.stft, recipe.sampleRateHz);
    const analyser = await SoundAnalyser.open({ ...tools, stft });
    const reader = { analyser, shaper, recipe, length: stft.length, margin: fftSize / 2 };
    const content = await measureWhole(task.signal, reader);
    for (const { style } of task.styles) checkStyleShapes(style, content.style);
    const style = blendMeasures(recipe, task.styles, task.shares);
    const map = envelopeMap(content.bands, style.bands);
    const move = { map, style: style.bands, shares: startShares(recipe.strength) };
    return new TransferSetting(tools, task, stft, analyser, shaper, content, style, move);
  }

  /** The piece that begins at a sample, with its margins. */
  windowAt(start: number): Float32Array {
    return readExtended(this.task.signal, start - this.tools.recipe.stft.fftSize / 2, this.stft.length);
  }

  /** What the piece in a window is made from. @param seed of the noise that it may start from */
  async goalOf(window: Float32Array, seed: number): Promise<PieceGoal> {
    const { recipe } = this.tools;
    const moved = moveBands(this.shaper, window, this.move);
    const own = await this.analyser.measure(window);
    const goal = await this.analyser.measure(moved);
    const { content, style } = this;
    const envelope = envelopeTarget(recipe.envelope, own.envelope, content.energies, style.energies);
    const inputs = contentInputs(recipe, { goal, own, envelope });
    if (recipe.start === 'content') {
      return { start: moved, levels: goal.spectrum.data, phase: moved, inputs };
    }
    const start = noiseWaveform(window.length, seed);
    return { start, levels: noiseLevels(goal.spectrum.data.length, seed), phase: moved, inputs };
  }

  /** What objectives are made of. @param goal of any piece */
  async partsFor({ inputs }: PieceGoal): Promise<ObjectiveParts> {
    const { stft, content, style } = this;
    const { network, recipe } = this.tools;
    const gaps = await styleDistances({ ...this.tools, stft }, content.style, style.style);
    const floor = Math.max(...Object.values(gaps)) * LEAST_GAP + Number.MIN_VALUE;
    const layers = Object.keys(recipe.content.features);
    return {
      recipe,
      network,
      stft,
      style: style.style,
      weights: recipe.scaling === 'none' ? unscaledWeights(recipe.strength) : lossWeights(recipe.strength),
      ranges: {
        style: Object.fromEntries(Object.entries(gaps).map(([layer, gap]) => [layer, Math.max(gap, floor)])),
        spectrum: content.spectrumVariance || 1,
        envelope: varianceOf(content.energies) || 1,
        features: Object.fromEntries(
          layers.map((layer) => [
            layer,
            varianceOf(inputs[`features.${layer}`]?.data ?? new Float32Array(1)) || 1,
          ]),
        ),
      },
    };
  }

  release(): Promise<void> {
    return this.analyser.release();
  }
}
