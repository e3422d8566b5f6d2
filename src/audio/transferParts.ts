import { OneAtATime } from '../shared/oneAtATime.js';
import type { Reporter } from '../shared/reporter.js';
import { planPieces } from './plan/pieces.js';
import { type MixedSignals, PieceMixer } from './render/pieceMixer.js';
import type { Sound } from './sound.js';
import type { Part, StereoSplit } from './stereo.js';
import type { SoundMeasures } from './transfer/measureWhole.js';
import type { PieceTools } from './transfer/pieceTools.js';
import { runPieces } from './transfer/runPieces.js';
import { type RunSummary, summaryOf } from './transfer/summary.js';
import { fromWorking, toWorking } from './workingSounds.js';

/** A content, split, and the styles that it is given. */
export interface PartsTask extends StereoSplit {
  readonly sampleRateHz: number;
  readonly styles: readonly SoundMeasures[];
  /** Of each style, in all 1. */
  readonly shares: readonly number[];
  /** The highest frequency that a style can have, by its sample rate: above, the content's own is kept. */
  readonly styleHz: number;
}

/** Where progress goes and what ends the work. */
export interface PartsHooks {
  readonly reporter: Reporter;
  readonly signal?: AbortSignal | undefined;
  readonly preview?: { readonly every: number; readonly onSound: (sound: Sound) => void } | undefined;
}

/** What came of all parts: losses are means over them. */
export interface PartsResult extends RunSummary {
  readonly sound: Sound;
}

/** Transfers a content part after part. Parts that were not begun when it is stopped stay as they are. */
export async function transferParts(
  tools: PieceTools,
  task: PartsTask,
  hooks: PartsHooks,
): Promise<PartsResult> {
  const changed: Part[] = [...task.parts];
  const results: RunSummary[] = [];
  for (const i of task.parts.keys()) {
    if (hooks.signal?.aborted) break;
    results.push(await transferPart(tools, task, changed, i, hooks));
  }
  return { ...summaryOf(results, task.parts.length), sound: soundOf(task, changed) };
}

/** Transfers one part and puts it into its place among those that are done. */
async function transferPart(
  tools: PieceTools,
  task: PartsTask,
  changed: Part[],
  index: number,
  { signal, reporter, preview }: PartsHooks,
): Promise<RunSummary> {
  const { recipe } = tools;
  const { sampleRateHz, styles, shares } = task;
  const part = task.parts[index]!;
  const working = await toWorking(part, sampleRateHz, recipe);
  const styleHz = Math.min(task.styleHz, recipe.sampleRateHz / 2);
  const mixer = new PieceMixer(recipe, working.primary, working.secondary, styleHz);
  const settings = { ...recipe, styleHz };
  const render = (mixed: MixedSignals) => fromWorking(part, sampleRateHz, working, mixed, settings);
  const previews = new OneAtATime();
  const show = async (mixed: MixedSignals) =>
    preview?.onSound(soundOf(task, changed.with(index, await render(mixed))));
  const plan = planPieces(working.primary.length, recipe);
  const result = await runPieces(
    tools,
    { signal: working.primary, styles, shares, plan },
    {
      reporter: reporterOf(reporter, index, task.parts.length),
      signal,
      onPiece: (piece) => mixer.add(piece),
      preview: preview && {
        every: preview.every,
        onPiece: (piece) => previews.offer(async () => show(mixer.preview(piece))),
      },
    },
  );
  await previews.end();
  changed[index] = await render(mixer.finish());
  return result;
}

const soundOf = ({ sampleRateHz, join }: PartsTask, changed: readonly Part[]): Sound => ({
  sampleRateHz,
  channels: join(changed),
});

/** Counts the steps of one part among those of all, which take equally many. */
function reporterOf(reporter: Reporter, index: number, count: number): Reporter {
  if (count === 1) return reporter;
  return {
    ...reporter,
    stage: (text) => reporter.stage(`channel ${index + 1} of ${count}, ${text}`),
    step: ({ step, steps, ...progress }) =>
      reporter.step({ ...progress, step: index * steps + step, steps: count * steps }),
  };
}
