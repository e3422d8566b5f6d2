import { describe, expect, it } from 'vitest';
import { randomNetwork } from '../../../src/audio/features/randomNetwork.js';
import { amplitudes, compress, graphStft } from '../../../src/audio/features/spectrogram.js';
import { recipeOf } from '../../../src/audio/makeRecipe.js';
import type { Recipe } from '../../../src/audio/recipe.js';
import { SOUND_STATISTICS } from '../../../src/audio/statistics/soundStatistics.js';
import { unscaledWeights } from '../../../src/audio/transfer/balance.js';
import {
  contentInputs,
  frameEnergies,
  type ObjectiveParts,
  spectrogramObjective,
  waveformObjective,
} from '../../../src/audio/transfer/objective.js';
import { type Tensor, tf } from '../../../src/shared/engine/tf.js';
import { Rng } from '../../../src/shared/rng.js';
import { chirp } from '../../shared/dsp/signals.js';
import { eagerEvaluation } from '../../support/engines.js';
import { expectSoundObjective } from '../../support/soundObjective.js';

const RATE = 8000;
const stft = graphStft({ fftSize: 256, hopSize: 64 }, 20, RATE);
const network = randomNetwork(0);
const signal = chirp(stft.length / RATE, RATE);
const waveform = { shape: [1, stft.length], data: signal };
const arrayOf = (tensor: Tensor) => ({ shape: tensor.shape, data: Float32Array.from(tensor.dataSync()) });
const amplitude = () => amplitudes(tf.tensor2d(signal, [1, stft.length]), stft);
const timbre = () => network.features(amplitude(), stft, ['timbre']).timbre!;

const published: Recipe = {
  ...recipeOf({ preset: 'ulyanov' }),
  stft: { fftSize: 256, hopSize: 64 },
  style: { timbre: { statistic: 'gram', weight: 1 } },
  content: { spectrum: 0, pitch: 0, envelope: 0, features: { timbre: 0.01 } },
};
const noRanges = { style: {}, spectrum: 1, envelope: 1, features: {} };

describe('the losses of Ulyanov & Lebedev', () => {
  const target = { shape: [256, 256], data: new Rng(1).normals(256 * 256) };
  const wanted = { shape: [1, 1, 12, 256], data: new Rng(2).normals(12 * 256) };
  const parts: ObjectiveParts = {
    recipe: published,
    network,
    stft,
    style: { timbre: target },
    ranges: noRanges,
    weights: unscaledWeights(0.6),
  };

  it('are sums of squares: 0.01 of features, and of Gram matrices of mean products', () => {
    const { terms } = eagerEvaluation(waveformObjective(parts), { waveform, 'features.timbre': wanted });
    const features = arrayOf(timbre()).data;
    let content = 0;
    for (let i = 0; i < features.length; i++) content += (features[i]! - wanted.data[i]!) ** 2;
    let style = 0;
    for (let a = 0; a < 256; a++) {
      for (let b = 0; b < 256; b++) {
        let product = 0;
        for (let t = 0; t < 12; t++) product += features[t * 256 + a]! * features[t * 256 + b]!;
        style += (product / 12 - target.data[a * 256 + b]!) ** 2;
      }
    }
    expect([terms['features.timbre']!, terms.style!]).toBeAllclose([0.01 * content, style], 1e-3);
  });

  it('weigh the content more at less strength', () => {
    expect(unscaledWeights(0.6)).toEqual({ style: 1, content: 1 });
    expect(unscaledWeights(0.3).content).toBeGreaterThan(10);
    expect(unscaledWeights(1).content).toBe(0);
  });
});

describe('scaled losses', () => {
  const recipe: Recipe = {
    ...published,
    scaling: 'range',
    rhythm: 'content',
    envelope: 'content',
    content: { spectrum: 1, pitch: 0, envelope: 0.3, features: { timbre: 0.5 } },
  };
  const gram = () => SOUND_STATISTICS.gram.measure(timbre(), stft);
  const own = () => ({
    style: {},
    spectrum: arrayOf(compress(amplitude())),
    envelope: arrayOf(frameEnergies(amplitude())).data,
    rhythm: { shape: [226, 40], data: new Float32Array(226 * 40) },
    features: { timbre: arrayOf(timbre()) },
  });
  const parts = (): ObjectiveParts => ({
    recipe,
    network,
    stft,
    style: { timbre: arrayOf(gram()) },
    ranges: { style: { timbre: 1 }, spectrum: 1, envelope: 1, features: { timbre: 1 } },
    weights: { style: 1, content: 1 },
  });
  const inputs = () => {
    const { envelope, ...rest } = own();
    return contentInputs(recipe, { goal: { ...rest, envelope }, own: { ...rest, envelope }, envelope });
  };

  it('are 0 at their own target, by samples and by amplitudes', () => {
    const { rhythm, ...others } = inputs();
    expect(rhythm).toBeDefined();
    const quiet: ObjectiveParts = { ...parts(), recipe: { ...recipe, rhythm: 'none' } };
    const bySamples = eagerEvaluation(waveformObjective(quiet), { waveform, ...others });
    const levels = others.spectrum!;
    const byLevels = eagerEvaluation(spectrogramObjective(quiet), { levels, ...others });
    expect(Object.keys(bySamples.terms).sort()).toEqual(['content', 'envelope', 'features.timbre', 'style']);
    for (const { terms } of [bySamples, byLevels]) {
      for (const value of Object.values(terms)) expect(Math.abs(value)).toBeLessThan(1e-4);
    }
  });

  it('fall in the direction that the gradient says, whatever the sign of levels', async () => {
    const { rhythm: _, ...others } = inputs();
    const quiet: ObjectiveParts = { ...parts(), recipe: { ...recipe, rhythm: 'none' } };
    const data = new Rng(5).normals(20 * stft.bins).map((x) => x + 2 * Math.sign(x));
    const objective = spectrogramObjective(quiet);
    const at = (levels: Float32Array) =>
      eagerEvaluation(objective, { levels: { shape: [20, stft.bins], data: levels }, ...others }).total;
    expect(at(data)).toBeCloseTo(at(data.map((x) => -x)), 3);
    const frozen = (values: Record<string, Tensor>) => ({
      ...values,
      ...Object.fromEntries(
        Object.entries(others).map(([name, { shape, data: fixed }]) => [name, tf.tensor(fixed, [...shape])]),
      ),
    });
    await expectSoundObjective(
      ({ levels }) => objective(frozen({ levels: levels as Tensor })),
      { levels: { shape: [20, stft.bins], data } },
      { step: 1e-2, relative: 0.03 },
    );
  });
});

describe('style losses', () => {
  const target = { shape: [256, 256], data: new Rng(1).normals(256 * 256, 0.1) };
  const lossOf = (samples: Float32Array) => {
    const frames = Math.floor((samples.length - 256) / 64) + 1;
    const own = graphStft({ fftSize: 256, hopSize: 64 }, frames, RATE);
    const parts: ObjectiveParts = {
      recipe: { ...published, scaling: 'range', content: { ...published.content, features: {} } },
      network,
      stft: own,
      style: { timbre: target },
      ranges: { ...noRanges, style: { timbre: 1 } },
      weights: { style: 1, content: 0 },
    };
    const data = samples.slice(0, own.length);
    return eagerEvaluation(waveformObjective(parts), { waveform: { shape: [1, own.length], data } }).total;
  };

  it('hardly change if a clip is played twice', () => {
    const clip = chirp(0.5, RATE);
    const twice = Float32Array.from([...clip, ...clip]);
    expect(lossOf(twice) / lossOf(clip)).toBeGreaterThan(0.9);
    expect(lossOf(twice) / lossOf(clip)).toBeLessThan(1.1);
  });
});
