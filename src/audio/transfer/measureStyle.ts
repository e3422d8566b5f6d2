import { graphStft } from '../features/spectrogram.js';
import { planPieces } from '../plan/pieces.js';
import { SpectralShaper } from '../shape/spectralShape.js';
import { SoundAnalyser } from './analyser.js';
import { measureWhole, type SoundMeasures } from './measureWhole.js';
import type { PieceTools } from './pieceTask.js';

/**
 * Measures a style at the working rate and level, in windows that depend on nothing but itself, so that what is measured
 * can be kept and used for any content. Everything is rounded to float32, which is what a file of it holds.
 */
export async function measureStyle(signal: Float32Array, tools: PieceTools): Promise<SoundMeasures> {
  const { recipe } = tools;
  const { fftSize, hopSize } = recipe.stft;
  const frames = planPieces(signal.length, recipe).length / hopSize + 1;
  const stft = graphStft(recipe.stft, frames, recipe.sampleRateHz);
  const shaper = new SpectralShaper(recipe.stft, recipe.sampleRateHz);
  const analyser = await SoundAnalyser.open({ ...tools, stft });
  try {
    const reader = { analyser, shaper, recipe, length: stft.length, margin: fftSize / 2 };
    const measures = await measureWhole(signal, reader);
    const { mean, covariance } = measures.bands;
    return {
      ...measures,
      bands: { mean: mean.map(Math.fround), covariance: covariance.map(Math.fround) },
      spectrumVariance: Math.fround(measures.spectrumVariance),
    };
  } finally {
    await analyser.release();
  }
}
