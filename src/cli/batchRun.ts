/** Lists of jobs as the command line has them done: what is told, what is noted, and the exit code. */
import { availableParallelism, tmpdir } from 'node:os';
import { availableMemory } from 'node:process';
import { type BatchEvent, runBatch } from '../jobs/batch.js';
import type { ListedJob } from '../jobs/jobList.js';
import type { JobKind } from '../jobs/kind.js';
import type { JobQueue } from '../jobs/queue.js';
import { ResultsFile } from '../jobs/results.js';
import { S3Store } from '../jobs/s3Store.js';
import { storedKind } from '../jobs/storedKind.js';
import { Workshop } from '../shared/engine/workshop.js';
import type { BatchFlags } from './batchFlags.js';
import { EXIT } from './exitCodes.js';
import { interruptedCode } from './interrupt.js';
import { packageVersion } from './packageVersion.js';
import { printJson, say } from './streams.js';
import { type ProgressTools, withProgress } from './transferRun.js';

/** What is done, and where it is noted. */
export interface ListRun {
  readonly list: readonly ListedJob[];
  /** What jobs may be. */
  readonly kinds: readonly JobKind[];
  /** File of results; left out: nothing is noted. */
  readonly results: string | undefined;
  /** What people read of a job, by its line: `line 3`. */
  nameOf(line: number): string;
}

/** Flags that say how. */
export type ListFlags = Pick<
  BatchFlags,
  'retry' | 'force' | 'workers' | 'queue' | 'store' | 'json' | 'quiet' | 'verbose'
>;

/** What jobs may take of the memory that is free: they are predicted, not limited. */
const MEMORY_SHARE = 0.75;
/** A core each is quicker than all cores for one after the other. */
const ONE_THREAD = { threads: 1 } as const;

/** Does the jobs of a list and tells of each; the exit code is 1 if any has failed. */
export async function runList(run: ListRun, flags: ListFlags): Promise<void> {
  await withProgress({ verbose: false, quiet: true }, (tools) => runWith(run, flags, tools));
}

async function runWith(
  { list, kinds: plainKinds, results: path, nameOf }: ListRun,
  flags: ListFlags,
  { reporter, signal }: ProgressTools,
): Promise<void> {
  const results = path === undefined ? undefined : await ResultsFile.open(path);
  const count = { done: 0, failed: 0, stopped: 0, skipped: 0 };
  const tell = (event: BatchEvent) => {
    count[event.kind === 'skipped' ? 'skipped' : event.outcome.state]++;
    tellOf(event, nameOf, flags);
  };
  // Several at once share the cores; a job alone may have them all.
  const { workers = availableParallelism() } = flags;
  const lanes = flags.queue === undefined ? Math.min(workers, list.length) : workers;
  const store = new S3Store({ endpoint: flags.store });
  const kinds = plainKinds.map((kind) => storedKind(kind, store, tmpdir()));
  const workshop = new Workshop();
  let queue: JobQueue | undefined;
  try {
    queue = await openQueue(flags, { kinds, lanes, workshop, reporter, signal });
    await runBatch({
      list,
      kinds,
      queue,
      results,
      retry: flags.retry,
      force: flags.force,
      defaults: lanes > 1 ? ONE_THREAD : {},
      version: packageVersion(),
      signal,
      store,
      nameOf,
      tell,
    });
  } finally {
    await queue?.close();
    await workshop.close();
    await results?.close();
  }
  if (!flags.quiet) say(summary(count, path));
  if (count.failed > 0) process.exitCode = EXIT.failure;
  if (signal.aborted) process.exitCode = interruptedCode();
}

/** What a queue is opened with. */
interface QueueTools extends ProgressTools {
  readonly kinds: readonly JobKind[];
  readonly lanes: number;
  readonly workshop: Workshop;
}

async function openQueue(
  { queue }: ListFlags,
  { kinds, lanes, workshop, reporter, signal }: QueueTools,
): Promise<JobQueue> {
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
    work: workOnJobs(kinds, { workshop }),
    room: new Room(lanes, MEMORY_SHARE * availableMemory()),
    reporter,
    signal,
  });
}

function tellOf(event: BatchEvent, nameOf: ListRun['nameOf'], { json, quiet, verbose }: ListFlags): void {
  const { line } = event;
  if (event.kind === 'skipped') {
    if (verbose) say(`${nameOf(line)}: left out: ${SKIPPED[event.why]}`);
    return;
  }
  const { outcome, piece } = event;
  const name = `${nameOf(line)}${piece === undefined ? '' : `, piece ${piece}`}`;
  if (json) printJson({ line, piece, ...outcome });
  if (outcome.state === 'failed') say(`${name}: failed: ${outcome.problem}`);
  else if (!quiet && outcome.state === 'done') say(`${name}: done in ${outcome.seconds.toFixed(1)} s`);
}

const SKIPPED = {
  done: 'done before',
  'not-failed': 'it has not failed',
  twice: 'the same as another before',
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
