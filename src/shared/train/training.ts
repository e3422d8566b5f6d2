/** A training from its checkpoint to its last step, whatever is learnt. */
import { NstError } from '../errors.js';
import type { Reporter } from '../reporter.js';
import type { TensorShapes } from '../weights/tensors.js';
import { Learner, type LearnerOptions } from './learner.js';

/** How a training ended. */
export type TrainingEnd = 'iterations' | 'stopped';

/** How often a training that goes on for long is saved. */
const SAVED_EVERY_MS = 60_000;
/** Steps by which it is found how long one takes, the first of which is slower. */
const TIMED_STEPS = { first: 2, last: 10 } as const;

/** What goes on step by step. */
export interface SteppedTraining {
  readonly learner: Learner;
  /** @param steps in all; infinitely many while that is not known */
  goOn(until: number, steps: number): Promise<void>;
  /** Frees what it holds. */
  close(): Promise<void>;
}

/** How weights begin, and where they are kept. */
export interface LearnerFile extends LearnerOptions {
  readonly seed: number;
  /** Tells trainings apart that have nothing to do with each other. */
  readonly note: string;
  readonly checkpoint: string | undefined;
  /** What else a checkpoint may be of, for the message. */
  readonly others: string;
}

/** A learner, and what is to be called after each of its steps, which writes it now and then. */
export interface KeptLearner {
  readonly learner: Learner;
  readonly onStep: () => Promise<void>;
}

/**
 * A learner that goes on from its checkpoint, where there is one. From its first step on it is known by its checkpoint to others that would write
 * the same net.
 *
 * @throws NstError NST_BAD_INPUT for the checkpoint of another training
 */
export async function openLearner(
  shapes: TensorShapes,
  file: LearnerFile,
  reporter: Pick<Reporter, 'warn'>,
): Promise<KeptLearner> {
  const learner = await readLearner(shapes, file);
  await keepLearner(learner, file.checkpoint, reporter);
  return { learner, onStep: keeping(learner, file.checkpoint, reporter) };
}

async function readLearner(
  shapes: TensorShapes,
  { seed, checkpoint, others, ...options }: LearnerFile,
): Promise<Learner> {
  if (checkpoint === undefined) return Learner.start(shapes, seed, options);
  const learner = await Learner.resume(checkpoint, shapes, seed, options);
  if (learner.note === options.note) return learner;
  const problem = `expected the checkpoint of this training, found that of another (${others})`;
  throw new NstError('NST_BAD_INPUT', `${checkpoint}: ${problem}; remove it, or name another output`);
}

/** Writes all that is needed to go on. A full disk costs the checkpoint, and not what was learnt. */
async function keepLearner(
  learner: Learner,
  checkpoint: string | undefined,
  reporter: Pick<Reporter, 'warn'>,
): Promise<void> {
  if (checkpoint === undefined) return;
  try {
    await learner.save(checkpoint);
  } catch (error) {
    if (!(error instanceof NstError)) throw error;
    reporter.warn(`${error.message}; the training goes on, and could not be resumed from here`);
  }
}

/** Writes a learner now and then. */
function keeping(
  learner: Learner,
  checkpoint: string | undefined,
  reporter: Pick<Reporter, 'warn'>,
): () => Promise<void> {
  let saved = performance.now();
  return async () => {
    if (performance.now() - saved < SAVED_EVERY_MS) return;
    await keepLearner(learner, checkpoint, reporter);
    saved = performance.now();
  };
}

/** How long a training goes on. */
export interface TrainingLength {
  /** In all. Left out: as many as there are minutes for. */
  readonly steps: number | undefined;
  readonly minutes: number;
  /** When the work began, which counts among the minutes. */
  readonly begin: number;
  /** Of a step on the mean, over one of the first. */
  readonly meanCost: number;
  readonly checkpoint: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly reporter: Pick<Reporter, 'warn'>;
}

/** Goes on to the last step, or until it is stopped, and frees the training. */
export async function runTraining(training: SteppedTraining, length: TrainingLength): Promise<TrainingEnd> {
  const { learner } = training;
  const { steps, checkpoint, signal, reporter } = length;
  try {
    const all = steps ?? (await stepsWithin(training, length));
    await training.goOn(all, all);
    await keepLearner(learner, checkpoint, reporter);
    return signal?.aborted && learner.steps < all ? 'stopped' : 'iterations';
  } finally {
    await training.close();
  }
}

/** Makes some steps, and says how many there are time for in all. */
async function stepsWithin(
  training: SteppedTraining,
  { minutes, begin, meanCost }: TrainingLength,
): Promise<number> {
  const { learner } = training;
  const made = learner.steps;
  await training.goOn(made + TIMED_STEPS.first, Infinity);
  const timed = performance.now();
  await training.goOn(made + TIMED_STEPS.last, Infinity);
  const now = performance.now();
  const stepMs = (now - timed) / (TIMED_STEPS.last - TIMED_STEPS.first);
  const leftMs = Math.max(0, minutes * 60_000 - (now - begin));
  return learner.steps + Math.max(1, Math.floor(leftMs / (meanCost * stepMs)));
}
