/** What every command that transfers a style does around it. */
import type { JobTools, PlannedJob } from '../jobs/kind.js';
import { NstError } from '../shared/errors.js';
import type { Reporter } from '../shared/reporter.js';
import type { GivenRun } from './checkpointed.js';
import { catchInterrupt, interruptedCode } from './interrupt.js';
import { previewWriter } from './previewWriter.js';
import type { ProgressReporter } from './progress.js';
import type { ResultFlags, RunFlags } from './runFlags.js';
import { printJson, say } from './streams.js';

/** Where a run tells of its progress, and what ends it. */
export interface ProgressTools {
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
}

/** Works with progress on stderr; the first Ctrl-C aborts the signal. Both end with the work, however it ends. */
export async function withProgress<Result>(
  { quiet, verbose }: Pick<RunFlags, 'quiet' | 'verbose'>,
  work: (tools: ProgressTools & { readonly reporter: ProgressReporter }) => Promise<Result>,
): Promise<Result> {
  const { progressReporter } = await import('./progress.js');
  const reporter = progressReporter(quiet ? 'quiet' : verbose ? 'verbose' : 'normal');
  const interrupt = catchInterrupt();
  try {
    return await work({ reporter, signal: interrupt.signal });
  } finally {
    reporter.stop();
    interrupt.release();
  }
}

/** What the library is given. */
export interface RunTools<Preview> extends ProgressTools, Pick<JobTools, 'checkpoint'> {
  /** Writes how it is so far, if a file for that was named; returns at once. */
  readonly onPreview: (preview: Preview) => void;
}

/** One transfer and what is done with its result. */
export interface TransferJob<Result, Preview> {
  transfer(tools: RunTools<Preview>): Promise<Result>;
  /** Writes all files of the result. */
  write(result: Result): Promise<void>;
  /** One line for people. */
  summary(result: Result): string;
  /** What `--json` prints. */
  json(result: Result): object;
  /** Where previews go. */
  readonly preview?:
    | { readonly path: string; write(path: string, preview: Preview): Promise<void> }
    | undefined;
}

/** Runs a transfer, writes what came of it and tells of it. @throws NstError NST_ABORTED if nothing unfinished is to be kept */
export async function performTransfer<Result extends { readonly ended: string }, Preview = never>(
  job: TransferJob<Result, Preview>,
  { reporter, signal, keepsUnfinished, checkpoint, tell }: JobTools,
): Promise<void> {
  const writer = previewWriter(
    job.preview?.path,
    async (path, preview: Preview) => job.preview?.write(path, preview),
    reporter.warn,
  );
  const result = await job.transfer({ reporter, signal, checkpoint, onPreview: writer.write });
  await writer.end();
  const isStopped = result.ended === 'stopped';
  if (isStopped && !keepsUnfinished) throw new NstError('NST_ABORTED', 'interrupted: nothing is kept');
  await job.write(result);
  tell({ lines: [job.summary(result)], json: job.json(result), isStopped });
}

/**
 * Does what was planned, with progress on stderr. The first Ctrl-C ends it early: what there is is written, and the exit code
 * says so.
 */
export async function runPlanned(flags: ResultFlags, job: PlannedJob): Promise<void> {
  if (!flags.sidecar) return runTold(flags, job);
  const { recorded } = await import('./sidecar/recordedJob.js');
  await runTold(flags, await recorded(job, flags.force ?? false));
}

/** The same of a run that may take long: with `--checkpoint` it goes on where one was broken off. */
export async function runLong(run: GivenRun, job: PlannedJob): Promise<void> {
  const { checkpoint } = run.flags;
  if (checkpoint === undefined) return runPlanned(run.flags, job);
  const { checkpointed } = await import('./checkpointed.js');
  await runPlanned(run.flags, await checkpointed(job, checkpoint, run));
}

async function runTold(flags: RunFlags, job: Pick<PlannedJob, 'run'>): Promise<void> {
  await withProgress(flags, ({ reporter, signal }) =>
    job.run({
      reporter,
      signal,
      keepsUnfinished: true,
      tell: ({ lines, json, isStopped }) => {
        reporter.stop();
        if (!flags.quiet) for (const line of lines) say(line);
        if (flags.json) printJson(json);
        if (isStopped) process.exitCode = interruptedCode();
      },
    }),
  );
}

/**
 * Whether styles were named at all, which commander would miss before it says that `--stlye` is unknown.
 *
 * @param what is expected, e.g. `at least one picture`
 * @throws NstError NST_BAD_OPTION
 */
export function requireStyle<Style>(style: Style | undefined, what: string): Style {
  if (style !== undefined) return style;
  throw new NstError('NST_BAD_OPTION', `style: expected ${what}, found none; add --style FILE`);
}
