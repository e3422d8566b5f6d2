import { describe, expect, it } from 'vitest';
import { SOUND_NETWORKS } from '../../../src/audio/features/networkNames.js';
import { soundNetwork } from '../../../src/audio/features/networks.js';
import { randomNetwork } from '../../../src/audio/features/randomNetwork.js';
import { graphStft } from '../../../src/audio/features/spectrogram.js';
import { ULYANOV_LAYER, ulyanovNetwork } from '../../../src/audio/features/ulyanovNetwork.js';
import { tf } from '../../../src/shared/engine/tf.js';
import { Rng } from '../../../src/shared/rng.js';

const amplitudesOf = (frames: number, bins: number) => new Rng(2).normals(frames * bins).map(Math.abs);

describe('soundNetwork', () => {
  it('knows every name', async () => {
    for (const name of SOUND_NETWORKS) expect((await soundNetwork(name, 0)).name).toBe(name);
  });
});

describe('ulyanovNetwork', () => {
  const stft = graphStft({ fftSamples: 16, hopSamples: 8 }, 12, 22_050);
  const amplitude = amplitudesOf(12, 9);

  it('is 4096 filters over 11 frames of ln(1 + |X|), with the deviation of the original, and a ReLU', () => {
    const { [ULYANOV_LAYER]: features } = ulyanovNetwork(3).features(tf.tensor2d(amplitude, [12, 9]), stft, [
      ULYANOV_LAYER,
    ]);
    expect(features!.shape).toEqual([1, 1, 2, 4096]);
    const deviation = Math.SQRT2 * Math.sqrt(2 / ((9 + 4096) * 11));
    const kernel = new Rng(3).normals(11 * 9 * 4096, deviation);
    const found = features!.dataSync();
    for (const [step, filter] of [
      [0, 0],
      [1, 5],
      [1, 4095],
    ] as const) {
      let sum = 0;
      for (let i = 0; i < 99; i++) {
        // The amplitude of a full-scale sine is 1, its |X| half the sum of the window.
        sum += Math.log1p(4 * amplitude[step * 9 + i]!) * kernel[i * 4096 + filter]!;
      }
      expect(found[step * 4096 + filter]!).toBeCloseTo(Math.max(0, sum), 4);
    }
  });
});

describe('randomNetwork', () => {
  it('has a branch that sees 64 frames', () => {
    const stft = graphStft({ fftSamples: 256, hopSamples: 64 }, 70, 8000);
    const amplitude = tf.tensor2d(amplitudesOf(70, 129), [70, 129]);
    const { rhythm } = randomNetwork(0).features(amplitude, stft, ['rhythm']);
    expect(rhythm!.shape).toEqual([1, 1, 7, 256]);
  });
});
