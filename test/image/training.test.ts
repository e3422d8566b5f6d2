import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BASE_PLAN } from '../../src/image/train/methods/basePlan.js';
import { PhotoSet } from '../../src/image/train/photoSet.js';
import { studyStyles } from '../../src/image/train/studyStyles.js';
import type { TrainingPlan } from '../../src/image/train/trainingPlan.js';
import { StyliserTraining } from '../../src/image/train/trainStyliser.js';
import type { Engine } from '../../src/shared/engine/engine.js';
import { openEngine } from '../../src/shared/engine/openEngine.js';
import { openNetwork } from '../../src/shared/networks/openNetwork.js';
import { PICTURE_NETWORKS } from '../../src/shared/networks/pictureNetworks.js';
import { readPicture } from '../../src/shared/pictures/read.js';
import { SILENT } from '../../src/shared/reporter.js';
import { BY_TERMS, OF_CRITIC } from '../../src/shared/stylise/lesson.js';
import { learntShapes, type TrainingSetting } from '../../src/shared/stylise/stylisedLosses.js';
import { firstWeights, isFilter } from '../../src/shared/stylise/styliser.js';
import { openTerms } from '../../src/shared/terms/openTerm.js';
import { Learner } from '../../src/shared/train/learner.js';
import { writeSafetensors } from '../../src/shared/weights/safetensorsWriter.js';

const PLAN: TrainingPlan = {
  ...BASE_PLAN,
  family: { kind: 'residual', width: 4, blocks: 1, kernel: 3, styles: 2 },
  terms: [
    { kind: 'content', name: 'content', layers: { conv2: 1 } },
    { kind: 'wasserstein', name: 'style', layers: { conv1: 1, conv3: 1 } },
  ],
  rate: { peak: 4e-3, warmUpSteps: 5, fallFromStep: 400 },
  phases: [
    { cropPx: 32, share: 0.5 },
    { cropPx: 48, share: 0.5 },
  ],
};
const SEED = 3;
const PHOTOS = ['boats', 'coffee'].map((name) => `fixtures/pictures/${name}.jpg`);
const STYLES = ['swirls', 'daffodils'].map((name) => `fixtures/pictures/${name}.jpg`);

let folder: string;
let engines: Engine[];
let setting: TrainingSetting;
let photos: PhotoSet;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-training-'));
  engines = await Promise.all([1, 2].map((lanes) => openEngine({ device: 'cpu', threads: lanes, lanes })));
  const { choice, defaultLayers } = PICTURE_NETWORKS.inception;
  setting = {
    family: PLAN.family,
    network: await openNetwork(choice),
    terms: openTerms(PLAN.terms, defaultLayers),
    stem: new Map(),
  };
  photos = await PhotoSet.read(PHOTOS, 128, 64, SILENT);
});
afterAll(async () => {
  await Promise.all(engines.map((engine) => engine.close()));
  await rm(folder, { recursive: true, force: true });
});

const newLearner = (lessons: TrainingPlan['lessons'] = PLAN.lessons) => {
  const shapes = learntShapes(PLAN.family, lessons);
  const initial = firstWeights(PLAN.family, Learner.start(shapes, SEED).means);
  return Learner.start(shapes, SEED, { initial, decays: isFilter });
};

async function trainingOf(engine: Engine, learner: Learner, plan = PLAN) {
  const pictures = await Promise.all(
    STYLES.map((path) => readPicture(path, () => ({ width: 64, height: 64 }))),
  );
  const styles = await studyStyles(engine, setting, pictures, {
    photos,
    strength: PLAN.strength,
    seed: SEED,
  });
  const warnings: string[] = [];
  const reporter = { ...SILENT, warn: (text: string) => void warnings.push(text) };
  const run = { setting, plan, source: { photos, styles, seed: SEED } };
  return { training: new StyliserTraining(engine, learner, run, { reporter }), warnings };
}

const bytesOf = (learner: Learner) => writeSafetensors(learner.means);

describe('a training', () => {
  it.each([
    ['of one lesson', PLAN.lessons],
    ['with a critic', [OF_CRITIC, { ...BY_TERMS, critic: 1, frames: 1 }]],
    [
      'of garments',
      [
        { ...OF_CRITIC, garment: true },
        { ...BY_TERMS, garment: true },
      ],
    ],
  ] as const)(
    '%s is the same whether it was cut off or not, and on however many lanes',
    async (_, lessons) => {
      // One size of crops is enough for several lessons: each is a program of its own for each size.
      const phases =
        lessons === PLAN.lessons
          ? PLAN.phases
          : PLAN.phases.slice(0, 1).map((phase) => ({ ...phase, share: 1 }));
      const plan = { ...PLAN, lessons, phases };
      const whole = newLearner(lessons);
      const unbroken = await trainingOf(engines[0]!, whole, plan);
      await unbroken.training.goOn(8, 8);
      await unbroken.training.close();

      const begun = newLearner(lessons);
      const first = await trainingOf(engines[1]!, begun, plan);
      await first.training.goOn(3, 8);
      await first.training.close();
      const path = join(folder, 'checkpoint.safetensors');
      await begun.save(path);
      const resumed = await Learner.resume(path, learntShapes(PLAN.family, lessons), 99, {
        decays: isFilter,
      });
      const second = await trainingOf(engines[1]!, resumed, plan);
      await second.training.goOn(8, 8);
      await second.training.close();
      expect(bytesOf(resumed)).toEqual(bytesOf(whole));
    },
  );

  it('comes nearer to its styles', async () => {
    const learner = newLearner();
    const { training, warnings } = await trainingOf(engines[1]!, learner);
    await training.goOn(1, 200);
    const { style: before } = training.losses;
    await training.goOn(60, 200);
    await training.close();
    expect(training.losses.style).toBeLessThan(0.6 * before!);
    expect(warnings).toEqual([]);
  });

  it('that has lost its way goes on from weights that were good, and says so', async () => {
    const learner = newLearner();
    const plan = { ...PLAN, rate: { ...PLAN.rate, peak: 1e30 } };
    const { training, warnings } = await trainingOf(engines[1]!, learner, plan);
    const before = bytesOf(learner);
    await training.goOn(6, 200).catch(() => undefined);
    await training.close();
    expect(warnings.length).toBeGreaterThan(0);
    expect(warnings[0]).toContain('lost its way');
    expect(bytesOf(learner)).not.toEqual(before);
    for (const { data } of learner.means.values()) expect(data.every(Number.isFinite)).toBe(true);
  });
});
