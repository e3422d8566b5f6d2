import { createHash } from 'node:crypto';
import type { Engine } from '../../shared/engine/engine.js';
import { openEngine } from '../../shared/engine/openEngine.js';
import { NstError } from '../../shared/errors.js';
import { openNetwork } from '../../shared/networks/openNetwork.js';
import { PICTURE_NETWORKS } from '../../shared/networks/pictureNetworks.js';
import { picturesOf } from '../../shared/pictures/folder.js';
import { SILENT } from '../../shared/reporter.js';
import { Rng } from '../../shared/rng.js';
import type { StyliserModel } from '../../shared/stylise/modelFile.js';
import { readStem } from '../../shared/stylise/readStem.js';
import { learntShapes, type TrainingSetting } from '../../shared/stylise/stylisedLosses.js';
import { firstWeights, isFilter, seesWithStem, styliserShapes } from '../../shared/stylise/styliser.js';
import { openTerms } from '../../shared/terms/openTerm.js';
import { Learner } from '../../shared/train/learner.js';
import { openLearner, runTraining, type TrainingEnd } from '../../shared/train/training.js';
import type { Weights } from '../../shared/weights/tensors.js';
import { findBase } from './bases.js';
import { baseWeights } from './baseWeights.js';
import {
  checkStyleCount,
  checkTrainOptions,
  sampledStyles,
  TRAIN_DEFAULTS,
  type TrainOptions,
} from './options.js';
import { PhotoSet } from './photoSet.js';
import { TRAININGS, type TrainingName } from './registry.js';
import { readStyles, type StyleFile, studyStyles } from './studyStyles.js';
import { styleViews } from './styleViews.js';
import type { TrainingPlan } from './trainingPlan.js';
import { StyliserTraining } from './trainStyliser.js';

/** What came of a training. */
export interface TrainedStyle {
  readonly model: StyliserModel;
  readonly steps: number;
  readonly seconds: number;
  /** Means over the last steps, by term. */
  readonly losses: Readonly<Record<string, number>>;
  readonly photos: number;
  readonly device: string;
  readonly ended: TrainingEnd;
}

/** Photos whose sides are shorter are of no use. */
const LEAST_PHOTO_PX = 128;

/**
 * Trains a net that gives pictures a style in one pass.
 *
 * The same options with `steps` give the same net on the same machine; a training that goes on from its checkpoint is the one that was
 * never cut off.
 *
 * @throws NstError NST_BAD_OPTION, NST_BAD_INPUT, NST_DEVICE or NST_MODEL_BROKEN, each with one line that names the option or file
 */
export async function trainStyle(options: TrainOptions): Promise<TrainedStyle> {
  const begin = performance.now();
  checkTrainOptions(options);
  const { reporter = SILENT, device = 'auto', threads = 0, size = TRAIN_DEFAULTS.size } = options;
  const named = await picturesOf([options.style].flat());
  const method = methodFor(options, named.length);
  const paths = TRAININGS[method].styles === 'any' ? sampledStyles(named, reporter) : named;
  checkStyleCount(paths.length);
  const plan = planOf(method, options, paths.length);
  const styles = await readStyles(paths, size);
  reporter.stage('reading photographs');
  const photos = await PhotoSet.read(
    await picturesOf([options.content].flat()),
    size,
    LEAST_PHOTO_PX,
    reporter,
  );
  const engine = await openEngine({ device, threads, lanes: plan.batch, reporter });
  try {
    const training = await openTraining(engine, { plan, styles, photos }, options);
    const { steps, minutes = TRAIN_DEFAULTS.minutes, checkpoint, signal } = options;
    const length = { steps, minutes, begin, meanCost: meanCost(plan), checkpoint, signal, reporter };
    const ended = await runTraining(training, length);
    return {
      model: { weights: weightsOf(training), card: cardOf(training, { method, styles, photos }, options) },
      steps: training.learner.steps,
      seconds: (performance.now() - begin) / 1000,
      losses: training.losses,
      photos: photos.count,
      device: engine.device,
      ended,
    };
  } finally {
    await engine.close();
  }
}

/** @throws NstError NST_BAD_OPTION for more styles than the method learns */
function methodFor({ method }: TrainOptions, styles: number): TrainingName {
  if (method === undefined) return styles === 1 ? 'johnson2016' : 'cin2017';
  if (TRAININGS[method].styles !== 'one' || styles === 1) return method;
  const problem = `expected one picture for ${method}, found ${styles}; --method cin2017 learns several`;
  throw new NstError('NST_BAD_OPTION', `style: ${problem}`);
}

function planOf(method: TrainingName, { strength }: TrainOptions, styles: number): TrainingPlan {
  const plan = TRAININGS[method].plan(styles);
  return { ...plan, strength: strength ?? plan.strength };
}

interface Material {
  readonly plan: TrainingPlan;
  readonly styles: readonly StyleFile[];
  readonly photos: PhotoSet;
}

async function openTraining(
  engine: Engine,
  { plan, styles, photos }: Material,
  { seed = TRAIN_DEFAULTS.seed, from, checkpoint, reporter = SILENT, signal }: TrainOptions,
): Promise<StyliserTraining> {
  const setting = await settingOf(plan);
  reporter.stage(styles.length === 1 ? 'looking at the style' : `looking at ${styles.length} styles`);
  const rng = new Rng(seed);
  const { viewsPerStyle: count } = plan;
  const pictures = styles.flatMap(({ picture }) =>
    count === 0 ? [picture] : styleViews(picture, rng, count),
  );
  const learnt = await studyStyles(engine, setting, pictures, { photos, strength: plan.strength, seed });
  const { learner, onStep } = await openLearner(
    learntShapes(plan.family, plan.lessons),
    {
      seed,
      checkpoint,
      note: noteOf(plan, styles, photos, seed),
      others: 'other styles, photographs or settings',
      initial: await initialWeights(plan, seed, from),
      decays: isFilter,
    },
    reporter,
  );
  const run = { setting, plan, source: { photos, styles: learnt, seed } };
  return new StyliserTraining(engine, learner, run, { reporter, signal, onStep });
}

async function settingOf({ family, terms, firstStride }: TrainingPlan): Promise<TrainingSetting> {
  const { defaultLayers } = PICTURE_NETWORKS.inception;
  return {
    family,
    network: await openNetwork({ name: 'inception', firstStride }),
    terms: openTerms(terms, defaultLayers),
    stem: seesWithStem(family) ? await readStem() : new Map(),
  };
}

/** What is kept of all that was learnt: a critic is of no use afterwards. */
function weightsOf({ learner: { means }, run }: StyliserTraining): Weights {
  return new Map([...styliserShapes(run.plan.family).keys()].map((name) => [name, means.get(name)!]));
}

/** Tells trainings apart that have nothing to do with each other. */
function noteOf(plan: TrainingPlan, styles: readonly StyleFile[], photos: PhotoSet, seed: number): string {
  const files = styles.map(({ sha256 }) => sha256);
  return createHash('sha256')
    .update(JSON.stringify([plan, files, photos.count, seed]))
    .digest('hex');
}

/** What weights start from: a net that was trained before, the package's own for one, or noise. */
async function initialWeights(
  { family, lessons }: TrainingPlan,
  seed: number,
  from: string | undefined,
): Promise<Weights> {
  const first = firstWeights(family, Learner.start(learntShapes(family, lessons), seed).means);
  const base = await findBase(from, family);
  return base ? baseWeights(base, family, first) : first;
}

/** What a step costs on the mean, over one of the first phase: time goes by the number of pixels. */
function meanCost({ phases }: TrainingPlan): number {
  const smallest = phases[0]!.cropPx;
  return phases.reduce((sum, { cropPx, share }) => sum + share * (cropPx / smallest) ** 2, 0);
}

function cardOf(
  { learner, run: { plan } }: StyliserTraining,
  { method, styles, photos }: Omit<Material, 'plan'> & { readonly method: TrainingName },
  options: TrainOptions,
): StyliserModel['card'] {
  const {
    size = TRAIN_DEFAULTS.size,
    seed = TRAIN_DEFAULTS.seed,
    licence = 'unknown',
    attribution = '',
    creator = 'nst',
  } = options;
  const isNamed = TRAININGS[method].styles !== 'any';
  return {
    version: 1,
    method,
    family: plan.family,
    styles: isNamed ? styles.map(({ picture: _, ...style }) => style) : [],
    strength: plan.strength,
    sizePx: size,
    network: 'inception',
    steps: learner.steps,
    seed,
    content: `${photos.count} photographs`,
    licence,
    attribution,
    creator,
  };
}
