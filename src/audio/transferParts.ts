import type { Signal } from '../shared/dsp/signal.js';
import { OneAtATime } from '../shared/oneAtATime.js';
import type { Share } from '../shared/options/share.js';
import type { Reporter } from '../shared/reporter.js';
import type { ChunkPlan } from './plan/chunks.js';
import { planPieces } from './plan/pieces.js';
import type { Recipe } from './recipe.js';
import { type MixedSignals, PieceMixer } from './render/pieceMixer.js';
import { Scratch } from './scratch/scratch.js';
import type { LongSound } from './sound.js';
import type { Part, StereoSplit } from './stereo.js';
import type { KeptPieces, PieceHooks } from './transfer/runPieces.js';
import { type RunSummary, summaryOf } from './transfer/summary.js';
import { fromWorking, toWorking } from './workingSounds.js';

/** What gives pieces the style. */
export interface PieceMaker {
  readonly recipe: Recipe;
  /** Gives every piece of a signal at the working rate and level the style, and hands them out in their order. */
  make(signal: Signal, plan: ChunkPlan, hooks: PieceHooks): Promise<RunSummary>;
}

/** A content, split, that is given a style. */
export interface PartsTask extends StereoSplit {
  readonly sampleRateHz: number;
  /** The highest frequency that a style can have, by its sample rate: above, the content's own is kept. */
  readonly styleHz: number;
}

/** Where progress goes and what ends the work. */
export interface PartsHooks {
  readonly reporter: Reporter;
  readonly signal?: AbortSignal | undefined;
  /** How long it took to measure the content's loudness, which tells how long the result will take. */
  readonly loudnessMs?: number | undefined;
  /** What a preview is made of is gone when its promise is kept. */
  readonly preview?:
    | { readonly every: number; readonly onSound: (sound: LongSound, scratch: Scratch) => Promise<void> }
    | undefined;
  /** As of `PieceHooks`. */
  readonly share?: Share | undefined;
  /** Where pieces of a part are kept. */
  readonly keptOf?: ((part: number) => KeptPieces) | undefined;
  /** Whether a piece is kept, or looked for, that is the only one. */
  readonly keepsAll?: boolean | undefined;
}

/** What came of all parts: losses are means over them. */
export interface PartsResult extends RunSummary {
  readonly sound: LongSound;
}

/** Transfers a content part after part. Parts that were not begun when it is stopped stay as they are. */
export async function transferParts(
  maker: PieceMaker,
  task: PartsTask,
  hooks: PartsHooks,
  scratch: Scratch,
): Promise<PartsResult> {
  const changed: Part[] = [...task.parts];
  const results: RunSummary[] = [];
  for (const i of task.parts.keys()) {
    if (hooks.signal?.aborted) break;
    results.push(await transferPart(maker, { ...task, changed, index: i }, hooks, scratch));
  }
  return { ...summaryOf(results, task.parts.length), sound: soundOf(task, changed) };
}

/** One part of a task, and what became of those before. */
interface PartTask extends PartsTask {
  readonly changed: Part[];
  readonly index: number;
}

/** Transfers one part and puts it into its place among those that are done. */
async function transferPart(
  maker: PieceMaker,
  task: PartTask,
  { signal, reporter, preview, share, keptOf, keepsAll = false, loudnessMs = 0 }: PartsHooks,
  scratch: Scratch,
): Promise<RunSummary> {
  const { recipe } = maker;
  const { sampleRateHz, changed, index } = task;
  const part = task.parts[index]!;
  const begin = performance.now();
  const working = await toWorking(part, sampleRateHz, recipe, scratch);
  const afterwardsMs = afterwardsOf({ loudnessMs, workingMs: performance.now() - begin }, task);
  const settings = { ...recipe, styleHz: Math.min(task.styleHz, recipe.sampleRateHz / 2) };
  const mixer = new PieceMixer(recipe, working, scratch, settings.styleHz);
  const render = (mixed: MixedSignals, room: Scratch) =>
    fromWorking(part, sampleRateHz, { working, mixed }, settings, room);
  const previews = new OneAtATime();
  const show = async (mixed: MixedSignals) => {
    const room = new Scratch(scratch.folder);
    try {
      await preview?.onSound(soundOf(task, changed.with(index, await render(mixed, room))), room);
    } finally {
      room.close();
    }
  };
  const plan = planPieces(working.primary.length, recipe);
  const isAlone = plan.starts.length * task.parts.length === 1;
  const result = await maker.make(working.primary, plan, {
    reporter: reporterOf(reporter, index, task.parts.length, afterwardsMs),
    signal,
    onPiece: (piece) => mixer.add(piece),
    share,
    // One that is alone is done when the run is, unless runs share the work.
    kept: isAlone && !keepsAll ? undefined : keptOf?.(index),
    preview: preview && {
      every: preview.every,
      onPiece: (piece) => previews.offer(async () => show(mixer.preview(piece))),
    },
  });
  await previews.end();
  if (afterwardsMs > LONG_MS) reporter.stage('putting the pieces together');
  changed[index] = await render(mixer.finish(), scratch);
  mixer.release();
  return result;
}

const soundOf = ({ sampleRateHz, join }: PartsTask, changed: readonly Part[]): LongSound => ({
  sampleRateHz,
  channels: join(changed),
});

/** What takes longer is said. */
const LONG_MS = 5000;

/**
 * How long it will take to make a result of pieces, over the times that were taken before: what is done to every sample takes so much longer
 * than its loudness, and what lies on both sides of a change is taken back to its rate. Measured with a minute of stereo at 44.1 kHz and of mono at
 * 22.05 kHz.
 */
const AFTERWARDS = { ofLoudness: 58, ofWorking: 3.2 } as const;

function afterwardsOf(
  { loudnessMs, workingMs }: { readonly loudnessMs: number; readonly workingMs: number },
  { parts, index }: PartTask,
): number {
  const { ofLoudness, ofWorking } = AFTERWARDS;
  // Parts that come before the last are put together in between.
  return ofLoudness * loudnessMs + ofWorking * workingMs * (parts.length - index);
}

/** Counts the steps of one part among those of all, which take equally many, and says what comes behind them. */
function reporterOf(reporter: Reporter, index: number, count: number, afterwardsMs: number): Reporter {
  return {
    ...reporter,
    stage: (text) => reporter.stage(count === 1 ? text : `channel ${index + 1} of ${count}, ${text}`),
    step: ({ step, steps, ...progress }) =>
      reporter.step({ ...progress, step: index * steps + step, steps: count * steps, afterwardsMs }),
  };
}
