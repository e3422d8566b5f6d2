import { BASE_PLAN } from '../../src/image/train/methods/basePlan.js';
import { PhotoSet } from '../../src/image/train/photoSet.js';
import { studyStyles } from '../../src/image/train/studyStyles.js';
import type { TrainingPlan } from '../../src/image/train/trainingPlan.js';
import { StyliserTraining } from '../../src/image/train/trainStyliser.js';
import type { Engine } from '../../src/shared/engine/engine.js';
import { openNetwork } from '../../src/shared/networks/openNetwork.js';
import { PICTURE_NETWORKS } from '../../src/shared/networks/pictureNetworks.js';
import { readPicture } from '../../src/shared/pictures/read.js';
import { SILENT } from '../../src/shared/reporter.js';
import type { TrainingSetting } from '../../src/shared/stylise/stylisedLosses.js';
import { openTerms } from '../../src/shared/terms/openTerm.js';
import type { Learner } from '../../src/shared/train/learner.js';

/** A training whose steps take some hundredths of a second: few layers look at small squares. */
export const SMALL_PLAN: TrainingPlan = {
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
export const SMALL_SEED = 3;
const STYLES = ['swirls', 'daffodils'].map((name) => `fixtures/pictures/${name}.jpg`);
const PHOTOS = ['boats', 'coffee'].map((name) => `fixtures/pictures/${name}.jpg`);

/** What trainings of `SMALL_PLAN` see with, and see. */
export interface SmallMaterial {
  readonly setting: TrainingSetting;
  readonly photos: PhotoSet;
}

export async function smallMaterial(plan = SMALL_PLAN): Promise<SmallMaterial> {
  const { choice, defaultLayers } = PICTURE_NETWORKS.inception;
  const network = await openNetwork(choice);
  const terms = openTerms(plan.terms, defaultLayers);
  return {
    setting: { family: plan.family, network, terms, stem: new Map() },
    photos: await PhotoSet.read(PHOTOS, 128, 64, SILENT),
  };
}

/** Such a training, and what it warns of. */
export async function smallTraining(
  engine: Engine,
  learner: Learner,
  { setting, photos }: SmallMaterial,
  plan = SMALL_PLAN,
) {
  const pictures = await Promise.all(
    STYLES.map((path) => readPicture(path, () => ({ width: 64, height: 64 }))),
  );
  const styles = await studyStyles(engine, setting, pictures, {
    photos,
    strength: plan.strength,
    seed: SMALL_SEED,
  });
  const warnings: string[] = [];
  const reporter = { ...SILENT, warn: (text: string) => void warnings.push(text) };
  const run = { setting, plan, source: { photos, styles, seed: SMALL_SEED } };
  return { training: new StyliserTraining(engine, learner, run, { reporter }), warnings };
}
