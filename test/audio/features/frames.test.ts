import { describe, expect, it } from 'vitest';
import { frameEnergies, frameLevels } from '../../../src/audio/features/frames.js';
import { randomNetwork } from '../../../src/audio/features/randomNetwork.js';
import { LEVELS, soundView } from '../../../src/audio/features/soundView.js';
import { graphStft } from '../../../src/audio/features/spectrogram.js';
import { tf } from '../../../src/shared/engine/tf.js';
import { ENERGIES } from '../../../src/shared/terms/envelope.js';
import { chirp, noise } from '../../shared/dsp/signals.js';

const RATE = 8000;

describe.each([
  { name: 'windows as long as transforms', shape: { fftSamples: 256, hopSamples: 64 } },
  { name: 'shorter windows', shape: { fftSamples: 256, hopSamples: 80, windowSamples: 240 } },
])('frames with $name', ({ shape }) => {
  const stft = graphStft(shape, 20, RATE);
  const { lengthSamples: length } = stft;
  const view = soundView(randomNetwork(1), stft, 'samples');
  const layerOf = (signal: Float32Array, layer: string) =>
    Float32Array.from(view.see(tf.tensor2d(signal, [1, length]), [layer])[layer]!.dataSync());
  /** Silent for a while, then a constant part with a chirp on it, then noise. */
  const signal = chirp(length / RATE, RATE).map((x, i) => (i < 600 ? 0 : i < 1200 ? 0.3 + 0.2 * x : x));
  for (const [i, x] of noise(400, 0.05, 3).entries()) signal[length - 400 + i] = x;

  it('have the energies that the layer has', () => {
    expect(frameEnergies(signal, stft)).toBeAllclose(layerOf(signal, ENERGIES), 1e-4, 1e-4);
  });

  it('have the levels that the layer has', () => {
    expect(frameLevels(signal, stft)).toBeAllclose(layerOf(signal, LEVELS), 1e-3, 2e-3);
  });
});
