import { createHash } from 'node:crypto';
import { parse } from 'node:path';
import { melBank } from '../../shared/dsp/mel.js';
import { wholeOf } from '../../shared/dsp/signal.js';
import type { Engine } from '../../shared/engine/engine.js';
import { openEngine } from '../../shared/engine/openEngine.js';
import { NstError } from '../../shared/errors.js';
import { filesNamed } from '../../shared/filesLike.js';
import { SILENT } from '../../shared/reporter.js';
import { bandShapes, firstBandWeight } from '../../shared/stylise/bandNet.js';
import type { SoundModel } from '../../shared/stylise/modelFile.js';
import { isFilter } from '../../shared/stylise/styliser.js';
import { NO_LAYERS, openTerms } from '../../shared/terms/openTerm.js';
import { Learner } from '../../shared/train/learner.js';
import { TRAINED_MINUTES, TRAINED_SEED } from '../../shared/train/options.js';
import { openLearner, runTraining, type TrainingEnd } from '../../shared/train/training.js';
import { styleWeights } from '../apply/bandLevels.js';
import { soundNetwork } from '../features/networks.js';
import { soundView } from '../features/soundView.js';
import { graphStft } from '../features/spectrogram.js';
import { SOUND_FILES } from '../files/soundFiles.js';
import { EVEN_RATIO } from '../presets.js';
import { readInput, readStyleSource } from '../readInput.js';
import type { Recipe } from '../recipe.js';
import { Scratch } from '../scratch/scratch.js';
import type { SoundSource } from '../sound.js';
import { captureStyle } from '../styleFile/captureStyle.js';
import { checkStyleKey, isSaved, type SavedStyle, styleKeyOf } from '../styleFile/savedStyle.js';
import { styleSignal } from '../workingSounds.js';
import { checkTrainSoundOptions, type TrainSoundOptions } from './options.js';
import { practiceSounds } from './practiceSounds.js';
import { soundGoals } from './soundGoals.js';
import { SOUND_METHOD, SOUND_PLAN, type SoundPlan } from './soundPlan.js';
import { SoundSet } from './soundSet.js';
import { SoundTraining } from './soundTraining.js';

/** What came of a training on sounds. */
export interface TrainedSound {
  readonly model: SoundModel;
  readonly steps: number;
  readonly seconds: number;
  /** Means over the last steps, by term. */
  readonly losses: Readonly<Record<string, number>>;
  /** Contents that it learnt on. */
  readonly sounds: number;
  readonly device: string;
  readonly ended: TrainingEnd;
}

/**
 * Trains a net that gives sounds the style of one in one pass.
 *
 * The same options with `steps` give the same net on the same machine; a training that goes on from its checkpoint is the one that was
 * never cut off.
 *
 * @throws NstError NST_BAD_OPTION, NST_BAD_INPUT, NST_DEVICE or NST_MODEL_BROKEN, each with one line that names the option or file
 */
export async function trainSound(options: TrainSoundOptions): Promise<TrainedSound> {
  const begin = performance.now();
  checkTrainSoundOptions(options);
  const { reporter = SILENT, device = 'auto', threads = 0, strength = SOUND_PLAN.strength, signal } = options;
  const plan: SoundPlan = { ...SOUND_PLAN, strength };
  reporter.stage('listening to the style');
  const style = await readStyle(options, plan.recipe);
  reporter.stage('reading sounds');
  const contents = await contentsOf(options, plan);
  const sounds = new SoundSet(contents, plan.recipe, plan.frames, style.measures.bands);
  const engine = await openEngine({ device, threads, lanes: plan.batch, reporter });
  try {
    const training = await openTraining(engine, { plan, style, sounds }, options);
    const { steps, minutes = TRAINED_MINUTES, checkpoint } = options;
    const length = { steps, minutes, begin, meanCost: 1, checkpoint, signal, reporter };
    const ended = await runTraining(training, length);
    const { learner, losses } = training;
    const weights = new Map([...learner.means, ...styleWeights(style.measures.bands)]);
    return {
      model: { weights, card: cardOf(learner, { plan, style, sounds }, options) },
      steps: learner.steps,
      seconds: (performance.now() - begin) / 1000,
      losses,
      sounds: sounds.count,
      device: engine.device,
      ended,
    };
  } finally {
    await engine.close();
  }
}

interface Material {
  readonly plan: SoundPlan;
  readonly style: SavedStyle;
  readonly sounds: SoundSet;
}

/** What is known of the style: of a saved one, as it was saved. */
async function readStyle(
  { style: source, ...options }: TrainSoundOptions,
  recipe: Recipe,
): Promise<SavedStyle> {
  const scratch = new Scratch();
  try {
    const style = await readStyleSource(source, options, scratch);
    if (!isSaved(style)) return await captureStyle({ ...captureOptions(options), sound: source });
    checkStyleKey(style.key, await styleKeyOf(recipe), source);
    return style;
  } finally {
    scratch.close();
  }
}

const captureOptions = ({ device, threads, ffmpegPath, signal }: Omit<TrainSoundOptions, 'style'>) => ({
  ...(device !== undefined && { device }),
  ...(threads !== undefined && { threads }),
  ...(ffmpegPath !== undefined && { ffmpegPath }),
  signal,
});

/** Contents at the working rate and level, each at least as long as an excerpt. */
async function contentsOf(
  options: TrainSoundOptions,
  { recipe, frames, practice }: SoundPlan,
): Promise<Float32Array[]> {
  const { content, seed = TRAINED_SEED, reporter = SILENT } = options;
  const sources: readonly SoundSource[] =
    content === undefined ? practiceSounds(practice, seed) : await filesNamed([content].flat(), SOUND_FILES);
  const least = (frames - 1) * recipe.stft.hopSamples;
  const contents: Float32Array[] = [];
  for (const source of sources) {
    const scratch = new Scratch();
    try {
      const sound = await readInput(source, 'content', options, scratch);
      const samples = wholeOf(await styleSignal(sound, recipe, scratch)).slice();
      if (samples.length >= least) contents.push(samples);
      else reporter.warn(`${typeof source === 'string' ? source : 'content'}: left out, shorter than 3 s`);
    } finally {
      scratch.close();
    }
  }
  if (contents.length > 0) return contents;
  const advice = 'name a folder of sounds, or leave it out: then sounds are made by formula';
  throw new NstError(
    'NST_BAD_OPTION',
    `content: expected sounds of at least 3 s to learn on, found none; ${advice}`,
  );
}

async function openTraining(
  engine: Engine,
  { plan, style, sounds }: Material,
  { seed = TRAINED_SEED, checkpoint, reporter = SILENT, signal }: TrainSoundOptions,
): Promise<SoundTraining> {
  const { family, recipe, terms: specs, strength, steadiness, frames } = plan;
  const stft = graphStft(recipe.stft, frames, recipe.sampleRateHz);
  const view = soundView(await soundNetwork(recipe.network, recipe.seed), stft, 'levels');
  const terms = openTerms(specs, NO_LAYERS);
  const bank = melBank({
    sampleRateHz: recipe.sampleRateHz,
    fftSamples: recipe.stft.fftSamples,
    bands: family.bands,
  });
  const balance = { kind: 'strength', strength, evenRatio: EVEN_RATIO } as const;
  const goals = await soundGoals(engine, { view, terms, balance }, style.measures, { sounds, seed });
  const shapes = bandShapes(family);
  const initial = new Map(
    [...Learner.start(shapes, seed).means].map(([name, array]) => [name, firstBandWeight(name, array)]),
  );
  const { learner, onStep } = await openLearner(
    shapes,
    {
      seed,
      checkpoint,
      note: noteOf(plan, style, sounds, seed),
      others: 'another style, other sounds or settings',
      initial,
      decays: isFilter,
    },
    reporter,
  );
  const run = { setting: { family, view, terms, bank, steadiness }, plan, goals, sounds, seed };
  reporter.stage(`training on ${sounds.count} sounds`);
  return SoundTraining.open(engine, learner, run, { reporter, signal, onStep });
}

/** Tells trainings apart that have nothing to do with each other. */
function noteOf(plan: SoundPlan, style: SavedStyle, sounds: SoundSet, seed: number): string {
  return createHash('sha256')
    .update(JSON.stringify([plan, style.digest, sounds.digest, seed]))
    .digest('hex');
}

function cardOf(
  { steps }: Learner,
  { plan, style, sounds }: Material,
  { style: source, content, seed = TRAINED_SEED, licence = 'unknown', ...options }: TrainSoundOptions,
): SoundModel['card'] {
  const { attribution = '', creator = 'nst' } = options;
  return {
    version: 1,
    method: SOUND_METHOD,
    family: plan.family,
    styles: [{ name: parse(source).name }],
    strength: plan.strength,
    network: plan.recipe.network,
    steps,
    seed,
    content: content === undefined ? `${sounds.count} sounds made by formula` : `${sounds.count} sounds`,
    licence,
    attribution,
    creator,
    styleHz: style.spectrum.sampleRateHz / 2,
  };
}
