import { describe, expect, it } from 'vitest';
import { MOMENT_BANDS } from '../../../src/audio/features/bands.js';
import { CEPSTRUM_SIZE, cepstralBasis } from '../../../src/audio/features/cepstrum.js';
import { chromagram, pitchFrames, pitchStft } from '../../../src/audio/features/pitch.js';
import { randomNetwork } from '../../../src/audio/features/randomNetwork.js';
import { CEPSTRUM, hasLayer, LEVELS, soundView } from '../../../src/audio/features/soundView.js';
import { amplitudes, compress, graphStft, melAmplitudes } from '../../../src/audio/features/spectrogram.js';
import { SpectralShaper } from '../../../src/audio/shape/spectralShape.js';
import { applyMelBank, melBank } from '../../../src/shared/dsp/mel.js';
import { magnitudeOf, Stft } from '../../../src/shared/dsp/stft.js';
import { type Scalar, type Tensor, type Tensor2D, type Tensor3D, tf } from '../../../src/shared/engine/tf.js';
import { Rng } from '../../../src/shared/rng.js';
import { pitchLoss } from '../../../src/shared/terms/pitch.js';
import { chirp, noise, sine } from '../../shared/dsp/signals.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';

const RATE = 8000;
const SHAPE = { fftSamples: 256, hopSamples: 64 };
const stft = graphStft(SHAPE, 20, RATE);
const waveform = (signal: Float32Array) => tf.tensor2d(signal, [1, signal.length]);
const values = (tensor: { dataSync(): unknown }) => Float32Array.from(tensor.dataSync() as Float32Array);
/** Frames of the transform whose centre is half a frame into the signal. */
const inner = (signal: Float32Array) => {
  const spectrum = new Stft(SHAPE).analyse(signal);
  return magnitudeOf(spectrum).subarray(2 * spectrum.bins, 22 * spectrum.bins);
};

describe('amplitudes', () => {
  it('are those of the transform, scaled', () => {
    const signal = chirp(stft.lengthSamples / RATE, RATE);
    const expected = inner(signal).map((m) => Math.hypot((4 * m) / 256, 1e-5));
    expect(values(amplitudes(waveform(signal), stft))).toBeAllclose(expected, 1e-4, 1e-5);
  });

  it('of a full-scale sine are 1 at its bin', () => {
    const peaks = values(amplitudes(waveform(sine(1000, stft.lengthSamples / RATE, RATE)), stft));
    expect(peaks[32]!).toBeCloseTo(1, 3);
    expect(values(compress(tf.tensor1d([1])))[0]!).toBeCloseTo(Math.log(1001), 4);
  });

  it('of the first bins are the first of all', () => {
    const few = graphStft(SHAPE, 20, RATE, 40);
    const signal = waveform(noise(stft.lengthSamples));
    const all = values(amplitudes(signal, stft));
    expect(values(amplitudes(signal, few)).subarray(40, 80)).toBeAllclose(all.subarray(129, 169), 1e-4, 1e-6);
  });

  it('fall in the direction that the gradient says', async () => {
    const small = graphStft({ fftSamples: 16, hopSamples: 8 }, 3, RATE);
    const objective = ({ x }: Record<string, Tensor>) => ({
      loss: tf.sum(compress(amplitudes(x!, small))) as Scalar,
    });
    await expectSoundObjective(objective, normalValues({ x: [1, 32] }, 3));
  });
});

describe('randomNetwork', () => {
  const amplitude = tf.tensor2d(new Rng(2).normals(20 * 129).map(Math.abs), [20, 129]);

  it('is the convolution over frames that it says, with a ReLU, on compressed mel bands', () => {
    const { timbre } = randomNetwork(5).features(amplitude, stft, ['timbre']);
    expect(timbre!.shape).toEqual([1, 1, 12, 256]);
    const kernel = new Rng(5 + 1).normals(9 * 80 * 256, Math.sqrt(2 / 720));
    const bank = melBank({ sampleRateHz: RATE, fftSamples: 256, bands: 80 });
    const mel = applyMelBank(values(amplitude), bank, 80).map((a) => Math.log1p(1000 * a));
    const at = (step: number, filter: number) => {
      let sum = 0;
      for (let i = 0; i < 720; i++) sum += mel[step * 80 + i]! * kernel[i * 256 + filter]!;
      return Math.max(0, sum);
    };
    const found = values(timbre!);
    for (const [step, filter] of [
      [0, 0],
      [3, 17],
      [11, 255],
    ] as const)
      expect(found[step * 256 + filter]!).toBeCloseTo(at(step, filter), 3);
  });

  it('depends on its seed, and on nothing else', () => {
    const of = (seed: number) =>
      values(randomNetwork(seed).features(amplitude, stft, ['spectrum']).spectrum!);
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });
});

describe('soundView', () => {
  it('holds the cepstra of what the shaper calls levels of bands', () => {
    // Noise keeps all bands above the floors of either.
    const hiss = noise(stft.lengthSamples, 0.05, 4);
    const signal = chirp(stft.lengthSamples / RATE, RATE).map((x, i) => x + hiss[i]!);
    const view = soundView(randomNetwork(0), stft, 'samples');
    const { [CEPSTRUM]: cepstra, ...rest } = view.see(waveform(signal), [CEPSTRUM]);
    expect(rest).toEqual({});
    const levels = new SpectralShaper(SHAPE, RATE)
      .logMel(signal)
      .subarray(2 * MOMENT_BANDS, 22 * MOMENT_BANDS);
    const basis = cepstralBasis(CEPSTRUM_SIZE);
    const wanted = Float32Array.from({ length: 20 * CEPSTRUM_SIZE }, (_, at) => {
      const [t, k] = [Math.floor(at / CEPSTRUM_SIZE), at % CEPSTRUM_SIZE];
      const frame = levels.subarray(t * MOMENT_BANDS, (t + 1) * MOMENT_BANDS);
      return frame.reduce((sum, x, band) => sum + (x + 9) * basis[band * CEPSTRUM_SIZE + k]!, 0);
    });
    expect(values(cepstra!)).toBeAllclose(wanted, 1e-2, 0.1);
    expect(values(melAmplitudes(tf.ones([20, 129]) as Tensor2D, stft, 10))).toBeAllclose(
      new Float32Array(200).fill(1),
    );
  });
});

describe('soundView of levels', () => {
  const signal = waveform(chirp(stft.lengthSamples / RATE, RATE));
  const levels = compress(amplitudes(signal, stft));

  it('shows what that of samples shows, whatever the sign of levels', () => {
    const layers = ['timbre', LEVELS, 'energies', 'power', 'autocorrelation', CEPSTRUM];
    const bySamples = soundView(randomNetwork(0), stft, 'samples').see(signal, layers);
    for (const x of [levels, tf.neg(levels)]) {
      const byLevels = soundView(randomNetwork(0), stft, 'levels').see(x, layers);
      for (const layer of layers) {
        expect(values(byLevels[layer]!)).toBeAllclose(values(bySamples[layer]!), 1e-2, 1e-3);
      }
    }
  });

  it('has no pitches, which are read from samples', () => {
    const long = graphStft({ fftSamples: 1024, hopSamples: 256 }, 17, 22_050);
    expect(hasLayer('pitches', long, 'samples')).toBe(true);
    expect(hasLayer('pitches', long, 'levels')).toBe(false);
    expect(hasLayer('pitches', stft, 'samples')).toBe(false);
    expect(hasLayer('timbre', stft, 'levels')).toBe(true);
  });
});

describe('pitch', () => {
  const long = graphStft({ fftSamples: 1024, hopSamples: 256 }, 17, 22_050);
  const pitches = pitchStft(long)!;
  const of = (hz: number) => chromagram(waveform(sine(hz, long.lengthSamples / 22_050 + 1, 22_050)), pitches);

  it('is lost by another note, and kept by octave and loudness', () => {
    const batch = (x: Tensor2D) => tf.reshape(x, [1, ...x.shape]) as Tensor3D;
    const loss = (a: Tensor2D, b: Tensor2D) => values(pitchLoss(batch(a), batch(b)))[0]!;
    expect(loss(of(440), of(440))).toBeCloseTo(0, 4);
    expect(loss(tf.mul(of(440), 0.1) as Tensor2D, of(440))).toBeCloseTo(0, 3);
    expect(loss(of(880), of(440))).toBeLessThan(0.1);
    expect(loss(of(622), of(440))).toBeGreaterThan(0.7);
  });

  it('needs frames', () => {
    expect(pitchFrames(graphStft({ fftSamples: 1024, hopSamples: 256 }, 8, 22_050).lengthSamples)).toBe(0);
  });

  it('falls in the direction that the gradient says', async () => {
    const target = new Rng(4).normals(36).map(Math.abs);
    const objective = ({ x }: Record<string, Tensor>) => ({
      loss: tf.sum<Scalar>(pitchLoss(tf.square(x as Tensor3D), tf.tensor3d(target, [1, 3, 12]))),
    });
    await expectSoundObjective(objective, normalValues({ x: [1, 3, 12] }, 5));
  });
});
