import { describe, expect, it } from 'vitest';
import { autocorrelation, lagsOf } from '../../../src/audio/features/autocorrelation.js';
import {
  type Scalar,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
  tf,
} from '../../../src/shared/engine/tf.js';
import { Rng } from '../../../src/shared/rng.js';
import { rhythmDistance } from '../../../src/shared/terms/rhythm.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';

const values = (tensor: Tensor) => Float32Array.from(tensor.dataSync());
const features = (rows: Float32Array, channels: number) =>
  tf.tensor4d(rows, [1, 1, rows.length / channels, channels]);
const lags = { first: 3, count: 10 };

/** Straight from the definition. */
function oracle(rows: Float32Array, channels: number): number[] {
  const frames = rows.length / channels;
  const centred = (channel: number) => {
    const x = Array.from({ length: frames }, (_, t) => rows[t * channels + channel]!);
    const mean = x.reduce((a, b) => a + b) / frames;
    return x.map((value) => value - mean);
  };
  return Array.from({ length: lags.count * channels }, (_, at) => {
    const lag = lags.first + Math.floor(at / channels);
    if (frames - lag < frames / 2) return 0;
    const x = centred(at % channels);
    const mean = x.slice(lag).reduce((sum, value, t) => sum + value * x[t]!, 0) / (frames - lag);
    return mean / (x.reduce((sum, value) => sum + value * value, 0) / frames + 1e-4);
  });
}

describe('autocorrelation', () => {
  it.each([40, 41, 16])('is the mean product at each lag over the variance, of %i frames', (frames) => {
    const rows = new Rng(frames).normals(frames * 3);
    expect(values(autocorrelation(features(rows, 3), lags))).toBeAllclose(oracle(rows, 3), 1e-3, 1e-5);
  });

  it('does not depend on length or on level', () => {
    const beat = (frames: number, gain: number, offset: number) =>
      features(
        Float32Array.from({ length: frames }, (_, t) => offset + gain * Math.sin((2 * Math.PI * t) / 8)),
        1,
      );
    const of = (...[frames, gain, offset]: [number, number, number]) =>
      values(autocorrelation(beat(frames, gain, offset), lags));
    expect(of(80, 1, 0)).toBeAllclose(of(160, 3, -5), 0, 0.02);
    // It repeats every 8 frames.
    expect(of(80, 1, 0)[8 - lags.first]!).toBeCloseTo(1, 1);
    expect(of(80, 1, 0)[12 - lags.first]!).toBeCloseTo(-1, 1);
  });

  it('looks at 0.2 to 2 s', () => {
    expect(lagsOf({ hopSamples: 256, sampleRateHz: 22_050 })).toEqual({ first: 17, count: 156 });
  });
});

describe('rhythmDistance', () => {
  it('is the square of the relative error', () => {
    const [a, b] = [tf.tensor3d([[[1, 2]]]), tf.tensor3d([[[1, 4]]])];
    expect(values(rhythmDistance(a, b))[0]).toBeCloseTo(4 / 17, 5);
    expect(values(rhythmDistance(b, b))[0]).toBe(0);
  });

  it('falls in the direction that the gradient says', async () => {
    const target = new Rng(8).normals(20);
    const objective = ({ x }: Record<string, Tensor>) => {
      const found = autocorrelation(tf.reshape(x as Tensor2D, [1, 1, 30, 2]) as Tensor4D, lags);
      const rhythm = tf.reshape(found, [1, 10, 2]) as Tensor3D;
      return { loss: tf.sum(rhythmDistance(rhythm, tf.tensor3d(target, [1, 10, 2]))) as Scalar };
    };
    await expectSoundObjective(objective, normalValues({ x: [30, 2] }, 9));
  });
});
