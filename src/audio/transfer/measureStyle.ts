import type { Signal } from '../../shared/dsp/signal.js';
import { graphStft } from '../features/spectrogram.js';
import { hearInstrument } from '../notes/hearInstrument.js';
import { planPieces } from '../plan/pieces.js';
import { SpectralShaper } from '../shape/spectralShape.js';
import { measureWhole, type SoundMeasures } from './measureWhole.js';
import type { PieceTools } from './pieceTools.js';
import { SoundReader } from './soundReader.js';

/**
 * Measures a style at the working rate and level, in windows that depend on nothing but itself, so that what is measured
 * can be kept and used for any content. Everything is rounded to float32, which is what a file of it holds.
 */
export async function measureStyle(signal: Signal, tools: PieceTools): Promise<SoundMeasures> {
  const { recipe } = tools;
  const { fftSamples, hopSamples } = recipe.stft;
  const frames = planPieces(signal.length, recipe).lengthSamples / hopSamples + 1;
  const stft = graphStft(recipe.stft, frames, recipe.sampleRateHz);
  const shaper = new SpectralShaper(recipe.stft, recipe.sampleRateHz);
  const reader = SoundReader.open(tools, stft);
  try {
    const windows = { reader, shaper, lengthSamples: stft.lengthSamples, marginSamples: fftSamples / 2 };
    const { style, bands, energies } = await measureWhole(signal, windows);
    const { mean, covariance } = bands;
    return {
      style,
      bands: { mean: mean.map(Math.fround), covariance: covariance.map(Math.fround) },
      energies,
      ...(recipe.synthesis === 'notes' && { instrument: hearInstrument(signal, recipe) }),
    };
  } finally {
    await reader.release();
  }
}
