/** `nst batch`: many jobs, out of a list. */
import { availableParallelism } from 'node:os';
import { basename, dirname, extname, resolve } from 'node:path';
import { availableMemory, chdir } from 'node:process';
import { Command } from 'commander';
import type { BatchEvent } from '../jobs/batch.js';
import type { ListedJob, ListForm } from '../jobs/jobList.js';
import type { JobQueue } from '../jobs/queue.js';
import { NstError } from '../shared/errors.js';
import { readInputFile } from '../shared/inputFile.js';
import { checkOutputPath } from '../shared/outputPath.js';
import { suffixedPath } from '../shared/paths.js';
import type { Reporter } from '../shared/reporter.js';
import { BATCH_FLAGS, type BatchFlags } from './batchFlags.js';
import { EXIT } from './exitCodes.js';
import { missingArgument } from './greedyOptions.js';
import { interruptedCode } from './interrupt.js';
import { JOB_KINDS } from './jobKinds.js';
import { packageVersion } from './packageVersion.js';
import { readStandardInput, STANDARD_STREAM } from './standardStreams.js';
import { printJson, say } from './streams.js';
import { addTable } from './tableCommand.js';
import { type ProgressTools, withProgress } from './transferRun.js';

const EXAMPLES = `
Examples:
  nst batch jobs.jsonl
  nst batch jobs.csv --retry
  nst batch jobs.jsonl --queue redis://localhost:6379

A line of jobs.jsonl is a command with its arguments and options by their long names; paths start from the folder of the list:
  {"command":"glyph","text":"Hi","style":"fire.png","size":128,"output":"hi.png"}`;

/** A hundred thousand jobs. */
const MAX_LIST_BYTES = 2 ** 26;
/** What jobs may take of the memory that is free: they are predicted, not limited. */
const MEMORY_SHARE = 0.75;

/** The command, to be added to the program. */
export function batchCommand(): Command {
  const command = new Command('batch')
    .description('do many jobs, out of a list')
    .usage('<jobs.jsonl|jobs.csv|-> [options]');
  return addTable(command, BATCH_FLAGS).addHelpText('after', EXAMPLES).action(run);
}

async function run(jobs: string | undefined, flags: BatchFlags): Promise<void> {
  if (jobs === undefined) throw missingArgument('jobs', 'the list of jobs', []);
  const results = resultsPath(jobs, flags);
  const list = await readList(jobs);
  if (results !== undefined) await checkOutputPath(results, { force: true, inputs: [jobs] });
  // Paths of jobs start from the list.
  if (jobs !== STANDARD_STREAM) chdir(dirname(resolve(jobs)));
  await withProgress({ ...flags, verbose: false, quiet: true }, (tools) =>
    batch(list, results, flags, tools),
  );
}

/** Undefined for jobs that come through a pipe, unless a file is named. */
function resultsPath(jobs: string, { results }: BatchFlags): string | undefined {
  if (results !== undefined) return resolve(results);
  return jobs === STANDARD_STREAM ? undefined : resolve(suffixedPath(jobs, '', '.results.jsonl'));
}

/** @throws NstError NST_BAD_INPUT */
async function readList(jobs: string): Promise<ListedJob[]> {
  const { readJobList } = await import('../jobs/jobList.js');
  const isStandard = jobs === STANDARD_STREAM;
  const bytes = isStandard
    ? await readStandardInput('a list of jobs', { bytes: MAX_LIST_BYTES, text: '64 MiB' })
    : await readInputFile(jobs, { expected: 'a list of jobs (.jsonl or .csv)', maxBytes: MAX_LIST_BYTES });
  return readJobList(bytes.toString('utf8'), isStandard ? 'jsonl' : formOf(jobs), basename(jobs));
}

const FORMS: Readonly<Record<string, ListForm>> = { '.jsonl': 'jsonl', '.ndjson': 'jsonl', '.csv': 'csv' };

function formOf(path: string): ListForm {
  const form = FORMS[extname(path).toLowerCase()];
  if (form) return form;
  throw new NstError('NST_BAD_OPTION', `jobs: expected a list that ends in .jsonl or .csv, found "${path}"`);
}

async function batch(
  list: readonly ListedJob[],
  resultsAt: string | undefined,
  flags: BatchFlags,
  { reporter, signal }: ProgressTools,
): Promise<void> {
  const { runBatch } = await import('../jobs/batch.js');
  const { ResultsFile } = await import('../jobs/results.js');
  const results = resultsAt === undefined ? undefined : await ResultsFile.open(resultsAt);
  const count = { done: 0, failed: 0, stopped: 0, skipped: 0 };
  const tell = (event: BatchEvent) => {
    count[event.kind === 'skipped' ? 'skipped' : event.outcome.state]++;
    tellOf(event, flags);
  };
  let queue: JobQueue | undefined;
  try {
    queue = await openQueue(flags, reporter, signal);
    await runBatch({
      list,
      kinds: JOB_KINDS,
      queue,
      results,
      retry: flags.retry,
      force: flags.force,
      defaults: lanesOf(flags) > 1 ? ONE_THREAD : {},
      version: packageVersion(),
      signal,
      tell,
    });
  } finally {
    await queue?.close();
    await results?.close();
  }
  if (!flags.quiet) say(summary(count, resultsAt));
  if (count.failed > 0) process.exitCode = EXIT.failure;
  if (signal.aborted) process.exitCode = interruptedCode();
}

/** A core each is quicker than all cores for one after the other. */
const ONE_THREAD = { threads: 1 } as const;
const lanesOf = ({ workers = availableParallelism() }: BatchFlags) => workers;

async function openQueue(flags: BatchFlags, reporter: Reporter, signal: AbortSignal): Promise<JobQueue> {
  const { queue } = flags;
  if (queue !== undefined) {
    const { openRedis } = await import('../jobs/redis.js');
    const { RedisQueue } = await import('../jobs/redisQueue.js');
    const remote = new RedisQueue(await openRedis(queue));
    signal.addEventListener('abort', () => void remote.withdraw().catch(() => undefined), { once: true });
    return remote;
  }
  const { LocalQueue } = await import('../jobs/localQueue.js');
  const { Room } = await import('../jobs/room.js');
  const { workOnJobs } = await import('../jobs/workOnJob.js');
  return new LocalQueue({
    work: workOnJobs(JOB_KINDS),
    room: new Room(lanesOf(flags), MEMORY_SHARE * availableMemory()),
    reporter,
    signal,
  });
}

function tellOf(event: BatchEvent, { json, quiet, verbose }: BatchFlags): void {
  const { line } = event;
  if (event.kind === 'skipped') {
    if (verbose) say(`line ${line}: left out: ${SKIPPED[event.why]}`);
    return;
  }
  const { outcome } = event;
  if (json) printJson({ line, ...outcome });
  if (outcome.state === 'failed') say(`line ${line}: failed: ${outcome.problem}`);
  else if (!quiet && outcome.state === 'done') say(`line ${line}: done in ${outcome.seconds.toFixed(1)} s`);
}

const SKIPPED = {
  done: 'done before',
  'not-failed': 'it has not failed',
  twice: 'the same as a line before',
} as const;

function summary(
  { done, failed, stopped, skipped }: Readonly<Record<'done' | 'failed' | 'stopped' | 'skipped', number>>,
  results: string | undefined,
): string {
  const parts = [
    `${done} done`,
    ...(skipped > 0 ? [`${skipped} left out`] : []),
    ...(failed > 0 ? [`${failed} failed (--retry does them again)`] : []),
    ...(stopped > 0 ? [`${stopped} broken off`] : []),
  ];
  return `${parts.join(', ')}${results === undefined ? '' : `; ${results}`}`;
}
