import { describe, expect, it } from 'vitest';
import { amplitudes, compress, graphStft } from '../../../src/audio/features/spectrogram.js';
import type { Phase } from '../../../src/audio/recipe.js';
import { invertLevels } from '../../../src/audio/synthesis/invertLevels.js';
import { tf } from '../../../src/shared/engine/tf.js';
import { chirp, errorDb } from '../../shared/dsp/signals.js';

const RATE = 8000;
// The window is shorter than the frame, and the hop is no divisor of it.
const shape = { fftSamples: 256, hopSamples: 30, windowSamples: 240 };
const stft = graphStft(shape, 90, RATE);
const signal = chirp(stft.lengthSamples / RATE, RATE);
const levelsOf = (x: Float32Array) =>
  Float32Array.from(compress(amplitudes(tf.tensor2d(x, [1, stft.lengthSamples]), stft)).dataSync());
const levels = levelsOf(signal);
const invert = (phase: Phase, rounds: number, change = (x: number) => x) =>
  invertLevels(levels.map(change), signal, stft, { phase, rounds, momentum: 0.99, seed: 1 });

describe('invertLevels', () => {
  it('gives the sound back if the phases are its own, whatever the sign of levels', async () => {
    const found = await invert('content', 2, (x) => -x);
    expect(found).toHaveLength(stft.lengthSamples);
    expect(errorDb(found, signal, 256, stft.lengthSamples - 256)).toBeLessThan(-35);
  });

  it.each(['random', 'gradient'] as const)('finds amplitudes from %s phases', async (phase) => {
    const found = levelsOf(await invert(phase, 60));
    // The first and the last frames lie half outside.
    const inner = [5 * stft.bins, 85 * stft.bins] as const;
    expect(errorDb(found, levels, ...inner)).toBeLessThan(-10);
  });

  it('needs few rounds where phases follow from the gradient', async () => {
    const error = async (phase: Phase) => errorDb(levelsOf(await invert(phase, 1)), levels);
    expect(await error('gradient')).toBeLessThan((await error('random')) - 3);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    controller.abort();
    const found = await invertLevels(levels, signal, stft, {
      phase: 'content',
      rounds: 1e9,
      momentum: 0.99,
      seed: 0,
      signal: controller.signal,
    });
    expect(errorDb(found, signal, 256, stft.lengthSamples - 256)).toBeLessThan(-50);
  });
});
