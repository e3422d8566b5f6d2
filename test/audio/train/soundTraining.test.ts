import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bandGaussian } from '../../../src/audio/apply/bandLevels.js';
import { soundView } from '../../../src/audio/features/soundView.js';
import { graphStft } from '../../../src/audio/features/spectrogram.js';
import { ulyanovNetwork } from '../../../src/audio/features/ulyanovNetwork.js';
import { PRESETS } from '../../../src/audio/presets.js';
import { SpectralShaper } from '../../../src/audio/shape/spectralShape.js';
import type { Sound } from '../../../src/audio/sound.js';
import { practiceSounds } from '../../../src/audio/train/practiceSounds.js';
import { soundGoals } from '../../../src/audio/train/soundGoals.js';
import { SoundSet } from '../../../src/audio/train/soundSet.js';
import { SoundTraining } from '../../../src/audio/train/soundTraining.js';
import { measureStyle } from '../../../src/audio/transfer/measureStyle.js';
import { melBank } from '../../../src/shared/dsp/mel.js';
import { signalOf } from '../../../src/shared/dsp/signal.js';
import { openEngine } from '../../../src/shared/engine/openEngine.js';
import { SILENT } from '../../../src/shared/reporter.js';
import { bandShapes } from '../../../src/shared/stylise/bandNet.js';
import { NO_LAYERS, openTerms } from '../../../src/shared/terms/openTerm.js';
import { Learner } from '../../../src/shared/train/learner.js';
import { BAND_FAMILY } from '../../support/bandNet.js';
import { bassLine, drumsWithGaps, rain } from '../../support/recordedSounds.js';

const FRAMES = 48;
const SEED = 2;
/** No network looks: steps take some hundredths of a second. */
const RECIPE = {
  ...PRESETS.default,
  network: 'ulyanov',
  terms: [
    { kind: 'envelope', weight: 0.3 },
    { kind: 'wasserstein', name: 'style', layers: { cepstrum: 1 } },
  ],
} as const;

const STYLE = signalOf(rain(1, RECIPE.sampleRateHz, 1).channels[0]!);

let folder: string;
let sounds: SoundSet;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-sound-training-'));
  const contents = [drumsWithGaps, bassLine].map((of) => of(1.5, RECIPE.sampleRateHz, SEED).channels[0]!);
  const shaper = new SpectralShaper(RECIPE.stft, RECIPE.sampleRateHz);
  sounds = new SoundSet(contents, RECIPE, FRAMES, bandGaussian(STYLE, shaper));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Weights after some steps, and the running mean of the style's loss at each. @param cutAt a step after which all but a checkpoint is lost */
async function trained(steps: number, cutAt?: number) {
  const engine = await openEngine({ device: 'cpu', threads: 1 });
  const { stft, sampleRateHz } = RECIPE;
  const network = ulyanovNetwork(0);
  const style = await measureStyle(STYLE, {
    engine,
    network,
    recipe: RECIPE,
  });
  const view = soundView(network, graphStft(stft, FRAMES, sampleRateHz), 'levels');
  const terms = openTerms(RECIPE.terms, NO_LAYERS);
  const balance = { kind: 'strength', strength: 0.8, evenRatio: 1 } as const;
  const goals = await soundGoals(engine, { view, terms, balance }, style, { sounds, seed: SEED });
  const bank = melBank({ sampleRateHz, fftSamples: stft.fftSamples, bands: BAND_FAMILY.bands });
  const means: number[] = [];
  const reporter = {
    ...SILENT,
    step: ({ terms: of }: { terms: Readonly<Record<string, number>> }) => {
      means.push(of.style!);
    },
  };
  const run = {
    setting: { family: BAND_FAMILY, view, terms, bank, steadiness: 1 },
    plan: { batch: 1, rate: { peak: 1e-2, warmUpSteps: 2, fallFromStep: 50 } },
    goals,
    sounds,
    seed: SEED,
  };
  const shapes = bandShapes(BAND_FAMILY);
  const goOn = async (learner: Learner, until: number) => {
    const training = await SoundTraining.open(engine, learner, run, { reporter });
    await training.goOn(until, steps);
    await training.close();
  };
  let learner = Learner.start(shapes, SEED);
  if (cutAt !== undefined) {
    await goOn(learner, cutAt);
    const checkpoint = join(folder, 'checkpoint.safetensors');
    await learner.save(checkpoint);
    learner = await Learner.resume(checkpoint, shapes, SEED);
  }
  await goOn(learner, steps);
  await engine.close();
  return { weights: [...learner.means.values()].map(({ data }) => data), means };
}

describe('a training on sounds', () => {
  it('comes nearer to the style', async () => {
    const { means } = await trained(40);
    // Each mean has a thirtieth of the step's own loss.
    const losses = means.slice(1).map((mean, i) => means[i]! + 30 * (mean - means[i]!));
    const sumOf = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0);
    // The move in closed form that it begins with has come most of the way.
    expect(sumOf(losses.slice(-10))).toBeLessThan(0.95 * sumOf(losses.slice(0, 10)));
  });

  it('is the same to the last bit when it is done again', async () => {
    expect(await trained(3)).toEqual(await trained(3));
  });

  it('is the same to the last bit when it was cut off in between', async () => {
    expect((await trained(4, 2)).weights).toEqual((await trained(4)).weights);
  });
});

describe('sounds made by formula', () => {
  it('are the same for a seed and others for another, loud enough and without jumps to nowhere', () => {
    const [a, again, b] = [5, 5, 6].map((seed) => practiceSounds(1, seed)) as [Sound[], Sound[], Sound[]];
    expect(again).toEqual(a);
    expect(b).not.toEqual(a);
    const [samples] = a[0]!.channels;
    const peak = samples!.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    expect(peak).toBeGreaterThan(0.02);
    expect(peak).toBeLessThan(2);
  });
});
